"""The worker and the clock."""

import os

from tenants.envelope import WorkspaceCelery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")

app = WorkspaceCelery("helpdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
#: Celery would close what it has of the database around every task, the whole pool with it. This often it still does: a
#: connection grows by 0.6 MB for each workspace it touched.
app.conf["CELERY_DB_REUSE_MAX"] = 1000
app.autodiscover_tasks()
