"""Letters that come back."""

from collections.abc import Collection

from notifications.choices import State
from notifications.models import Letter


def came_back(message_ids: Collection[str], *, words: str) -> Letter | None:
    """Mark the letter with one of these Message-IDs as failed, with the mail server's words; None if it is none of ours.

    Staff see it, and may send it again.
    """
    letter = Letter.objects.filter(message_id__in=message_ids).order_by("-pk").first()
    if letter is not None:
        letter.state, letter.error = State.FAILED, words
        letter.save(update_fields=["state", "error"])
    return letter
