"""Django's handle on this room."""

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    name = "tenants"
    verbose_name = _("Installation")

    def ready(self) -> None:
        """Schemas are dropped by nobody but us.

        As long as somebody listens to what is deleted, whatever it is, Django reads all rows of whatever it deletes first: of
        an import of a million rows, a million lines.
        """
        from django_tenants.signals import tenant_delete_callback  # noqa: PLC0415 -- it wants models, which are there by now

        post_delete.disconnect(tenant_delete_callback)
