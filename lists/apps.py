"""Django's handle on this room."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "lists"
