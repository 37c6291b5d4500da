"""The app that teaches Django our vocabulary."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "ui"
