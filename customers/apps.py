"""Django's handle on this room."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "customers"
