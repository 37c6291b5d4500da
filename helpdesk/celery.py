"""The worker and the clock."""

import os

from tenants.envelope import WorkspaceCelery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")

app = WorkspaceCelery("helpdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
