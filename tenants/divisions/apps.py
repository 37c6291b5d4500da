"""Django's handle on this room; an app of its own since its tables lie in every workspace."""

from django.apps import AppConfig


class DivisionsConfig(AppConfig):
    name = "tenants.divisions"
    label = "divisions"
