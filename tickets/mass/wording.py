"""What a mass action wants and what became of each ticket, in words."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from tickets.fields import BUILT_IN, label_of
from tickets.mass.choices import LineState, MassKind, Obstacle
from tickets.mass.wishes import Vanished, Wish, wish_of
from tickets.models import CustomField, MassAction, MassLine
from tickets.showing import plain
from tickets.values import in_words, names_of

#: Obstacles whose detail names fields.
OF_FIELDS = (Obstacle.NO_FIELD, Obstacle.REQUIRED, Obstacle.CHANGED_SINCE, Obstacle.TOLD)
#: As forms show them; JSON keeps no order.
IN_ORDER = ("type", *(field.key for field in BUILT_IN))
Said = tuple[str, str]


def wanted(action: MassAction) -> list[Said]:
    """Labels and words of what was chosen; nothing for what says itself, such as deleting."""
    try:
        return list(_wanted(MassKind(action.kind), wish_of(action)))
    except Vanished:
        return [(str(action), str(Obstacle.VANISHED.label))]


def _wanted(kind: MassKind, wish: Wish) -> Iterator[Said]:
    if kind == MassKind.STATUS:
        yield _("Status"), str(wish.status)
    elif kind == MassKind.ASSIGN:
        yield _("Responsible"), str(wish.responsible or wish.team or _("Nobody"))
    elif kind in (MassKind.TAG, MassKind.UNTAG):
        yield _("Tags"), ", ".join(wish.tags)
    elif kind == MassKind.MERGE:
        yield _("Merge into"), str(wish.into)
    elif kind == MassKind.EDIT:
        yield from _fields(wish)


def _fields(wish: Wish) -> Iterator[Said]:
    """An emptied one says so."""
    emptied = _("empty")
    for name in (name for name in IN_ORDER if name in wish.fields):
        value = wish.fields[name]
        yield label_of(name), (_("No") if value is False else plain(value)) or emptied
    fields = list(CustomField.objects.filter(pk__in=wish.custom).prefetch_related("options"))
    names = names_of(fields, [wish.custom])
    for field in fields:
        yield field.name, in_words(field, wish.custom[str(field.pk)], names=names) or emptied


def outcomes(lines: Iterable[MassLine]) -> Iterator[tuple[MassLine, str, str]]:
    """Each line with what became of its ticket, and why; one query."""
    own = {field.key: field.name for field in CustomField.objects.all()}
    for line in lines:
        yield line, str(LineState(line.state).label), reason(line.obstacle, line.detail, own=own)


def reason(obstacle: str, detail: str, *, own: Mapping[str, str]) -> str:
    """`own` are the names of the workspace's fields by their key."""
    if not obstacle:
        return ""
    words = str(Obstacle(obstacle).label)
    if not detail:
        return words
    said = ", ".join(_label(key, own) for key in detail.split(", ")) if obstacle in OF_FIELDS else detail
    return f"{words} ({said})"


def _label(key: str, own: Mapping[str, str]) -> str:
    if key.startswith("custom_"):
        return own.get(key, key)
    return label_of(key)
