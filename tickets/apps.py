"""Django's handle on this room."""

from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "tickets"
