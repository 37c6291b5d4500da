"""A stranger's words made safe to show, as HTML or as text."""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Final

import nh3
from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig

from tickets.mail.markup import QUOTE_MARK, TAGS, is_link, simplify

_ATTRIBUTES: Final = {
    "*": {QUOTE_MARK},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_REL: Final = "noopener noreferrer nofollow"
_ADDRESS: Final = re.compile(r"""(https?://[^\s<>"]{1,2000}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})""")
_TABLE_TAG: Final = re.compile(r"<(/?)(table|tbody|thead|tfoot|tr|caption|td|th)\b[^>]*>")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")


def clean_html(html: str, *, images: Mapping[str, str] | None = None) -> str:
    """The HTML without anything that acts, tracks or disguises: no script, style, form, remote picture.

    `images` maps content ids to our own addresses; any other picture is dropped. Links open elsewhere and tell nothing.
    Classes, ids and styles are gone; where a client marked its quotation, `data-quote` says so to `split_html`.
    """
    return nh3.clean(
        simplify(html, images=images),
        tags=set(TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute_filter(set((images or {}).values())),
        set_tag_attribute_values={"a": {"target": "_blank"}},
        link_rel=_REL,
        url_schemes={"http", "https", "mailto", "tel"},
    ).strip()


def html_to_text(html: str) -> str:
    """What a reader would see of the HTML, line by line; tables become lines too."""
    flat = _TABLE_TAG.sub(_table_as_lines, simplify(html))
    if not flat.strip():
        return ""
    text = get_text(f"<div>{flat}</div>", ParserConfig(css=CSS_PROFILES["strict"]))
    lines = (line.rstrip() for line in text.replace("\xa0", " ").split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def text_to_html(text: str) -> str:
    """The text as paragraphs with its line breaks, everything escaped, addresses made links."""
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.replace("\r\n", "\n").strip())
    return "\n".join(f"<p>{_with_links(paragraph)}</p>" for paragraph in paragraphs if paragraph.strip())


def _attribute_filter(own: set[str]) -> Callable[[str, str, str], str | None]:
    def keep(tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) == ("a", "href"):
            return value if is_link(value) else None
        if (tag, attribute) == ("img", "src"):
            return value if value in own else None
        if attribute == QUOTE_MARK:
            return value if value in ("rest", "block") else None
        return value

    return keep


def _table_as_lines(tag: re.Match[str]) -> str:
    """Laying out columns would let two cells grow into gigabytes of blanks."""
    closing, name = tag.groups()
    if name in ("td", "th"):
        return " " if closing else ""
    return f"<{closing}div>"


def _with_links(text: str) -> str:
    pieces = _ADDRESS.split(text)
    linked = "".join(_link(piece) if index % 2 else escape(piece) for index, piece in enumerate(pieces))
    return linked.replace("\n", "<br>\n")


def _link(address: str) -> str:
    """A full stop or bracket behind an address belongs to the sentence."""
    target = address.rstrip(".,;:!?)]}'*>")
    href = target if target.startswith("http") else f"mailto:{target}"
    shown = escape(target)
    rest = escape(address[len(target) :])
    return f'<a href="{escape(href)}" target="_blank" rel="{_REL}">{shown}</a>{rest}'
