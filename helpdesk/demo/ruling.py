"""Sets up rules and an own action, as a desk would have them."""

from typing import Any

from helpdesk.demo.furnishing import Cast
from tickets.actions.deciding import add_deed
from tickets.actions.governing import found, switch
from tickets.actions.presetting import adopt_rules
from tickets.rules.choices import DeedKind, Happening, To
from tickets.rules.presets import DUE

ANNOUNCED = "<p>Guten Tag {contact},</p><p>zu Ihrem Anliegen #{number} kommt am nächsten Werktag ein Techniker zu Ihnen.</p>"
Deeds = list[tuple[DeedKind, dict[str, Any]]]


def rule(cast: Cast) -> None:
    """After all tickets are written: no rule has acted on them."""
    adopt_rules(DUE)
    if "Aufzug" in cast.categories and "Technik" in cast.teams:
        lift, team = cast.categories["Aufzug"], cast.teams["Technik"]
        stuck: Deeds = [(DeedKind.TAG, {"tags": ["Notfall"]}), (DeedKind.SET, {"field": "is_urgent", "value": True})]
        _set_up("Aufzüge an die Technik", [(DeedKind.ASSIGN, {"team": team.pk})], query=f"category={lift.pk}")
        _set_up("Eingeschlossen: Notfall", stuck, query="said=eingeschlossen&or-subject=eingeschlossen")
        announced: dict[str, Any] = {"to": To.REQUESTER, "subject": "Ein Techniker kommt", "html": ANNOUNCED}
        called: Deeds = [(DeedKind.ASSIGN, {"user": "me"}), (DeedKind.MAIL, announced)]
        _set_up("Techniker ankündigen", called, happening=Happening.BY_HAND)


def _set_up(name: str, deeds: Deeds, *, happening: Happening = Happening.OPENED, query: str = "") -> None:
    made = found(name=name, happening=happening, query=query)
    for kind, chosen in deeds:
        add_deed(made, kind=kind, chosen=chosen)
    switch(made, is_on=True)
