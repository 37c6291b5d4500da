"""Users, teams and roles, as administrators type them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.access import may_grant
from accounts.choices import Permission, RoleKey
from accounts.models import Role, Team, User


class UserForm(forms.Form):
    """Somebody who works here already."""

    name = forms.CharField(label=_("Name"), max_length=100)
    language = forms.ChoiceField(label=_("Language"), choices=[("de", "Deutsch"), ("en", "English")])
    roles = forms.ModelMultipleChoiceField(
        Role.objects.all(), label=_("Roles"), widget=forms.CheckboxSelectMultiple, help_text=_("What this person may do.")
    )
    teams = forms.ModelMultipleChoiceField(
        Team.objects.filter(is_active=True), label=_("Teams"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, by: User, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.had = set(user.roles.all()) if user else set()

    def clean_roles(self) -> Iterable[Role]:
        roles: Iterable[Role] = self.cleaned_data["roles"]
        if not may_grant(self.by, self.had ^ set(roles)):
            raise forms.ValidationError(_("You can only give or take roles that allow no more than your own."))
        return roles


class InvitationForm(UserForm):
    """Somebody who is to work here."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("The link to choose a password goes here."))
    field_order = ["email", "name", "language", "roles", "teams"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        known = User.objects.filter(email=email).first()
        if known is not None:
            raise forms.ValidationError(
                _("This address belongs to a customer's account.")
                if known.is_customer
                else _("This person has an account already.")
            )
        return email


class TeamForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    #: Not the model's field, which would refuse a second team; the verb relieves the one before.
    takes_new = forms.BooleanField(
        label=_("Gets new tickets that nobody is responsible for"),
        help_text=_("Only one team can; it takes over from the one before."),
        required=False,
    )

    class Meta:
        model = Team
        fields = ["name", "members", "receiver", "is_active"]
        widgets = {"members": forms.CheckboxSelectMultiple}
        help_texts = {
            "receiver": _("New tickets of this team are theirs at once. Without anybody the whole team is told."),
            "is_active": _("Tickets can be given to this team."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["takes_new"] = self.instance.takes_new
        self.fields["members"].queryset = User.objects.staff().active().order_by("name")  # type: ignore[attr-defined]  # many choices
        receiver: Any = self.fields["receiver"]
        receiver.queryset, receiver.empty_label = _receivers(self.instance), _("Nobody in particular")


def _receivers(team: Team) -> "QuerySet[User]":
    """Who works on tickets; somebody who left stays readable."""
    working = User.objects.assignable().order_by().values("pk")
    return User.objects.filter(Q(pk__in=working) | Q(pk=team.receiver_id or 0)).order_by("name")


class RoleForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    permissions = forms.MultipleChoiceField(
        label=_("Whoever has this role may"), choices=Permission.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, by: User, role: Role, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": str(role) if role.pk else "", "permissions": role.permissions}
        super().__init__(*args, **kwargs)
        self.by, self.role = by, role
        words = _("Only system administrators manage the customer portal, whatever is ticked here.")
        self.fields["permissions"].help_text = words
        if role.key == RoleKey.ADMINISTRATOR:
            self.fields["permissions"].disabled = True
            self.fields["permissions"].help_text = _("System administrators may do everything; that can't be changed.")

    def clean_name(self) -> str:
        """A built-in role that was not renamed stays translated."""
        name: str = self.cleaned_data["name"].strip()
        return "" if self.role.key and name == str(RoleKey(self.role.key).label) else name

    def clean_permissions(self) -> list[str]:
        wanted: list[str] = self.cleaned_data["permissions"]
        if not self.by.permission_codes.issuperset(set(wanted) ^ set(self.role.permissions)):
            raise forms.ValidationError(_("You can only give or take what you may do yourself."))
        return wanted
