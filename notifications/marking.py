"""The mark by which we know our own letters when they come back."""

from urllib.parse import urlsplit

from notifications.addressing import root_url
from notifications.models import Letter

OWN_MARK = "X-Helpdesk-Letter"


def mark_of(letter: Letter) -> str:
    """`42@acme.example.com`: this letter of this workspace; other installations use the same header."""
    return f"{letter.pk}@{_house()}"


def is_ours(mark: str) -> bool:
    return mark.strip().lower().endswith(f"@{_house()}")


def _house() -> str:
    return (urlsplit(root_url()).hostname or "").lower()
