"""Django's settings: what is ours to decide; what the surroundings decide is in `environment.py`."""

import base64

import dj_database_url
import django_stubs_ext
from csp.constants import NONCE, NONE, SELF

from helpdesk.environment import BASE_DIR, Environment
from helpdesk.schedule import JOBS, TICK_SECONDS

# Lets `ModelForm[Ticket]` and the like stand in class definitions, for type checkers.
django_stubs_ext.monkeypatch()

env = Environment()  # type: ignore[call-arg]  # they come from the surroundings

SECRET_KEY = env.secret_key
FIELD_KEYS = [base64.b64decode(key) for key in env.field_keys.split(",")]
DEBUG = env.debug
BASE_DOMAIN = env.base_domain
SITE_SCHEME = env.site_scheme
SITE_PORT_SUFFIX = env.port_suffix
SIGN_UP_OPEN = env.sign_up_open
VAR_DIR = env.var_dir

# Hosts are checked by the tenants' middleware against the Domain table: an unknown one gets a plain 404.
ALLOWED_HOSTS = ["*"]

# --- apps ------------------------------------------------------------------------------------------------------------
SHARED_APPS = ["django_tenants", "tenants", "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"]
TENANT_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "tenants.divisions",
    "notifications",
    "accounts",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "customers",
    "tickets",
]
#: No tables at all, or (the console's admin) tables that nobody needs.
TABLELESS_APPS = [
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.admin",
    "django.forms",
    "allauth",
    "csp",
    "django_htmx",
    "django_cotton",
    "django_filters",
    "django_structlog",
    "ui",
    "portal",
    "helpdesk",
]
INSTALLED_APPS = [*dict.fromkeys([*SHARED_APPS, *TENANT_APPS, *TABLELESS_APPS])]

TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_LIMIT_SET_CALLS = True
WORKSPACE_ROLE_PREFIX = env.workspace_role_prefix
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]

# --- doors -----------------------------------------------------------------------------------------------------------
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tenants.middleware.WorkspaceMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
]
ROOT_URLCONF = "helpdesk.urls.public"
URLCONF_OF_SURFACE = {
    "public": "helpdesk.urls.public",
    "desk": "helpdesk.urls.desk",
    "portal": "helpdesk.urls.portal",
}
WSGI_APPLICATION = "helpdesk.wsgi.application"
APPEND_SLASH = True

# --- data ------------------------------------------------------------------------------------------------------------
DATABASES = {
    "default": {
        **dj_database_url.parse(env.database_url),
        "ENGINE": "tenants.backend",
        "CONN_MAX_AGE": 0 if env.database_pool else 300,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
if env.database_pool:
    # A connection grows by 0.6 MB for each workspace it touched: recycle (finding 12).
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 12, "timeout": 10, "max_lifetime": 900}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.redis_url,
        "KEY_PREFIX": "cache",
        "KEY_FUNCTION": "django_tenants.cache.make_key",
    },
    "shared": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.redis_url, "KEY_PREFIX": "shared"},
}
MEDIA_ROOT = env.var_dir / "files"
MEDIA_URL = "/no-public-media/"
STORAGES = {
    "default": {"BACKEND": "django_tenants.files.storage.TenantFileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "ui.storage.ModuleManifestStorage",
    },
}
MULTITENANT_RELATIVE_MEDIA_ROOT = "%s"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
#: One file that staff or customers upload, and all files of one message together, in bytes.
UPLOAD_MAX_BYTES = 25 * 1024 * 1024
UPLOAD_MAX_TOTAL_BYTES = 50 * 1024 * 1024
#: A mail larger than this stays in the mailbox and is named in the ledger.
MAIL_MAX_BYTES = 60 * 1024 * 1024
#: A sender that has held a letter this long without a word is taken for dead.
LETTER_LEASE_SECONDS = env.letter_lease_seconds
MAIL_LEASE_SECONDS = env.mail_lease_seconds
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.var_dir / "static"

# --- pages -----------------------------------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "tenants.context.workspace",
                "accounts.context.surroundings",
                "tickets.context.rail",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "ui.templatetags.ui"],
        },
    }
]
if DEBUG:
    TEMPLATES[0]["OPTIONS"]["loaders"] = TEMPLATES[0]["OPTIONS"]["loaders"][0][1]  # type: ignore[index]
COTTON_DIR = "cotton"
COTTON_ISOLATE_BY_DEFAULT = True
FORM_RENDERER = "ui.forms.Renderer"
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# --- people ----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.SurfaceBackend", "tenants.operators.OperatorBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# `accounts.User.email` is unique whatever its capitals, by a constraint that this check does not know.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ALLAUTH_SETTING_GETTER = "accounts.allauth_settings.get"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_ADAPTER = "accounts.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
USERSESSIONS_TRACK_ACTIVITY = False

# --- safety ----------------------------------------------------------------------------------------------------------
# Host-only cookies: a portal session is never a staff session.
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_SCHEME == "https"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tenants.views.errors.csrf_failed"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SITE_SCHEME == "https" else None
SECURE_HSTS_SECONDS = 0 if SITE_SCHEME == "http" else 31_536_000
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- letters and tasks -----------------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = env.smtp_host, env.smtp_port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.smtp_user, env.smtp_password
EMAIL_USE_TLS, EMAIL_USE_SSL = env.smtp_tls == "starttls", env.smtp_tls == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.default_from_email

CELERY_BROKER_URL = env.celery_broker
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "socket_timeout": 5, "socket_connect_timeout": 2}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    "notifications.tasks.*": {"queue": "mail_out"},
    "tickets.tasks.*": {"queue": "mail_in"},
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "hand out what is due": {
        "task": "tenants.tasks.hand_out",
        "schedule": TICK_SECONDS,
        "options": {"expires": TICK_SECONDS * 2, "headers": {"_schema_name": "public"}},
    },
    "resume lost foundings": {
        "task": "accounts.tasks.resume_foundings",
        "schedule": 30,
        "options": {"expires": 60, "headers": {"_schema_name": "public"}},
    },
}
CELERY_BEAT_SCHEDULE_FILENAME = str(env.var_dir / "clock")
WORKSPACE_JOBS = JOBS

# --- logs ------------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname:.1} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.log_level},
    "loggers": {"django_structlog": {"level": "WARNING"}, "fontTools": {"level": "WARNING"}},
}
