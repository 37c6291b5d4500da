"""A person who signs in, at the desk or at the portal."""

from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.choices import Kind, Permission, RoleKey
from accounts.models.role import Role
from tenants.compiled import Compiled, Slot


class UserQuerySet(models.QuerySet["User"]):
    def staff(self) -> "UserQuerySet":
        return self.filter(kind=Kind.STAFF)

    def customers(self) -> "UserQuerySet":
        return self.filter(kind=Kind.CUSTOMER)

    def active(self) -> "UserQuerySet":
        return self.filter(is_active=True)

    def invited(self) -> "UserQuerySet":
        """Have never chosen a password."""
        return self.active().filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def who_came(self) -> "UserQuerySet":
        """Have chosen a password, so they can sign in."""
        return self.active().exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def who_may(self, permission: Permission) -> "UserQuerySet":
        return self.staff().active().filter(roles__permissions__contains=[permission]).distinct()

    def assignable(self) -> "UserQuerySet":
        """Who can be made responsible for a ticket: active staff who work on tickets (BR-9, C-21)."""
        return self.who_may(Permission.WORK_TICKETS).order_by("name")


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """The e-mail is the login, unique in the workspace whatever its capitals (T24-8)."""

    kind = models.CharField(max_length=8, choices=Kind)
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=100)
    language = models.CharField(_("language"), max_length=10, default="de", choices=[("de", "Deutsch"), ("en", "English")])
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Berlin")
    roles = models.ManyToManyField("accounts.Role", blank=True, related_name="users", verbose_name=_("roles"))
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    #: The desk's admin does not exist; django.contrib.auth asks all the same.
    is_staff = False
    is_superuser = False

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_email"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        self.email = self.email.lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    @property
    def is_agent(self) -> bool:
        return self.kind == Kind.STAFF

    @property
    def is_customer(self) -> bool:
        return self.kind == Kind.CUSTOMER

    @property
    def is_invited(self) -> bool:
        """Has never chosen a password."""
        return self.is_active and not self.has_usable_password()

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]

    @cached_property
    def permission_codes(self) -> frozenset[str]:
        """What this person's roles allow; one query, once per request. Customers have none.

        The customer portal is managed by system administrators only, whatever other roles allow (BL-7, C-19).
        """
        if not self.is_agent or not self.is_active:
            return frozenset()
        roles = PERMISSIONS(user=self.pk)
        allowed = frozenset(permission for permissions, _key in roles for permission in permissions)
        administers = any(key == RoleKey.ADMINISTRATOR for _permissions, key in roles)
        return allowed if administers else allowed - {Permission.MANAGE_PORTAL}

    def may(self, permission: Permission) -> bool:
        return permission in self.permission_codes


#: Of each role of a user.
PERMISSIONS = Compiled(lambda: Role.objects.filter(users=Slot("user")).order_by().values_list("permissions", "key"))
