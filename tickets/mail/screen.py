"""Who is speaking in a mail: a person, or something that must not be answered."""

import re
from collections.abc import Collection, Iterator
from email import message_from_string
from enum import StrEnum
from typing import Final

from flufl.bounce import all_failures

from tickets.mail.parse import ParsedMail

_BOUNCE_TEXT: Final = 20_000
_DAEMONS: Final = ("mailer-daemon", "postmaster", "mail delivery")
_MACHINE_HEADERS: Final = ("x-autoreply", "x-autorespond", "x-auto-reply", "x-autoreply-from", "x-mail-autoreply", "x-vacation")
_LIST_HEADERS: Final = ("list-id", "list-post", "mailing-list")
_AWAY: Final = re.compile(
    r"(?:automatische (?:antwort|antwortmail|r[üu]ckantwort)|abwesenheits(?:notiz|nachricht|meldung|assistent)|"
    r"automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office(?: autoreply)?)\s*:",
    re.IGNORECASE,
)


class Verdict(StrEnum):
    """What a mail is, by its own account.

    Only `PERSON` may be sent a letter on its own. `AUTO_REPLY` and `LIST` carry words worth reading (absences, but also
    scanners, invoices and groups), `BOUNCE` says a letter of ours did not arrive, `LOOP` and `OWN` are our own letters.
    """

    PERSON = "person"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    LIST = "list"
    LOOP = "loop"
    OWN = "own"


def screen(mail: ParsedMail, *, own_addresses: Collection[str], own_marker: str = "X-Helpdesk-Letter") -> Verdict:
    """Judge by headers anyone could forge: good enough to stay silent, never to trust."""
    own = {address.lower() for address in own_addresses}
    if mail.sender.email in own:
        return Verdict.OWN
    if own_marker.lower() in mail.headers or any(value.lower() in own for value in mail.headers.get("x-loop", ())):
        return Verdict.LOOP
    if _is_bounce(mail):
        return Verdict.BOUNCE
    if _is_list(mail, own):
        return Verdict.LIST
    return Verdict.AUTO_REPLY if _is_automatic(mail) else Verdict.PERSON


def _is_bounce(mail: ParsedMail) -> bool:
    """A delivery report; without the standard's form only what a mail server sends in its own name."""
    if _report_type(mail) == "delivery-status" or "x-failed-recipients" in mail.headers:
        return True
    is_servers = _has_null_path(mail) or any(name in f"{mail.sender.name} {mail.sender.email}".lower() for name in _DAEMONS)
    return is_servers and _names_failed_recipients(mail)


def _names_failed_recipients(mail: ParsedMail) -> bool:
    """Exim, qmail, Exchange and others have their own words for it, which flufl.bounce knows."""
    report = message_from_string(f"Content-Type: text/plain\n\n{mail.text[:_BOUNCE_TEXT]}")
    # One of the detectors fails without an address.
    report["From"], report["Subject"] = mail.sender.email or "mailer-daemon@localhost", mail.subject
    temporary, permanent = all_failures(report)
    return bool(temporary or permanent)


def _is_list(mail: ParsedMail, own: Collection[str]) -> bool:
    """A mailing list; a group that forwards our own address to us is only our letterbox."""
    values = [value.lower() for header in _LIST_HEADERS for value in mail.headers.get(header, ())]
    if any(address in value or address.replace("@", ".") in value for address in own for value in values):
        return False
    return bool(values) or "list" in _words(mail, "precedence")


def _is_automatic(mail: ParsedMail) -> bool:
    """RFC 3834, what came before it, and Outlook's subject: replies of people to such a mail start with "AW:".

    The subject alone is enough, because a wrong guess costs one receipt, and a missed one may start a loop.
    """
    return (
        any(word != "no" for word in _words(mail, "auto-submitted"))
        or bool({"auto_reply", "bulk", "junk"} & set(_words(mail, "precedence")))
        or bool({"all", "oof", "autoreply"} & set(_words(mail, "x-auto-response-suppress")))
        or any(header in mail.headers for header in _MACHINE_HEADERS)
        or bool(_report_type(mail))
        or _has_null_path(mail)
        or bool(_AWAY.match(mail.subject))
    )


def _words(mail: ParsedMail, header: str) -> Iterator[str]:
    """The header's words; comments and parameters behind a semicolon say nothing here."""
    for value in mail.headers.get(header, ()):
        yield from re.findall(r"[\w-]+", value.partition(";")[0].partition("(")[0].lower())


def _report_type(mail: ParsedMail) -> str:
    """What kind of report a multipart/report is: "delivery-status", "disposition-notification", …; else ""."""
    content_type = next(iter(mail.headers.get("content-type", ())), "").lower()
    if not content_type.startswith("multipart/report"):
        return ""
    found = re.search(r"report-type\s*=\s*\"?([\w-]+)", content_type)
    return found[1] if found else "delivery-status"


def _has_null_path(mail: ParsedMail) -> bool:
    return any(value.strip() == "<>" for value in mail.headers.get("return-path", ()))
