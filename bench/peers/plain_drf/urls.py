"""Its addresses."""

from django.urls import path

from bench.peers.plain_drf.views import Facets, InitiativeList

urlpatterns = [path("initiatives/", InitiativeList.as_view()), path("facets/", Facets.as_view())]
