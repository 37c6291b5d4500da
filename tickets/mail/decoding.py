"""Bytes of a mail as text a database can hold, whatever charset they claim to be in."""

import binascii
import codecs
import re

_TEXT_CODECS = ("ascii", "utf", "iso", "cp", "koi", "big5", "gb", "euc", "shift", "mac", "tis", "hz", "johab", "kz")
_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_WORD = r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?\r\n]*\?="
_WORDS = re.compile(rf"{_WORD}(?:\s*{_WORD})*")
_ONE_WORD = re.compile(r"=\?([^?\s*]+)[^?\s]*\?([bBqQ])\?([^?\r\n]*)\?=")
# What no line of ours may hold: control characters, and marks that turn the reading direction ("invoice<RLO>fdp.exe").
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")


def to_text(data: bytes, charset: str = "") -> str:
    """The bytes as text: by the declared charset if that works, else UTF-8, else Windows' Latin."""
    declared = _codec(charset)
    if declared in ("ascii", "iso8859-1", "utf-8", ""):
        return _storable(_utf8_or_latin(data, declared))
    return _storable(data.decode(declared, "replace"))


def markup_to_text(data: bytes, charset: str) -> str:
    """Like `to_text`; an HTML part without a declared charset may name it in its own head."""
    meta = None if charset else _META_CHARSET.search(data, 0, 2000)
    return to_text(data, meta[1].decode("ascii") if meta else charset)


def header_text(value: str) -> str:
    """A header's value as one readable line: encoded words decoded, nothing that could break out of the line."""
    return one_line(_WORDS.sub(lambda run: _decode_words(run[0]), value))


def one_line(text: str) -> str:
    """The text without line breaks, control characters and invisible marks, single spaces between its words."""
    return " ".join(_UNSEEN.sub(" ", _storable(text)).split())


def raw_header(value: str) -> str:
    """What the parser keeps as surrogates are bytes nobody encoded: read them like any other bytes."""
    return value if value.isascii() else to_text(value.encode("utf-8", "surrogateescape"))


def from_base64(data: bytes) -> bytes:
    """As much as can be decoded; text that only claims to be base64 comes back as it is."""
    letters = data.translate(None, _NOT_BASE64)
    rubbish = len(data) - len(letters) - sum(map(data.count, (b"\n", b"\r", b" ", b"\t")))
    if rubbish * 10 > len(data):
        return data
    pieces = letters.replace(b"=", b"").split() if letters.count(b"=") > 100 else re.split(b"=+", letters)
    return b"".join(_decode_base64(piece) for piece in pieces)


def _decode_base64(letters: bytes) -> bytes:
    whole = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _decode_words(run: str) -> str:
    """Neighbours of one charset are joined as bytes first: some clients cut a character in two."""
    pieces: list[tuple[str, bytes]] = []
    for charset, encoding, payload in _ONE_WORD.findall(run):
        data = _word_bytes(encoding, payload)
        if pieces and pieces[-1][0] == charset.lower():
            data = pieces.pop()[1] + data
        pieces.append((charset.lower(), data))
    return "".join(to_text(data, charset) for charset, data in pieces)


def _word_bytes(encoding: str, payload: str) -> bytes:
    data = payload.encode("utf-8", "surrogateescape")
    return from_base64(data) if encoding in "bB" else binascii.a2b_qp(data, header=True)


def _codec(charset: str) -> str:
    """Python's name of a charset, "" for unknown ones and for codecs that are no charsets (zlib, punycode, …)."""
    try:
        name = codecs.lookup(charset.strip("\"' ")).name if charset.isascii() and charset.isprintable() else ""
    except LookupError:
        return ""
    return name if name.startswith(_TEXT_CODECS) else ""


def _utf8_or_latin(data: bytes, declared: str) -> str:
    """UTF-8 is hardly ever valid by accident; a broken one with good characters in it is still UTF-8."""
    text = data.decode("utf-8", "replace")
    if "\ufffd" not in text:
        return text
    if declared == "utf-8" and any(letter > "\x7f" and letter != "\ufffd" for letter in text):
        return text
    return data.decode("cp1252", "replace")


def _storable(text: str) -> str:
    return _UNSTORABLE.sub("", text)
