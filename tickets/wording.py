"""The history in sentences."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tickets.choices import Source, Verb
from tickets.fields import OWN_ROWS, label_of
from tickets.links import desk_path
from tickets.models import Event, Ticket
from tickets.record_wording import ICONS as RECORD_ICONS
from tickets.record_wording import SENTENCES
from tickets.rules.choices import DeedKind, Hindrance
from tickets.rules.wording import said
from tickets.telling import spoken

PLAIN = {
    Verb.OPENED: gettext_noop("{who} opened the ticket"),
    Verb.REPLIED: gettext_noop("{who} replied"),
    Verb.NOTED: gettext_noop("{who} wrote an internal note"),
    Verb.SILENT: gettext_noop("{who} saved this without telling {to}"),
    Verb.WITHDRAWN: gettext_noop("{who} took an answer back before it was sent"),
    Verb.EDITED: gettext_noop("{who} edited a message"),
    Verb.REDACTED: gettext_noop("{who} redacted a message"),
    Verb.CLAIMED: gettext_noop("{who} took the ticket"),
    Verb.REOPENED: gettext_noop("{who} reopened the ticket"),
    Verb.CLOSED: gettext_noop("{who} closed the ticket"),
    Verb.BOUNCED: gettext_noop("The e-mail to {to} came back"),
    Verb.REFERRED: gettext_noop("The e-mail referred to {to}"),
    **SENTENCES,
}
RULED = {
    "mail": gettext_noop("{who} sent an e-mail to {to}"),
    "ring": gettext_noop("{who} notified {to}"),
    "acted": gettext_noop("{who} carried this out"),
    "left_out": gettext_noop("{who} left this out: {old}, because {to}"),
}
OPENED_BY = {
    Source.MAIL: gettext_noop("{who} opened the ticket by e-mail"),
    Source.PORTAL: gettext_noop("{who} opened the ticket in the portal"),
}
SET, CHANGED, EMPTIED = (
    gettext_noop("{who} set {field} to {to}"),
    gettext_noop("{who} changed {field} from {old} to {to}"),
    gettext_noop("{who} removed {field} {old}"),
)
GIVEN, TAKEN = gettext_noop("{who} made {to} responsible"), gettext_noop("{who} took the ticket off {old}")
ICONS = {
    Verb.OPENED: "inbox",
    **RECORD_ICONS,
    Verb.CLAIMED: "hand",
    Verb.ASSIGNED: "user-check",
    Verb.CLOSED: "circle-check",
    Verb.REOPENED: "rotate-ccw",
    Verb.WITHDRAWN: "undo-2",
    Verb.SILENT: "bell-off",
    Verb.EDITED: "pencil",
    Verb.REDACTED: "eraser",
    Verb.RULED: "zap",
}


def sentence_of(event: Event) -> SafeString:
    """`<strong>Ada</strong> changed priority from …`: names are marked, everything is escaped."""
    old, to = _left_out(event) if "why_not" in event.data else (spoken(event.data.get("from")), spoken(event.data.get("to")))
    return format_html(
        _(_pattern(event, old=old, to=to)), who=_strong(who(event)), field=field_of(event), old=_strong(old), to=_named(event, to)
    )


def who(event: Event) -> str:
    """Also by which rule (T24-29), or with which own action."""
    person, rule = event.actor or event.contact, event.data.get("rule")
    if rule:
        words = _("%(name)s (own action “%(rule)s”)") if person else _("The system (rule “%(rule)s”)")
        return words % {"name": person, "rule": rule}
    return str(person or _("The system"))


def _left_out(event: Event) -> tuple[str, str]:
    """What a rule did not do, and why."""
    data = event.data
    what = said(DeedKind(data["deed"]), aim=data["aim"], field=data["about"])
    return what, str(Hindrance(data["why_not"]).label)


def icon_of(event: Event) -> str:
    return ICONS.get(Verb(event.verb), "history")


def _pattern(event: Event, *, old: str, to: str) -> str:
    verb = Verb(event.verb)
    if verb == Verb.OPENED:
        return OPENED_BY.get(event.data.get("source", ""), PLAIN[verb])
    if verb == Verb.ASSIGNED:
        return GIVEN if to else TAKEN
    if verb == Verb.RULED:
        return RULED[event.data["did"]]
    return PLAIN.get(verb) or (CHANGED if old and to else SET if to else EMPTIED)


def field_of(event: Event) -> str:
    """The field's name in the reader's language; one of the workspace's own, or of an earlier product, as it was."""
    return field_called(str(event.data.get("field", "")), label=str(event.data.get("label") or ""))


def field_called(name: str, *, label: str = "") -> str:
    if name in OWN_ROWS:
        return label_of(name)
    known = {field.name: getattr(field, "verbose_name", name) for field in Ticket._meta.get_fields()}
    return label or str(known.get(name, name))


def _named(event: Event, words: str) -> SafeString:
    """Another ticket is a link to it."""
    number = event.data.get("number")
    return format_html('<a href="{}">{}</a>', desk_path(number), _strong(words)) if number else _strong(words)


def _strong(words: str) -> SafeString:
    return format_html("<strong>{}</strong>", words)
