"""The ports of the sandbox, all on loopback, each movable by an environment variable."""

import os
import random
import socket

DEFAULTS = {"HELPDESK_WEB_PORT": 8000, "HELPDESK_SMTP_PORT": 2525, "HELPDESK_IMAP_PORT": 2143}


def web() -> int:
    return chosen("HELPDESK_WEB_PORT")


def smtp() -> int:
    return chosen("HELPDESK_SMTP_PORT")


def imap() -> int:
    return chosen("HELPDESK_IMAP_PORT")


def chosen(variable: str) -> int:
    return int(os.environ.get(variable) or DEFAULTS[variable])


def require_free() -> None:
    """Say which ports somebody else uses, before anything is started."""
    taken = [name for name in DEFAULTS if not is_free(chosen(name))]
    if taken:
        lines = [f"Port {chosen(name)} is in use. Choose another: {name}={chosen(name) + 1000}" for name in taken]
        raise SystemExit("\n".join(lines))


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free() -> int:
    """A port nobody uses now, below those that outgoing connections borrow: one of them could take it before we do."""
    while not is_free(port := random.randrange(10_000, 30_000)):  # noqa: S311 -- no secret
        pass
    return port


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
