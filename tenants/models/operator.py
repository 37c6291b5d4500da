"""Who runs the installation; staff and customers of workspaces are accounts, not operators."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class OperatorManager(BaseUserManager["Operator"]):
    def create_operator(self, email: str, *, password: str) -> "Operator":
        operator = self.model(email=self.normalize_email(email).lower())
        operator.set_password(password)
        operator.save()
        return operator


class Operator(AbstractBaseUser):
    """Signs in at the console on the public host and nowhere else."""

    email = models.EmailField(_("e-mail"), unique=True)
    is_active = models.BooleanField(default=True)

    objects = OperatorManager()

    USERNAME_FIELD = "email"
    is_staff = True
    is_superuser = True

    class Meta:
        verbose_name = _("operator")
        verbose_name_plural = _("operators")

    def __str__(self) -> str:
        return self.email

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_active

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active
