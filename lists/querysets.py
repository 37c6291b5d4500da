"""Ways to pick views, named so that a chain reads aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lists.choices import Audience

if TYPE_CHECKING:
    from accounts.models import User
    from lists.models import View  # noqa: F401 -- names the row type
    from tenants.compiled import Slot


class ViewQuerySet(QuerySet["View"]):
    def seen_by(self, user: User) -> Self:
        """Staff see their own, those of their teams and the desk's, the portal's among them; customers only the portal's."""
        return self.for_staff(user) if user.is_agent else self.for_customers()

    def for_customers(self) -> Self:
        return self.filter(audience=Audience.PORTAL)

    def for_staff(self, user: User | Slot) -> Self:
        from accounts.models import Team  # noqa: PLC0415 -- models import this module

        mine: Any = Team.members.through._default_manager.filter(user=user, team=OuterRef("team"))
        ours = Q(audience__in=[Audience.SHARED, Audience.PORTAL])
        return self.filter(ours | Q(owner=user) | (Q(audience=Audience.TEAM) & Q(Exists(mine))))

    def with_pins_of(self, user: User | Slot) -> Self:
        """`is_pinned`: whether this person wants it within reach; whoever never decided does."""
        from lists.models import Pin  # noqa: PLC0415 -- models import this module

        theirs: Any = Pin.objects.filter(user=user, view=OuterRef("pk")).values("is_pinned")
        return self.annotate(is_pinned=Coalesce(Subquery(theirs), True, output_field=BooleanField()))

    def pinned_by(self, user: User | Slot) -> Self:
        from lists.models import Pin  # noqa: PLC0415 -- models import this module

        off: Any = Pin.objects.filter(user=user, view=OuterRef("pk"), is_pinned=False)
        return self.filter(~Q(Exists(off)))
