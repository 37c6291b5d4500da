"""An own, unprivileged Dovecot: `python -m sandbox.dovecot start DIR [--port N]`.

It serves the mailboxes that `sandbox.smtp` fills in the same folder. Every address may
be logged into with the password `demo`.
"""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

from sandbox import maildirs, pids, ports
from sandbox.account import become, hand_over, run_as
from sandbox.command import arguments, obey
from sandbox.dovecot_settings import WITHOUT_IDLE, settings
from sandbox.homes import open_home, socket_folder, socket_place

LONGEST_SOCKET_NAME = "dovecot/login/an-internal-socket"
MISSING = "IMAP is off: Dovecot is missing (Debian's package dovecot-imapd; bin/setup --again tries to bring it)."


def start(home: Path, *, port: int, idles: bool = True) -> str:
    """Start the server of this folder in the background, and return its URL. One that never `idles` only speaks when asked."""
    home = open_home(home)
    if not is_running(home):
        subprocess.run(command(home, port=port, idles=idles), cwd="/", check=True, **run_as())
        pids.wait_until(lambda: is_running(home) and ports.answers(port), what="Dovecot", log=home / "dovecot.log")
    return f"imap://127.0.0.1:{port}"


def stop(home: Path) -> None:
    pids.end(pid_file(home))


def is_running(home: Path) -> bool:
    return pids.is_alive(pid_file(home))


def run(home: Path, *, port: int) -> None:
    """Serve until told to stop; without Dovecot only say so, and let everything else run."""
    if not program():
        print(MISSING, flush=True)
        while True:
            time.sleep(3600)
    print(f"IMAP listens on 127.0.0.1:{port}", flush=True)
    line = [*command(open_home(home), port=port), "-F"]
    become()
    os.chdir("/")
    os.execv(line[0], line)  # noqa: S606 -- no shell is wanted


def command(home: Path, *, port: int, idles: bool = True) -> list[str]:
    dovecot = program()
    if not dovecot:
        raise SystemExit(MISSING)
    file = home / "dovecot.conf"
    words = settings(version(dovecot), home=home, boxes=home / maildirs.FOLDER, sockets=sockets(home), port=port)
    file.write_text(words if idles else words + WITHOUT_IDLE)
    return [dovecot, "-c", str(file)]


def program() -> str | None:
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def version(dovecot: str) -> tuple[int, int]:
    said = subprocess.run([dovecot, "--version"], capture_output=True, text=True, check=True).stdout
    numbers = re.findall(r"\d+", said)
    return int(numbers[0]), int(numbers[1])


def sockets(home: Path) -> Path:
    folder = socket_folder(home, longest_name=LONGEST_SOCKET_NAME) / "dovecot"
    folder.mkdir(exist_ok=True)
    hand_over(folder)
    return folder


def pid_file(home: Path) -> Path:
    return socket_place(home.resolve(), longest_name=LONGEST_SOCKET_NAME) / "dovecot/master.pid"


if __name__ == "__main__":
    parser = arguments(__doc__, "run")
    parser.add_argument("--port", type=int, default=ports.imap())
    wanted = parser.parse_args()
    if wanted.command == "run":
        run(wanted.home, port=wanted.port)
    obey(wanted, start=lambda: start(wanted.home, port=wanted.port), stop=stop, is_running=is_running)
