"""The lines that mail clients write above a quotation and below a message, German and English."""

import re
from collections.abc import Sequence
from typing import Final

_LINE: Final = 500

_SEPARATOR = re.compile(
    r"[-_*\s]{2,}\s*(?:Urspr(?:ü|ue)ngliche (?:Nachricht|E-?Mail|Mail)|Original(?:nachricht| Message| E-?Mail| Mail)|"
    r"Weitergeleitete (?:Nachricht|E-?Mail|Mail)|Forwarded message|Original Appointment|Ursprünglicher Termin"
    r")(?: von .{1,100})?\s*[-_*\s]{2,}",
    re.IGNORECASE,
)
_BEGIN = re.compile(r"(?:Anfang der weitergeleiteten (?:E-Mail|Nachricht)|Begin forwarded message):?", re.IGNORECASE)
_NOTES_SEPARATOR = re.compile(r"-{3,}\s?.{1,200} (?:schrieb|wrote): ?-{3,}")

_INTRODUCTION = re.compile(
    r"Am .{4,300} schrieb.{0,200}:|On .{4,300} wrote:|.{2,200} schrieb am .{4,100}:|.{2,200} wrote on .{4,100}:|"
    r".{2,200} hat am .{4,100} geschrieben:",
)
_INTRODUCTION_START = re.compile(r"Am |On |.{2,200} (?:schrieb|wrote|hat|schrieb am|wrote on)\b")
_CERTAIN = re.compile(r"\d[:.]\d\d|@")

_HEADER = re.compile(r"\*{0,2}([A-Za-z]{2,11}):\*{0,2}(?:\s|$)")
_FROM = frozenset({"von", "from"})
_WHEN = frozenset({"gesendet", "sent", "datum", "date", "an", "to"})
_ABOUT = frozenset({"betreff", "subject", "thema"})
_FIRST = _FROM | {"gesendet", "sent", "betreff", "subject", "datum", "date"}

_DEVICE = re.compile(
    r"(?:Von meinem .{1,60} gesendet|Gesendet von (?:meinem|Mail für|Outlook für|unterwegs|mobil).{0,60}|"
    r"Von (?:meinem|unterwegs) .{0,40}gesendet|Sent from (?:my|Mail for|Outlook for|Yahoo|Samsung).{1,60}|"
    r"(?:Diese Nachricht wurde|Gesendet) (?:von|mit) .{1,60}(?:Mobiltelefon|Handy|Mail App|Mail|Smartphone).{0,40}|"
    r"Get Outlook for (?:iOS|Android).{0,60}|Outlook für (?:iOS|Android) (?:beziehen|herunterladen).{0,60}|"
    r"Holen Sie sich Outlook für (?:iOS|Android).{0,60})",
    re.IGNORECASE,
)


def is_separator(line: str) -> bool:
    """ "-----Ursprüngliche Nachricht-----" and its like."""
    text = line.strip()
    if len(text) > _LINE:
        return False
    return any(pattern.fullmatch(text) for pattern in (_SEPARATOR, _BEGIN, _NOTES_SEPARATOR))


def has_header_block(lines: Sequence[str], index: int, *, within: int = 10) -> bool:
    """Outlook, Notes, GMX: "Von: … Gesendet: … An: … Betreff: …" within some lines, perhaps under a line of dashes."""
    first = _header(lines[index])
    if not first and set(lines[index].strip()) <= set("_-") and len(lines[index].strip()) >= 10:
        return any(has_header_block(lines, at) for at in range(index + 1, min(index + 3, len(lines))) if _header(lines[at]))
    if first not in _FIRST:
        return False
    names: set[str] = set()
    for line in lines[index : index + within]:
        if not line.strip() and names & _ABOUT:
            break
        names.add(_header(line))
    return bool(names & _FROM) and bool(names & _WHEN) and bool(names & _ABOUT)


def introduction_length(lines: Sequence[str], index: int, *, is_certain: bool) -> int:
    """How many lines from here are "Am … schrieb …:"; 0 if none.

    Certain ones name a time or an address: "Am 3.11. schrieb Herr Maier Folgendes:" may be somebody's own sentence.
    """
    if not _INTRODUCTION_START.match(lines[index][:_LINE]):
        return 0
    for length in range(1, min(4, len(lines) - index) + 1):
        last = lines[index + length - 1].strip()
        if not last or len(last) > _LINE:
            return 0
        if not last.endswith(":"):
            continue
        text = " ".join(line.strip() for line in lines[index : index + length])
        return length if _INTRODUCTION.fullmatch(text) and (not is_certain or _CERTAIN.search(text)) else 0
    return 0


def is_device_signature(line: str) -> bool:
    """What a phone writes below every mail."""
    text = line.strip(" .\t\xa0-")
    return len(text) <= 120 and bool(_DEVICE.fullmatch(text))


def _header(line: str) -> str:
    found = _HEADER.match(line[:_LINE].lstrip("\xa0 "))
    return found[1].lower() if found else ""
