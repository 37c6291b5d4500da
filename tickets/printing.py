"""Puts a ticket on paper (C-39)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.files.base import ContentFile
from django.http import Http404
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from exports.making import Impossible, Product, Progress
from exports.models import Export
from exports.paper import Picture, Pictures, pdf_of
from exports.thumbnails import on_paper
from tenants import here
from tenants.branding import brand_of_division
from tenants.divisions.models import Division
from tickets.access import ticket_for
from tickets.choices import Variant
from tickets.models import Ticket
from tickets.sheet import sheet_of

NOT_YOURS: Final = gettext_noop("You can no longer see this ticket.")
LOGO: Final = "/logo/"
#: Written down, laid out, drawn.
STEPS: Final = 3
LONGEST_NAME: Final = 60


def print_ticket(export: Export, progress: Progress) -> Product:
    """The ticket as its owner may see it now. Customers get the public variant whatever they asked for (RB-15)."""
    owner = export.user
    try:
        ticket = ticket_for(owner, int(export.ask["number"]))
    except Http404 as gone:
        raise Impossible(NOT_YOURS) from gone
    variant = Variant(export.ask["variant"]) if owner.is_agent else Variant.PUBLIC
    paper = paper_of(ticket, variant=variant, by=owner)
    progress(1, STEPS)
    pdf = pdf_of(paper.html, pictures=paper.pictures, accent=paper.accent, half_way=lambda: progress(2, STEPS))
    return Product(ContentFile(pdf), f"{paper.name}.pdf", "application/pdf")


@dataclass(frozen=True, slots=True)
class Paper:
    """A ticket written down, not laid out yet; `name` is what its file is called."""

    html: str
    pictures: Pictures
    accent: str
    name: str


def paper_of(ticket: Ticket, *, variant: Variant, by: User) -> Paper:
    sheet = sheet_of(ticket, variant=variant, by=by)
    brand = brand_of_division(ticket.division, here.workspace().name)
    logo = _logo(ticket.division)
    page = render_to_string("papers/ticket.html", {"sheet": sheet, "ticket": ticket, "brand": brand, "logo": logo and LOGO})
    subject = slugify(ticket.subject, allow_unicode=True)[:LONGEST_NAME].strip("-")
    name = "-".join(part for part in (_("Ticket"), str(ticket.pk), subject) if part)
    return Paper(page, {**sheet.pictures, **({LOGO: logo} if logo else {})}, brand.accent, name)


def _logo(division: Division) -> Callable[[], Picture] | None:
    """The division's own, else the workspace's."""
    bearer = division if division.logo else Division.objects.filter(is_default=True).exclude(logo="").first()
    if bearer is None or not bearer.logo.storage.exists(str(bearer.logo.name)):
        return None

    def read() -> Picture:
        with bearer.logo.open("rb") as content:
            return on_paper(content)

    return read
