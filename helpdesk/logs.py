"""What a log line must not say."""

import re
from typing import Any

from structlog import DropEvent
from structlog.typing import EventDict

#: Addresses that are keys: whoever reads the log could use an invitation or a reset that is not theirs.
KEYS = re.compile(r"(/invitations/|/password/reset/key/|/workspaces/)[^/\s\"']+")


def hide_secrets(logger: Any, method: str, event: EventDict) -> EventDict:
    """One-time links lose their token wherever they are written."""
    return {name: KEYS.sub(r"\1…", value) if isinstance(value, str) else value for name, value in event.items()}


def drop_beginnings(logger: Any, method: str, event: EventDict) -> EventDict:
    """A request is one line, written when it is answered."""
    if event.get("event") in ("request_started", "task_enqueued"):
        raise DropEvent
    return event
