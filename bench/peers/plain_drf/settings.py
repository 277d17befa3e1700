"""Its settings: no more than the API needs."""

import environ

env = environ.Env()

SECRET_KEY = "bench-only"  # noqa: S105  (of a server that lives for a bench and signs nothing)
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
DATABASES = {"default": env.db() | {"CONN_MAX_AGE": 60}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["django_filters", "rest_framework", "bench.peers.plain_drf"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.peers.plain_drf.urls"
USE_TZ = True
TIME_ZONE = "Europe/Paris"
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 25,
}
