"""What people wrote, made fit for paper: its outline is the paper's, its pictures have words, its direction is known."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lxml import html as markup

from exports.paper import Picture, Pictures
from exports.thumbnails import on_paper
from tickets.links import attachment_path
from tickets.mail.clean import html_to_text, text_to_html
from tickets.models import Attachment

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
#: What items must lie in, so that the outline is sound.
PARENTS: Final = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",)}
SHOWN: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
#: So far somebody reads to find out in which direction.
FIRST: Final = 500
RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
#: What would keep the renderer busy for minutes is shown as plain text, and no more of it than this.
MOST_ELEMENTS, DEEPEST, LONGEST, MOST_LINES = 6_000, 40, 60_000, 1_500
#: Cells over more columns or rows come from nobody's hand.
SPANS, WIDEST = ("colspan", "rowspan"), 20
#: Nobody reads words of this length; the renderer tries each place where they could break.
ENDLESS: Final = re.compile(r"[^\s\u200b]{200,}")
PIECE: Final = 40
BREAK_HERE: Final = "\N{ZERO WIDTH SPACE}"


def pictures_of(files: Iterable[Attachment]) -> Pictures:
    """Those of these files that are pictures, read when they are wanted."""
    return {attachment_path(file.pk): _reader(file) for file in files if file.content_type in SHOWN}


def written(html: str, *, names: Mapping[str, str]) -> SafeString:
    """Clean HTML for the paper. `names` are the pictures it may show, by address; of others only their words stay."""
    if not html.strip():
        return SafeString()
    tree = markup.fragment_fromstring(html, create_parent="div")
    if _is_too_much(tree):
        return _shortened(html_to_text(html))
    for heading in tree.iter(*HEADINGS):
        heading.tag, heading.attrib["class"] = "p", "written-heading"
    for item in tree.iter(*PARENTS):
        if (parent := item.getparent()) is None or parent.tag not in PARENTS[item.tag]:
            item.tag = "div"
    for cell in tree.iter("td", "th"):
        for span in SPANS:
            if int(cell.attrib.get(span, 1)) > WIDEST:
                del cell.attrib[span]
    for image in list(tree.iter("img")):
        _show(image, names)
    for element in tree.iter():
        element.text, element.tail = _broken(element.text), _broken(element.tail)
    tree.attrib["class"], tree.attrib["dir"] = "written", direction(str(tree.text_content()))
    drawn: str = markup.tostring(tree, encoding="unicode")
    return mark_safe(drawn)  # noqa: S308 -- it was cleaned when it came in (mail.clean)


def direction(text: str) -> str:
    """`rtl` where the first letter is Hebrew or Arabic."""
    for letter in text[:FIRST]:
        kind = unicodedata.bidirectional(letter)
        if kind == "L" or kind in RIGHT_TO_LEFT:
            return "rtl" if kind in RIGHT_TO_LEFT else "ltr"
    return "ltr"


def _is_too_much(tree: Any) -> bool:
    if len(tree.text_content()) > LONGEST or sum(1 for _element in tree.iter()) > MOST_ELEMENTS:
        return True
    layer, depth = list(tree), 0
    while layer and depth <= DEEPEST:
        layer, depth = [child for element in layer for child in element], depth + 1
    return depth > DEEPEST


def _shortened(text: str) -> SafeString:
    lines = "\n".join(text[:LONGEST].split("\n")[:MOST_LINES])
    words = mark_safe(text_to_html(_broken(lines) or ""))  # noqa: S308 -- it escapes
    note = _("This message is too long or too nested for paper; the ticket shows it in full.")
    return format_html('<div class="written" dir="{}">{}<p class="cut">{}</p></div>', direction(text), words, note)


def _broken(text: str | None) -> str | None:
    """With places to break in words without end."""
    return text and ENDLESS.sub(lambda word: BREAK_HERE.join(re.findall(f".{{1,{PIECE}}}", word[0])), text)


def _show(image: Any, names: Mapping[str, str]) -> None:
    """As wide as it was meant, with words for who cannot see it."""
    address = image.attrib.get("src", "")
    words = image.attrib.get("alt", "").strip() or names.get(address, "")
    width = image.attrib.get("width", "")
    image.attrib.clear()
    if address not in names:
        image.tag, image.text = "span", words
        return
    image.attrib.update({"src": address, "alt": words or "–"})
    if width.isascii() and width.isdigit():
        image.attrib["style"] = f"width: {width[:4]}px"


def _reader(file: Attachment) -> Callable[[], Picture]:
    def read() -> Picture:
        with file.file.open("rb") as content:
            return on_paper(content)

    return read
