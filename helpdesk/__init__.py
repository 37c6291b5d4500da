"""The house itself: settings, addresses, worker and clock; imported by nobody."""

from helpdesk.celery import app as celery_app

__all__ = ["celery_app"]
