"""Settings of the tests: the project's own, on a database of their own, strict where production forgives."""

import os

os.environ.setdefault("SECRET_KEY", "tests-only-" + "x" * 50)
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "sqlite:///:memory:")
os.environ["DEBUG"] = "false"
os.environ["SITE_URL"] = "http://testserver"
os.environ["CONTACT_EMAIL"] = "equipe@pair-aidance.invalid"
os.environ["ALLOWED_HOSTS"] = "testserver,127.0.0.1,localhost"

from pairaidance.settings import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
