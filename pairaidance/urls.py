"""All addresses: pages in both languages, API, admin."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView

from initiatives.urls import machines
from pairaidance.kit.docs import Docs

urlpatterns = [
    path("", include(machines)),
    path("api/v1/", include("pairaidance.api_urls")),
    path("api/schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("api/docs/", Docs.as_view(url_name="schema"), name="docs"),
    path("admin/", admin.site.urls),
    # French stands at the addresses of the contract, English under /en/.
    *i18n_patterns(
        path("", include("initiatives.urls")),
        path("", include("research.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "initiatives.views.errors.bad_request"
handler403 = "initiatives.views.errors.forbidden"
handler404 = "initiatives.views.errors.not_found"
handler500 = "initiatives.views.errors.server_error"
