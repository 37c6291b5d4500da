"""Sessions as Django keeps them, found by a query that is planned once."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import DateTimeField, TextField
from django.utils import timezone

from tenants.compiled import CompiledRows, Slot

LASTING = CompiledRows(
    lambda: Session.objects.filter(session_key=Slot("key", TextField()), expire_date__gt=Slot("now", DateTimeField())).order_by()
)


class SessionStore(DatabaseStore):
    def _get_session_from_db(self) -> Session | None:
        """What Django asks of one that is no more it asks still: it forgets the key, and says so in the log."""
        found = LASTING(key=self.session_key or "", now=timezone.now())
        return found[0] if found else super()._get_session_from_db()  # type: ignore[no-any-return, misc]  # no types there
