"""Says what kind of document a file is (BL-25)."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from tickets.actions.recording import lock, record
from tickets.choices import Verb
from tickets.models import Attachment, DocumentKind, Ticket
from tickets.telling import told


@transaction.atomic
def classify(ticket: Ticket, files: Iterable[Attachment], *, kind: DocumentKind | None, by: User) -> None:
    """A line of history for each that is of another kind now; nobody is told. The same again changes nothing."""
    ticket = lock(ticket)
    for file in files:
        if file.document_kind_id != (kind.pk if kind else None):
            before, file.document_kind = file.document_kind, kind
            file.save(update_fields=["document_kind"])
            said = {"from": told(before), "to": told(kind)}
            record(ticket, Verb.CHANGED, by=by, field="document_kind", label=file.name, **said)
