"""Django's handle on this room."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imports"
