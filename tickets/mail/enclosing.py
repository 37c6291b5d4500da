"""Pictures within the text of a letter: our pages name them by address, a mail by content id (RFC 2392)."""

import re

from tickets.models import Attachment, Message

_OURS = re.compile(r'src="/attachments/(\d{1,19})/"')


def with_cids(message: Message) -> str:
    """The message's HTML as a mail shows it."""
    cids = {str(attachment.pk): cid_of(attachment) for attachment in message.attachments.all()}
    return _OURS.sub(lambda found: f'src="cid:{cids.get(found[1], "")}"', message.html)


def cid_of(attachment: Attachment) -> str:
    """Unique in every mail program: a part of the file's random path."""
    return f"{attachment.pk}.{str(attachment.file.name).rpartition('/')[2].partition('.')[0][:24]}@pictures"
