"""Has a file looked through by the virus scanner of this installation, if it has one (C-40)."""

import logging
import subprocess
from enum import Enum, auto

from django.conf import settings

log = logging.getLogger(__name__)


class Finding(Enum):
    CLEAN = auto()
    #: The scanner knows it as harmful.
    HARMFUL = auto()
    #: It did not answer, or did not know what to say: nothing that was not looked through is let in.
    UNKNOWN = auto()


#: As clamscan and its kin end; everything else means that they could not look.
ENDINGS = {0: Finding.CLEAN, 1: Finding.HARMFUL}


def scan(content: bytes) -> Finding:
    """`SCAN_COMMAND` reads the file from its standard input; without one every file is taken for clean."""
    if not settings.SCAN_COMMAND:
        return Finding.CLEAN
    try:
        command = settings.SCAN_COMMAND
        ended = subprocess.run(command, input=content, capture_output=True, timeout=settings.SCAN_SECONDS, check=False)  # noqa: S603 -- the operator's
    except (OSError, subprocess.TimeoutExpired) as error:
        log.warning("the virus scanner did not answer: %s", type(error).__name__)
        return Finding.UNKNOWN
    finding = ENDINGS.get(ended.returncode, Finding.UNKNOWN)
    if finding is Finding.UNKNOWN:
        log.warning("the virus scanner ended with %s", ended.returncode)
    return finding
