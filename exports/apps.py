"""Django's handle on this room."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "exports"
