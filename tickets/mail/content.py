"""What of a mail goes onto the ticket: clean words, the quotation beside them, and the files."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tickets.actions.attaching import Upload
from tickets.actions.scanning import Finding, scan
from tickets.mail.clean import clean_html, text_to_html
from tickets.mail.parse import ParsedMail, UnreadableMail
from tickets.mail.quotes import split_html, split_text

NOT_SCANNED: Final = gettext_noop("Its files could not be checked for viruses. Receive it again when the virus scanner answers.")


@dataclass(frozen=True, slots=True)
class Content:
    """`html` is what the sender wrote now, `quoted_html` what they quoted; pictures still say `cid:`."""

    html: str
    quoted_html: str
    files: list[Upload]


def content_of(mail: ParsedMail) -> Content:
    """Raises `UnreadableMail` where the virus scanner does not answer."""
    html, quoted = _from_html(mail) if mail.html else _from_text(mail.text)
    return Content(html=html, quoted_html=quoted, files=[_upload(mail, number) for number in range(len(mail.attachments))])


def _from_html(mail: ParsedMail) -> tuple[str, str]:
    """Split after cleaning. Cleaning keeps only pictures with addresses of ours, so they get one until the ticket has them."""
    stand_ins = {file.content_id: f"/cid/{number}/" for number, file in enumerate(mail.attachments) if file.content_id}
    split = split_html(clean_html(mail.html, images=stand_ins))
    return _with_cids(split.fresh, stand_ins), _with_cids(split.quoted, stand_ins)


def _with_cids(html: str, stand_ins: dict[str, str]) -> str:
    for content_id, stand_in in stand_ins.items():
        html = html.replace(f'src="{stand_in}"', f'src="cid:{_plain(content_id)}"')
    return html


def _from_text(text: str) -> tuple[str, str]:
    split = split_text(text)
    return text_to_html(split.fresh), text_to_html(split.quoted)


def _upload(mail: ParsedMail, number: int) -> Upload:
    """Of a harmful file only the word that it was left out."""
    file = mail.attachments[number]
    finding = scan(file.content)
    if finding is Finding.UNKNOWN:
        raise UnreadableMail(NOT_SCANNED)
    if finding is Finding.HARMFUL:
        words = _("The file “%(name)s” was left out: the virus scanner refused it.") % {"name": file.name}
        return Upload(name=f"{file.name}.txt", content=words.encode(), content_type="text/plain")
    return Upload(
        name=file.name,
        content=file.content,
        content_type=file.content_type,
        content_id=_plain(file.content_id),
        is_inline=file.is_inline,
    )


def _plain(content_id: str) -> str:
    """Without what would end an attribute; the same on the picture and on its file."""
    return "".join(sign for sign in content_id if sign not in "\"'<>&\\ ")[:250]
