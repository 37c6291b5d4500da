"""Keeps words to be said again (Antwortvorlagen, BR-17)."""

from django.db import transaction
from django.db.models import Max

from accounts.models import Team
from tickets.mail.clean import clean_html, html_to_text
from tickets.models import CannedReply


@transaction.atomic
def can(reply: CannedReply, *, name: str, html: str, team: Team | None, is_active: bool) -> CannedReply:
    """Save it, cleaned; a new one comes last."""
    reply.name, reply.team, reply.is_active = name, team, is_active
    reply.html = clean_html(html)
    reply.text = html_to_text(reply.html)
    if reply.pk is None:
        reply.position = min((CannedReply.objects.aggregate(last=Max("position"))["last"] or 0) + 1, 32_000)
    reply.save()
    return reply
