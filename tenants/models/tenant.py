"""A workspace: one company's desk, in a PostgreSQL schema of its own."""

from typing import Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tenants.models import TenantMixin

from tenants import here
from tenants.choices import State, Surface
from tenants.querysets import AT, NAMED, TenantQuerySet

#: Names that would collide with PostgreSQL's, the house's or a browser's own.
RESERVED = frozenset({"public", "workspace_template", "information_schema", "www", "portal", "mail", "admin", "api", "static"})


class TenantManager(models.Manager.from_queryset(TenantQuerySet)):  # type: ignore[misc]  # made by a function
    def get_queryset(self) -> TenantQuerySet:
        return TenantQuerySet(self.model, using=self._db).with_hosts()

    def at(self, host: str) -> "Tenant | None":
        """The workspace at this host name, with the `surface` shown there; None if nothing lives there."""
        return next(iter(AT(host=host)), None)

    def named(self, name: str) -> "Tenant | None":
        """The workspace whose schema has this name; None if there is none."""
        return next(iter(NAMED(name=name)), None)


slug_shape = RegexValidator(
    r"^[a-z]([a-z0-9-]{0,38}[a-z0-9])?\Z",
    _("Use lower-case letters, digits and hyphens; begin with a letter; at most 40 characters."),
)


class Tenant(TenantMixin):  # type: ignore[misc]  # the library has no types
    """One workspace. Its schema, its role and the first label of its hosts share one name."""

    auto_create_schema = False

    schema_name = models.CharField(_("name in addresses"), max_length=40, unique=True, validators=[slug_shape])
    name = models.CharField(_("company"), max_length=100)
    language = models.CharField(_("language"), max_length=10, default="de", choices=[("de", "Deutsch"), ("en", "English")])
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Berlin")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING, db_index=True)
    progress = models.PositiveSmallIntegerField(_("progress in percent"), default=0)
    trouble = models.TextField(_("what went wrong"), blank=True)
    founder_name = models.CharField(_("name of the founder"), max_length=100, blank=True)
    founder_email = models.EmailField(_("e-mail address of the founder"), blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    objects = TenantManager()

    class Meta:
        verbose_name = _("workspace")
        verbose_name_plural = _("workspaces")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(schema_name__in=sorted(RESERVED)) & ~models.Q(schema_name__startswith="pg_"),
                name="workspace_name_not_reserved",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def __enter__(self) -> Self:
        """`with tenant:` works in this workspace.

        The library keeps what was before in one list for all threads; we keep it by connection.
        """
        connection = here.connection()
        connection.before.append(connection.tenant)
        connection.set_tenant(self)
        return self

    def __exit__(self, *raised: object) -> None:
        connection = here.connection()
        connection.set_tenant(connection.before.pop())

    def root_url(self, surface: str) -> str:
        """`https://acme.example.com`, without a slash at the end."""
        host = self.portal_host if surface == Surface.PORTAL else self.desk_host
        return f"{settings.SITE_SCHEME}://{host}{settings.SITE_PORT_SUFFIX}"

    @property
    def is_ready(self) -> bool:
        return self.state == State.READY
