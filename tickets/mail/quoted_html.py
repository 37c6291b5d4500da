"""Find and cut off the quotation in the tree of a cleaned HTML mail."""

from dataclasses import dataclass
from html import escape
from typing import Final

from lxml.html import HtmlElement, fragment_fromstring, tostring

from tickets.mail.quotation import has_header_block, introduction_length, is_device_signature, is_separator

_SIGNATURE_TEXTS: Final = 15
# Bold labels and linked addresses break one line into many texts.
_HEADER_TEXTS: Final = 30


@dataclass(slots=True)
class Token:
    """One text, picture or quotation of the page, in reading order.

    Kinds: "text"; "block", itself quoted; "rest", everything from here on is.
    """

    kind: str
    element: HtmlElement
    text: str = ""
    is_tail: bool = False

    def cut(self) -> str:
        """Take it out of its tree and return it as HTML."""
        if not self.text:
            html = tostring(self.element, encoding="unicode", with_tail=False)
            self.element.drop_tree()
            return str(html)
        if self.is_tail:
            self.element.tail = None
        else:
            self.element.text = None
        return f"<div>{escape(self.text.strip(), quote=False)}</div>"


def tree_of(html: str) -> HtmlElement:
    return fragment_fromstring(html, create_parent="div")


def tokens_of(root: HtmlElement) -> list[Token]:
    """Everything to see on the page, up to the first thing after which all is quoted."""
    tokens: list[Token] = []
    _collect(root, tokens)
    texts = [token.text.strip().replace("\n", " ") for token in tokens]
    for index, token in enumerate(tokens):
        if token.text and token.kind == "text":
            _classify(tokens, texts, index)
        if token.kind == "rest":
            return tokens[: index + 1]
    return tokens


def cut_rest(root: HtmlElement, token: Token) -> str:
    """Take everything from the token on out of the tree and return it as HTML."""
    parent = token.element.getparent()
    right = _shallow(parent)
    following = list(token.element.itersiblings())
    if token.is_tail:
        right.text, token.element.tail = token.element.tail, None
    else:
        right.append(token.element)
    right.extend(following)
    while parent is not root:
        right, parent = _climb(right, parent), parent.getparent()
    return inner_html(right)


def trim(root: HtmlElement) -> None:
    """Remove breaks, rules and empty boxes at the end of what is left."""
    at = root
    while len(at):
        last = at[-1]
        if (last.tail or "").strip():
            return
        if _is_blank(last):
            at.remove(last)
        else:
            at = last


def inner_html(root: HtmlElement) -> str:
    children = "".join(str(tostring(child, encoding="unicode")) for child in root)
    return (escape(root.text or "", quote=False) + children).strip()


def _collect(element: HtmlElement, tokens: list[Token]) -> None:
    mark = element.get("data-quote")
    if mark:
        tokens.append(Token(mark, element))
        return
    if element.tag == "img":
        tokens.append(Token("text", element))
    if (element.text or "").strip():
        tokens.append(Token("text", element, element.text))
    for child in element:
        _collect(child, tokens)
        if (child.tail or "").strip():
            tokens.append(Token("text", child, child.tail, is_tail=True))


def _classify(tokens: list[Token], texts: list[str], index: int) -> None:
    """What clients do not mark they still write: headers, separators, introductions, phones' lines."""
    text = texts[index]
    is_signature = text == "--" and len(tokens) - index <= _SIGNATURE_TEXTS
    if is_signature or is_separator(text) or has_header_block(texts, index, within=_HEADER_TEXTS):
        tokens[index].kind = "rest"
    elif is_device_signature(text):
        tokens[index].kind = "block"
    elif length := introduction_length(texts, index, is_certain=True):
        is_before_quote = any(token.kind == "block" for token in tokens[index + length : index + length + 1])
        for token in tokens[index : index + length]:
            token.kind = "block" if is_before_quote else "rest"


def _climb(right: HtmlElement, left: HtmlElement) -> HtmlElement:
    """One level up: what follows the left half belongs to the right half."""
    above = _shallow(left.getparent())
    following = list(left.itersiblings())
    above.append(right)
    right.tail, left.tail = left.tail, None
    above.extend(following)
    return above


def _shallow(element: HtmlElement) -> HtmlElement:
    return element.makeelement(element.tag, dict(element.attrib))


def _is_blank(element: HtmlElement) -> bool:
    return not any(text.strip() for text in element.itertext()) and next(element.iter("img"), None) is None
