"""Hostile HTML reduced to the few elements a conversation shows, in one linear pass.

Parsers that build a tree are quadratic or worse for some inputs (nesting, attributes, unclosed formatting). This pass
only streams: what it returns is small in depth and vocabulary, so that cleaners and trees may follow.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Final
from urllib.parse import unquote

from lxml import etree

HTML_SIZE: Final = 1_000_000
DEEPEST: Final = 60
QUOTE_MARK: Final = "data-quote"

MOST_ELEMENTS: Final = 50_000


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS: Final = _words("blockquote caption dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td tfoot th thead tr ul")
TAGS: Final = BLOCKS | _words("a abbr b br code del em i img ins s strong sub sup u")
_VOID = _words("br hr img")
_AS_DIV = _words("address article aside center details fieldset figure footer form header main nav section")
_UNSEEN = _words(
    "applet area audio base button canvas datalist embed frame frameset iframe input link map math meta noframes "
    "noscript object option script select style svg template textarea title video"
)
# Entities bring back what neither a database nor an XML tree may hold.
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"']+", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SPAN = re.compile(r"[1-9]\d?")
_SIZE = re.compile(r"[1-9]\d{0,3}")

# From here on everything is quoted: containers of Outlook, GMX, web.de, Yahoo.
_REST = _words("divrplyfwdmsg appendonsend quote quoted-content yahoo_quoted replyseparator")
# The element itself is quoted: introductions, quotations and signatures of Gmail, Thunderbird, Apple, Roundcube, Proton.
_BLOCK = _words(
    "gmail_attr moz-cite-prefix moz-signature gmail_signature gmail_signature_prefix applemailsignature reply-intro "
    "ms-outlook-mobile-signature protonmail_quote"
)


def simplify(html: str, *, images: Mapping[str, str] | None = None) -> str:
    """The HTML's text in known elements only; of pictures those in `images`, of quotations the marks.

    Input beyond a million characters is cut; elements nested deeper than 60, or after
    the first 50,000, lose their tags, not their text.
    """
    parser = etree.HTMLParser(target=_Simplifier(images or {}), encoding="utf-8", huge_tree=True)
    parser.feed(html[:HTML_SIZE].encode("utf-8", "replace"))
    return str(parser.close())


class _Simplifier:
    """The parser's listener; writes as it hears."""

    def __init__(self, images: Mapping[str, str]) -> None:
        self.images = images
        self.written: list[str] = []
        self.open: list[str] = []
        self.depth = 0
        self.elements = 0
        self.unseen = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = "div" if tag in _AS_DIV else tag
        is_seen = not self.unseen and tag not in _UNSEEN and not _HIDDEN.search(attributes.get("style", "")[:2000])
        if not is_seen:
            self.unseen += 1
            return
        is_void = name in _VOID
        self.elements += 1
        is_tag = name in TAGS and self.elements <= MOST_ELEMENTS and (is_void or self.depth < DEEPEST)
        shown = self.opening(name, attributes) if is_tag else ""
        self.written.append(shown)
        self.open.append(name if shown and not is_void else "")
        self.depth += bool(self.open[-1])

    def end(self, _tag: str) -> None:
        if self.unseen:
            self.unseen -= 1
            return
        name = self.open.pop() if self.open else ""
        if name:
            self.depth -= 1
            self.written.append(f"</{name}>")

    def data(self, text: str) -> None:
        if not self.unseen:
            self.written.append(escape(text, quote=False))

    def comment(self, _text: str) -> None:
        """Comments say nothing to a reader."""

    def close(self) -> str:
        return _UNSTORABLE.sub("", "".join(self.written))

    def opening(self, name: str, attributes: Mapping[str, str]) -> str:
        """The start tag with the attributes that matter; "" for a picture that may not be shown."""
        kept = _kept(name, attributes) if attributes else {}
        if name == "img":
            url = self.images.get(_content_id(attributes.get("src", "")))
            if not url:
                return ""
            kept["src"] = url
        written = "".join(f' {key}="{escape(value)}"' for key, value in kept.items())
        return f"<{name}{written}>"


def is_link(value: str) -> bool:
    """Links lead out of the house; a relative one would lead into it."""
    return bool(_LINK.fullmatch(value))


def _kept(name: str, attributes: Mapping[str, str]) -> dict[str, str]:
    kept: dict[str, str] = {}
    if name == "a" and is_link(href := attributes.get("href", "")[:2000].strip()):
        kept["href"] = href
    if name == "img":
        kept |= {key: attributes[key] for key in ("width", "height") if _SIZE.fullmatch(attributes.get(key, ""))}
        kept["alt"] = " ".join(attributes.get("alt", "")[:200].split())
    if name in ("td", "th"):
        kept |= {key: attributes[key] for key in ("colspan", "rowspan") if _SPAN.fullmatch(attributes.get(key, ""))}
    if name in BLOCKS and (mark := _quote_mark(name, attributes)):
        kept[QUOTE_MARK] = mark
    return kept


def _quote_mark(name: str, attributes: Mapping[str, str]) -> str:
    """What mail clients say about their quotations in classes and ids, which are lost after this."""
    words = {attributes.get(key, "")[:200].lower() for key in ("id", "name")}
    words |= set(attributes.get("class", "")[:200].lower().split())
    if words & _REST:
        return "rest"
    if words & _BLOCK:
        return "block"
    is_cited = attributes.get("type", "").lower() == "cite" or words & {"gmail_quote", "cite"}
    return "block" if name == "blockquote" and is_cited else ""


def _content_id(src: str) -> str:
    scheme, _, identifier = src.strip()[:300].partition(":")
    return unquote(identifier) if scheme.lower() == "cid" else ""
