"""All settings, in one file, read from the environment.

Embedded default: SQLite in WAL mode and a broker that needs no server. Production: PORTAL_MODE=production with
DATABASE_URL, CELERY_BROKER_URL, SECRET_KEY, PGN_KEY, RMC_REGION and ALLOWED_HOSTS. The code is the same.
"""

from datetime import date
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy

from vsv_portal import keys, logs

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Which shape ------------------------------------------------------------------------------------------------
PORTAL_MODE = env.str("PORTAL_MODE", default="embedded")
if PORTAL_MODE not in {"embedded", "production"}:
    raise ImproperlyConfigured("Zet PORTAL_MODE op embedded of production.")
PRODUCTION = PORTAL_MODE == "production"
VAR_DIR = Path(env.str("PORTAL_VAR", default=str(BASE_DIR / "var")))
if not PRODUCTION:
    VAR_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
DEBUG = env.bool("DEBUG", default=False) and not PRODUCTION


def _secret(name: str, purpose: str) -> str:
    return keys.secret(env, name, purpose, production=PRODUCTION, folder=VAR_DIR / "geheim")


SECRET_KEY = _secret("SECRET_KEY", "het geheim waarmee Django sessies tekent")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
PGN_KEY = _secret("PGN_KEY", "het geheim waarmee een PGN tot pseudoniem wordt (HMAC-SHA256)")
PGN_KEY_VERSION = env.int("PGN_KEY_VERSION", default=1)
FILE_KEY = env.str("FILE_KEY", default="") or PGN_KEY  # encryption at rest; derived per purpose in monitoring/vault.py
if PRODUCTION and SECRET_KEY == PGN_KEY:
    raise ImproperlyConfigured("SECRET_KEY en PGN_KEY mogen niet gelijk zijn: maak er twee.")

# --- The region, the day, the terms --------------------------------------------------------------------------------
if PRODUCTION:
    keys.required(env, "RMC_REGION", "het nummer van de RMC-regio, bijvoorbeeld 37")
RMC_REGION = env.int("RMC_REGION", default=37)
SCHOOL_HOLIDAYS = env.str("SCHOOL_HOLIDAYS", default="zuid")  # noord, midden or zuid: which weeks are school weeks
TODAY: date | None = date.fromisoformat(env.str("TODAY")) if env.str("TODAY", default="") else None
FAULTY_SHARE = env.float("FAULTY_SHARE", default=0.02)  # deliveries.md §2: above this a file is refused
GUARD_SHARE = env.float("GUARD_SHARE", default=0.05)  # mass-change guard, share of the school's pupils
GUARD_PUPILS = env.int("GUARD_PUPILS", default=20)  # and number of pupils
DEADLINES = env.str(  # kind[@from levermaand]=day of the next month+days of grace: R01 of March is late after 5 April
    "DEADLINES", default="R01=1+4,R02=1+4,R03=1+4,N01=1+9,N02=1+9,A05=15+10,A04=15+10,A14=15+10"
)
FILE_TERM_DAYS = env.int("FILE_TERM_DAYS", default=30)  # domain.md §7: raw upload files
SUPPRESSION_THRESHOLD = env.int("SUPPRESSION_THRESHOLD", default=5)
if SUPPRESSION_THRESHOLD < 5:
    raise ImproperlyConfigured("SUPPRESSION_THRESHOLD mag niet lager zijn dan 5 (docs/toegang.md).")
PERCENTAGE_MINIMUM = env.int("PERCENTAGE_MINIMUM", default=10)  # no percentage under this denominator
UPLOAD_LIMITS = {
    "bytes": env.int("UPLOAD_BYTES", default=50 * 1024 * 1024),
    "rows": env.int("UPLOAD_ROWS", default=200_000),
    "columns": env.int("UPLOAD_COLUMNS", default=200),
    "unpacked_bytes": env.int("UPLOAD_UNPACKED_BYTES", default=100 * 1024 * 1024),
}

PRACTICE_LIMITS = {  # a try is checked while its sender waits
    "bytes": env.int("PRACTICE_BYTES", default=10 * 1024 * 1024),
    "rows": env.int("PRACTICE_ROWS", default=20_000),
}

# --- Django ----------------------------------------------------------------------------------------------------------
if PRODUCTION:
    keys.required(env, "ALLOWED_HOSTS", "de webadressen van het portaal, gescheiden door komma's")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if PRODUCTION]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "health_check",
    "monitoring",
    "nahetvo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "vsv_portal.headers.SecurityHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vsv_portal.logs.RequestLogMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "monitoring.middleware.AccountSafetyMiddleware",
]
ROOT_URLCONF = "vsv_portal.urls"
WSGI_APPLICATION = "vsv_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "monitoring.context.portal",
            ],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Database, cache, broker -----------------------------------------------------------------------------------------
if PRODUCTION:
    keys.required(env, "DATABASE_URL", "het adres van PostgreSQL, postgres://naam:wachtwoord@host/database")
    keys.required(env, "CELERY_BROKER_URL", "het adres van Redis of RabbitMQ, bijvoorbeeld redis://host:6379/0")
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
CACHES = {
    "default": env.cache(
        "CACHE_URL", default="dbcache://portal_cache" if PRODUCTION else f"filecache://{VAR_DIR / 'cache'}"
    )
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=f"sqla+sqlite:///{VAR_DIR / 'broker.sqlite3'}")
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True  # the database is the truth; a task leaves its state on what it worked on
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 30 * 60
EMBEDDED_BROKER = CELERY_BROKER_URL.startswith("sqla+sqlite")
CELERY_BROKER_TRANSPORT_OPTIONS = {}
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 60 * 60}  # over the time limit, or a task starts twice
elif EMBEDDED_BROKER:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"connect_args": {"timeout": 30}}  # seconds to wait for another writer
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/Amsterdam"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat")
LOST_AFTER_SECONDS = env.int("LOST_AFTER_SECONDS", default=90)  # silence after which work is handed out again
TAKE_UP_SECONDS = env.int("TAKE_UP_SECONDS", default=60)  # how often that is looked at
NIGHTLY_HOUR = env.int("NIGHTLY_HOUR", default=3)  # Amsterdam time; a night that was missed is caught up at the start
CELERY_BEAT_SCHEDULE = {
    "take up what the broker lost": {
        "task": "monitoring.tasks.take_up_lost_work",
        "schedule": float(TAKE_UP_SECONDS),
        "options": {"expires": 10 * TAKE_UP_SECONDS},  # while no worker runs they do not pile up
    },
    "nightly": {"task": "monitoring.tasks.nightly", "schedule": crontab(minute=0, hour=NIGHTLY_HOUR)},
}
if EMBEDDED_BROKER:
    CELERY_BEAT_SCHEDULE["sweep the broker"] = {"task": "vsv_portal.celery.sweep_broker", "schedule": 60.0 * 60}

# --- Who comes in ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "monitoring.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("home")
ACCOUNT_LOGOUT_REDIRECT_URL = reverse_lazy("home")
ACCOUNT_ADAPTER = "monitoring.accounts.ClosedAccountAdapter"
SOCIALACCOUNT_ADAPTER = "monitoring.accounts.ClosedSocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "VSV-portaal"
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=True)  # the demonstration's accounts are always excepted
OIDC_SERVER = env.str("OIDC_SERVER", default="")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organisatie",
                "name": env.str("OIDC_NAME", default="Inloggen via uw organisatie"),
                "client_id": env.str("OIDC_CLIENT_ID", default=""),
                "secret": env.str("OIDC_SECRET", default=""),
                "settings": {"server_url": OIDC_SERVER},
            }
        ]
        if OIDC_SERVER
        else [],
    }
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_NAME = "__Host-sessie" if PRODUCTION else "sessie"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- Headers -----------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "object-src": [NONE],
        "frame-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = PRODUCTION and env.bool("SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["monitoring.upload_limits.LimitedUpload"]  # nothing of a stranger reaches the disk
FILE_UPLOAD_TEMP_DIR = env.str("UPLOAD_TMP", default=None)

# --- Files that never change -------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "vsv_portal.assets.PlotlyFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # uploads live encrypted in the database
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# --- Language, tables, logs --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
DJANGO_TABLES2_TEMPLATE = "django_tables2/portal.html"
globals().update(env.email_url("EMAIL_URL", default="consolemail://"))  # EMAIL_BACKEND, EMAIL_HOST, …
PORTAL_URL = env.str(  # where the links in mails lead
    "PORTAL_URL", default=f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://localhost:8000"
).rstrip("/")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portaal@localhost")

# --- What the statements say: security.txt, privacy, accessibility ---------------------------------------------------------
SECURITY_CONTACTS = env.list("SECURITY_CONTACTS", default=[f"mailto:{DEFAULT_FROM_EMAIL}"])  # mailto: or https:, RFC 9116
_expires = env.str("SECURITY_EXPIRES", default="")  # within a year; checks.py warns when it is near
SECURITY_EXPIRES = date.fromisoformat(_expires) if _expires else None  # unset: no security.txt in production
SECURITY_POLICY = env.str("SECURITY_POLICY", default="")  # address of how reports are dealt with
CONTROLLER = env.str("CONTROLLER", default="")  # who answers for the processing, AVG art. 13: name and address
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default=DEFAULT_FROM_EMAIL)  # on the privacy and accessibility statements
FG_EMAIL = env.str("FG_EMAIL", default="")  # of the functionaris gegevensbescherming
STATEMENTS_ON = date.fromisoformat(env.str("STATEMENTS_ON", default="2026-11-26"))  # when both were last looked over
ACCESSIBILITY_REPORT = env.str("ACCESSIBILITY_REPORT", default="")  # address of the independent audit, once there is one
LOGGING = logs.configuration(env.str("LOG_LEVEL", default="INFO"))
