"""All files of a ticket on one page, and where more are put (CP-52, C-40)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, agent_required
from accounts.models import User
from tickets.access import ticket_for
from tickets.actions.agreeing import Agreed, OthersHear
from tickets.actions.classifying import classify
from tickets.actions.noting import note
from tickets.actions.replying import reply
from tickets.actions.saying import TakenBack, once
from tickets.circle import circle_of
from tickets.documents import latest_documents, page_of_documents, place_of, sums_of
from tickets.forms.agreeing import agreed_in
from tickets.forms.documents import DocumentsForm
from tickets.models import Attachment, DocumentKind, Ticket
from tickets.timeline import letters_of
from tickets.views.archives import archives_of
from tickets.views.previews import told

#: So many stand beside the conversation.
BESIDE = 5


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@agent_required
def index(request: StaffRequest, number: int) -> HttpResponse:
    """GET /tickets/42/documents/ lists them, to htmx the newest alone; POST adds some, the same form twice adds them once."""
    ticket = ticket_for(request.user, number)
    if request.method != "POST":
        return _beside(request, ticket) if request.htmx else documents_page(request, ticket, DocumentsForm(kinds=kinds()))
    form = DocumentsForm(request.POST, request.FILES, kinds=kinds())
    if not form.is_valid():
        return documents_page(request, ticket, form, status=422)
    try:
        _add(request, ticket, form)
    except OthersHear as refusal:
        form.add_error("attachments", _("Your text is still here; please choose the files again."))
        return documents_page(request, ticket, form, refusal=refusal, status=409)
    except TakenBack:
        messages.warning(request, _("You took this answer back. Its text is in the composer: send it from there."))
    return redirect("documents", ticket.pk)


def documents_page(
    request: StaffRequest, ticket: Ticket, form: DocumentsForm, *, refusal: OthersHear | None = None, status: int = 200
) -> HttpResponse:
    letters = letters_of(ticket)
    heard = told(ticket, request.user, circle=circle_of(ticket), letters=letters)
    context = {
        **listed(request, ticket),
        "form": form,
        "kinds": kinds(),
        "previews": heard["told"]["reply"],
        "seen": heard["seen"]["reply"],
        "refusal": refusal,
        "archives": archives_of(ticket, request.user),
    }
    return render(request, "tickets/documents/index.html", context, status=status)


def kinds() -> list[DocumentKind]:
    return list(DocumentKind.objects.filter(is_active=True))


def listed(request: Any, ticket: Ticket) -> dict[str, Any]:
    """What both surfaces show of it."""
    user: User = request.user
    page = page_of_documents(ticket, seen_by=user, query=request.GET)
    return {"ticket": ticket, "page": page, "files": with_places(page.rows), "sums": sums_of(ticket, seen_by=user)}


def with_places(files: list[Attachment]) -> list[tuple[Attachment, str]]:
    """Each with what leads from the ticket's address to the message that brought it."""
    return [(file, place_of(file.message)) for file in files if file.message]


def _beside(request: StaffRequest, ticket: Ticket) -> HttpResponse:
    files = with_places(latest_documents(ticket, seen_by=request.user, most=BESIDE + 1))
    context = {"ticket": ticket, "files": files[:BESIDE], "has_more": len(files) > BESIDE}
    return render(request, "tickets/ticket/_documents_found.html", context)


def _add(request: StaffRequest, ticket: Ticket, form: DocumentsForm) -> None:
    said = form.said()
    with once(said["message_id"], ticket=ticket):
        if form.is_public:
            message = reply(
                ticket, by=request.user, then=None, agreed=Agreed(seen=agreed_in(request, by=request.user).seen), **said
            )
            messages.success(request, _("Added. %(name)s gets them by e-mail.") % {"name": ticket.requester})
        else:
            message = note(ticket, by=request.user, **said)
            messages.success(request, _("Added. Only the team can see them."))
        classify(ticket, message.attachments.all(), kind=form.document_kind, by=request.user)
