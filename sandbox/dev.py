"""The whole product on one's own machine: `bin/dev [--reset]`, ended by Ctrl-C."""

import argparse
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg

from sandbox import catalogues, leftovers, migrations, ports, servers, surroundings
from sandbox.homes import forget
from sandbox.interrupts import deaf, listen
from sandbox.locks import try_lock
from sandbox.welcome import welcome

ROOT = Path(__file__).parents[1]
VAR = ROOT / "var"
PATIENCE = 12
"""Seconds; honcho itself insists after five."""
DATA = ("postgres", "valkey", "mail", "files", "clock", "secrets.env", "dev.env")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/dev", description=__doc__)
    parser.add_argument("--reset", action="store_true", help="forget all data and start anew")
    wanted = parser.parse_args()
    lock = try_lock(VAR / "dev.lock")
    if not lock:
        raise SystemExit("bin/dev is running already in this folder.")
    listen()
    leftovers.end_all(VAR)
    ports.require_free()
    if wanted.reset:
        reset()
    try:
        with servers.running(VAR) as settings:
            surroundings.write(VAR / "dev.env", settings)
            environment = surroundings.whole(settings)
            prepare(environment)
            serve(environment)
    except KeyboardInterrupt:
        print("Everything is stopped. The data stays in var/.")


def reset() -> None:
    servers.stop(VAR)
    for name in DATA:
        forget(VAR / name)


def prepare(environment: dict[str, str]) -> None:
    """Schema and demo data, as far as they are missing."""
    catalogues.compile_all(ROOT)
    if "DATABASE_URL" in os.environ or not migrations.are_done(ROOT, VAR / "postgres"):
        manage("migrate_workspaces", environment)
        migrations.mark_done(ROOT, VAR / "postgres")
    if not has_demo(environment["DATABASE_URL"]):
        print("Filling the demo workspaces", flush=True)
        manage("seed_demo", environment, "--yes")


def manage(command: str, environment: dict[str, str], *options: str) -> None:
    """In a session of its own, so that Ctrl-C reaches it through us: without a traceback."""
    line = [sys.executable, "manage.py", command, *options]
    with subprocess.Popen(line, cwd=ROOT, env=environment, start_new_session=True) as running:
        try:
            code = running.wait()
        except KeyboardInterrupt:
            running.terminate()
            raise
    if code:
        raise SystemExit(f"manage.py {command} failed; see above.")


def has_demo(database_url: str) -> bool:
    with psycopg.connect(database_url) as database:
        found = database.execute("SELECT FROM tenants_tenant WHERE schema_name = 'demo' AND state IN ('ready', 'suspended')")
        return found.fetchone() is not None


def serve(environment: dict[str, str]) -> None:
    """Run the Procfile until it ends or somebody ends it."""
    command = [sys.executable, "-m", "honcho", "--env", os.devnull, "--procfile", "Procfile", "start"]
    marked = environment | {leftovers.MARK: str(VAR)}
    honcho = subprocess.Popen(command, cwd=ROOT, env=marked, start_new_session=True)
    try:
        wait_for_web(honcho)
        honcho.wait()
    finally:
        with deaf():
            end(honcho)
            leftovers.end_all(VAR)


def end(honcho: subprocess.Popen[bytes]) -> None:
    """Let the processes finish what they are doing, within reason."""
    honcho.terminate()
    try:
        honcho.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        honcho.kill()


def wait_for_web(honcho: subprocess.Popen[bytes]) -> None:
    while honcho.poll() is None:
        if is_live():
            print(welcome(), flush=True)
            return
        time.sleep(0.2)


def is_live() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{ports.web()}/live", timeout=30) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


if __name__ == "__main__":
    main()
