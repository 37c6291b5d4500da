"""Letters, tasks and the clock."""

from helpdesk.environment import env
from helpdesk.makers import LARGE, MAKERS
from helpdesk.schedule import JOBS, TICK_SECONDS
from helpdesk.targets import TARGETS

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = env.smtp_host, env.smtp_port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.smtp_user, env.smtp_password
EMAIL_USE_TLS, EMAIL_USE_SSL = env.smtp_tls == "starttls", env.smtp_tls == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.default_from_email
#: So long an agent's answer lies in the outbox and can be taken back (B-6).
UNDO_SECONDS = env.undo_seconds

CELERY_BROKER_URL = env.celery_broker
CELERY_TASK_IGNORE_RESULT = True
# The queue only wakes somebody up; rows and sweepers remember. So it keeps no books of what is being done: those books end
# the whole worker when the broker dies (decision 0010).
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "ack_emulation": False,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    # A page does not wait for a dead broker: a sweeper will find its row.
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
# Else around every task Celery closes what it has of the database, the whole pool with it (decision 0034). This often it still
# does: a connection grows by 0.6 MB for each workspace it touched.
CELERY_DB_REUSE_MAX = 1000
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    "notifications.tasks.*": {"queue": "mail_out"},
    "exports.tasks.make_export": {"queue": "pdf"},
    "exports.tasks.make_large_export": {"queue": "bulk"},
    "imports.tasks.work_on_import": {"queue": "bulk"},
    "tickets.tasks.pursue_mass_action": {"queue": "bulk"},
    "tickets.tasks.refresh_digests": {"queue": "default"},
    "tickets.tasks.weigh_words": {"queue": "default"},
    "tickets.tasks.*": {"queue": "mail_in"},
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
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
EXPORT_MAKERS = MAKERS
LARGE_EXPORTS = LARGE
#: So long a finished file can be fetched.
EXPORT_KEPT_HOURS = env.export_kept_hours
IMPORT_TARGETS = TARGETS
#: So long an import can be looked at and undone.
IMPORT_KEPT_DAYS = env.import_kept_days
#: The largest file that can be imported, in bytes.
IMPORT_MAX_BYTES = env.import_max_megabytes * 1024 * 1024
