"""Reads what a mail server says about a letter it could not deliver."""

import re

from tickets.mail.parse import ParsedMail
from tickets.mail.thread import answered_ids

_REPORT = 200_000
_LONGEST_WORDS = 1000
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^<>\s]{1,250}>)", re.IGNORECASE | re.MULTILINE)
_DELAYED = re.compile(rb"^Action:\s*(?:delayed|relayed|expanded|delivered)", re.IGNORECASE | re.MULTILINE)
_FAILED = re.compile(rb"^Action:\s*failed", re.IGNORECASE | re.MULTILINE)
_DIAGNOSIS = re.compile(rb"^Diagnostic-Code:\s*([^\r\n]+(?:\r?\n[ \t]+[^\r\n]+)*)", re.IGNORECASE | re.MULTILINE)


def returned_ids(mail: ParsedMail) -> list[str]:
    """Message-IDs of the letters it is about: those it answers, and those in the copy it brings along."""
    inside = [found.decode("ascii", "ignore") for part in _report(mail) for found in _MESSAGE_ID.findall(part)]
    return list(dict.fromkeys([*answered_ids(mail), *inside]))


def is_final(mail: ParsedMail) -> bool:
    """Whether the letter is given up; "delayed" means that the mail server goes on trying."""
    report = b"\n".join(_report(mail))
    return not _DELAYED.search(report) or bool(_FAILED.search(report))


def diagnosis(mail: ParsedMail) -> str:
    """The mail server's own words."""
    for part in _report(mail):
        if found := _DIAGNOSIS.search(part):
            return " ".join(found[1].decode(errors="replace").split())[:_LONGEST_WORDS]
    return " ".join(mail.text.split())[:_LONGEST_WORDS] or mail.subject


def _report(mail: ParsedMail) -> list[bytes]:
    parts = [file.content[:_REPORT] for file in mail.attachments]
    return [*parts, mail.text[:_REPORT].encode()]
