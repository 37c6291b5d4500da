"""Django's handle on this room."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"
