"""Shows with the customer of the demo's portal what an administrator can release: types, objects, kinds of document."""

from customers.allotting import allot
from customers.choices import Reach
from customers.models import Contact
from helpdesk.demo.reading import House
from tickets.actions.releasing import Terms, release
from tickets.choices import Documents, Release, TypeKind
from tickets.models import Attachment, DocumentKind, TicketType

#: Objects of the star; what their colleagues have besides is not theirs.
CHOSEN = 4


def release_some(house: House) -> None:
    """Nothing where the company keeps no kinds of document."""
    star = Contact.objects.select_related("organisation").get(email=house.portal_star)
    kinds = [DocumentKind.objects.create(name=name, position=at) for at, name in enumerate(house.keeps.get("documents", []))]
    if not kinds or star.organisation is None:
        return
    papers = Attachment.objects.filter(message__ticket__organisation=star.organisation, content_type="application/pdf")
    for file in papers:
        file.document_kind = next((kind for kind in kinds if kind.name.casefold() in file.name.casefold()), kinds[0])
        file.save(update_fields=["document_kind"])
    allot(star, assets=star.organisation.assets.all()[:CHOSEN])
    chosen = {type_: _terms(type_, kinds[::2]) for type_ in TicketType.objects.all()}
    release(star.organisation, reach=Reach.OBJECTS, chosen=chosen)


def _terms(type_: TicketType, kinds: list[DocumentKind]) -> Terms:
    if type_.kind == TypeKind.ABSENCE:
        return Terms(Release.NOTHING)
    if type_.kind == TypeKind.DOCUMENT:
        return Terms(Release.DOCUMENTS, Documents.ALL)
    return Terms(Release.CREATE, Documents.CHOSEN, kinds)
