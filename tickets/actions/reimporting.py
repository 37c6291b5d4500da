"""Changes a ticket as a file says, and changes it back (B-6)."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max

from accounts.models import Team, User
from customers.models import Article
from tickets.actions.agreeing import UNSEEN, Agreed
from tickets.actions.assigning import assign
from tickets.actions.changing import change
from tickets.actions.importing import File, said_of
from tickets.actions.moving import move
from tickets.actions.recording import lock, record, save_changes
from tickets.actions.relating import add_article, add_asset, add_reference, drop_article, drop_reference, lay_back
from tickets.choices import Verb
from tickets.fields import PLAIN
from tickets.models import IN_PLACE, Event, ExternalReference, LineItem, Status, Ticket
from tickets.telling import kept, unkept

Kept = dict[str, Any]


def reimport(ticket: Ticket, values: Mapping[str, Any], *, by: User, file: File) -> Kept | None:
    """Set what is different; returns what was and what is now, nothing if all of it was there already.

    `values` as `change` takes them, besides `responsible`, `team`, and `assets`, `articles`, `references`, which come to those
    that are there. Raises what `change` raises.
    """
    ticket = lock(ticket)
    before, version = _all_kept(ticket), ticket.version
    agreed = UNSEEN if file.letters else Agreed(silent=True)
    changes = {name: value for name, value in values.items() if name in PLAIN or name in ("status", "tags", "custom")}
    ticket = change(ticket, by=by, version=version, agreed=agreed, begins=False, ruled=False, **changes)
    _assign(ticket, values, by=by, agreed=agreed)
    for asset in values.get("assets", ()):
        add_asset(ticket, asset, by=by)
    for quantity, article in values.get("articles", ()):
        add_article(ticket, article, quantity=quantity, by=by)
    for channel, number in values.get("references", ()):
        add_reference(ticket, ExternalReference(channel=channel, external_id=number), by=by)
    ticket = lock(ticket)
    if ticket.version == version:
        return None
    record(ticket, Verb.IMPORTED, by=by, **said_of(file, ticket))
    after = _all_kept(ticket)
    different = [name for name in after if after[name] != before[name]]
    return {
        "was": {name: before[name] for name in different},
        "now": {name: after[name] for name in different},
        "last": last_event(ticket),
    }


def put_back(ticket: Ticket, undo: Mapping[str, Any], *, by: User) -> bool:
    """As it was before the import, where all of it still is as the import left it; nobody is told. False if it is not."""
    ticket = lock(ticket)
    now = _all_kept(ticket)
    if ticket.deleted_at or any(now[name] != value for name, value in undo["now"].items()):
        return False
    was: Kept = undo["was"]
    plain = {name: unkept(Ticket, name, was[name]) for name in was if name in PLAIN}
    own = {key: was["custom"].get(key) for key in {*was["custom"], *undo["now"]["custom"]}} if "custom" in was else {}
    more = {"custom": own} if own else {}
    more |= {"tags": was["tags"]} if "tags" in was else {}
    silent = Agreed(silent=True)
    ticket = change(ticket, by=by, version=ticket.version, agreed=silent, begins=False, ruled=False, **plain, **more)
    if "responsible" in was:
        responsible, team = _responsible(was["responsible"])
        assign(ticket, by=by, version=ticket.version, responsible=responsible, team=team, agreed=silent, ruled=False)
    if "assets" in was:
        lay_back(ticket, "assets", was["assets"], by=by)
    _put_rows_back(ticket, was, by=by)
    if "status" in was:
        _stand_again(lock(ticket), was["status"], by=by)
    return True


def last_event(ticket: Ticket) -> int:
    found: int = Event.objects.filter(ticket=ticket).aggregate(last=Max("pk"))["last"]
    return found


def _assign(ticket: Ticket, values: Mapping[str, Any], *, by: User, agreed: Agreed) -> None:
    if "responsible" in values or "team" in values:
        responsible = values.get("responsible")
        to: dict[str, Any] = {"responsible": responsible, "team": values.get("team")}
        assign(ticket, by=by, version=ticket.version, agreed=agreed, ruled=False, **to)


def _responsible(was: Mapping[str, int | None]) -> tuple[User | None, Team | None]:
    return User.objects.filter(pk=was["user"] or 0).first(), Team.objects.filter(pk=was["team"] or 0).first()


def _stand_again(ticket: Ticket, was: Mapping[str, Any], *, by: User) -> None:
    """In its old status; one that is done again was done all the time."""
    move(ticket, Status.objects.get(pk=was["pk"]), by=by)
    closed_at = datetime.fromisoformat(was["closed_at"]) if was["closed_at"] else None
    if ticket.closed_at != closed_at:
        ticket.closed_at = closed_at
        save_changes(ticket, "closed_at")


def _put_rows_back(ticket: Ticket, was: Kept, *, by: User) -> None:
    if "articles" in was:
        before = {pk: Decimal(quantity) for pk, quantity in was["articles"]}
        for item in ticket.line_items.all():
            if item.article_id not in before:
                drop_article(ticket, item, by=by)
        for article in Article.objects.filter(pk__in=before):
            add_article(ticket, article, quantity=before[article.pk], by=by)
    if "references" in was:
        for reference in ticket.external_references.all():
            if [reference.channel, reference.external_id] not in was["references"]:
                drop_reference(ticket, reference, by=by)


def _all_kept(ticket: Ticket) -> Kept:
    """All that a file can say of a ticket, as JSON."""
    closed_at = ticket.closed_at.isoformat() if ticket.closed_at else None
    return {
        **{name: kept(ticket, name) for name in sorted(PLAIN)},
        "custom": dict(ticket.custom),
        "status": {"pk": ticket.status_id, "closed_at": closed_at},
        "responsible": {"user": ticket.responsible_id, "team": ticket.team_id},
        "tags": sorted(ticket.tags.values_list("name", flat=True)),
        "assets": list(ticket.assets.order_by(*IN_PLACE).values_list("pk", flat=True)),
        "articles": _articles(ticket),
        "references": [[one.channel, one.external_id] for one in ticket.external_references.all()],
    }


def _articles(ticket: Ticket) -> list[list[Any]]:
    return [[item.article_id, str(item.quantity)] for item in LineItem.objects.filter(ticket=ticket)]
