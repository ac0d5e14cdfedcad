"""Settings of the suite: the same file, with fixed secrets, a fixed day and tasks in the test's own process."""

import os

os.environ.setdefault("PGN_KEY", "een-geheim-alleen-voor-de-tests-0123456789")
os.environ.setdefault("SECRET_KEY", "nog-een-geheim-alleen-voor-de-tests-012345")
os.environ["TODAY"] = "2026-04-09"  # whatever the shell or `make` says
os.environ.setdefault("CELERY_BROKER_URL", "memory://")

from vsv_portal.settings import *  # noqa: F403

CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING_CONFIG = None
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  whitenoise looks for it
