"""Database, cache and files."""

import shlex

import dj_database_url

from helpdesk.environment import BASE_DIR, env

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
#: A page waits so long for a cache that does not answer, in seconds; then it does without.
CACHE_PATIENCE = {"socket_timeout": 2}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.redis_url,
        "KEY_PREFIX": "cache",
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "OPTIONS": CACHE_PATIENCE,
    },
    "shared": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.redis_url,
        "KEY_PREFIX": "shared",
        "OPTIONS": CACHE_PATIENCE,
    },
}
MEDIA_ROOT = env.var_dir / "files"
MEDIA_URL = "/no-public-media/"
STORAGES = {
    "default": {"BACKEND": "django_tenants.files.storage.TenantFileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if env.debug else "ui.storage.ModuleManifestStorage",
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
#: Looks through every file that comes in, by form or mail (`clamdscan --no-summary -`), and how long it may take.
SCAN_COMMAND = shlex.split(env.scan_command)
SCAN_SECONDS = 30
#: A mail larger than this stays in the mailbox and is named in the ledger.
MAIL_MAX_BYTES = 60 * 1024 * 1024
#: How often a mail server that cannot speak first (IMAP IDLE) is asked.
MAIL_ASK_SECONDS = 30
#: A sender that has held a letter this long without a word is taken for dead.
LETTER_LEASE_SECONDS = env.letter_lease_seconds
MAIL_LEASE_SECONDS = env.mail_lease_seconds
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.var_dir / "static"
