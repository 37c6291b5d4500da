"""What of a mail goes onto the ticket: clean words, the quotation beside them, and the files."""

from dataclasses import dataclass

from tickets.actions.attaching import Upload
from tickets.mail.clean import clean_html, text_to_html
from tickets.mail.parse import ParsedMail
from tickets.mail.quotes import split_html, split_text


@dataclass(frozen=True, slots=True)
class Content:
    """`html` is what the sender wrote now, `quoted_html` what they quoted; pictures still say `cid:`."""

    html: str
    quoted_html: str
    files: list[Upload]


def content_of(mail: ParsedMail) -> Content:
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
    file = mail.attachments[number]
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
