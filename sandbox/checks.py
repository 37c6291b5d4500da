"""Everything that must hold before code is taken: `bin/ci`."""

import shutil
import subprocess
import sys

from sandbox import testing
from sandbox.interrupts import listen

CHECKS = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "templates": ["djlint", "templates", "--lint"],
    "who imports whom": ["lint-imports"],
    "types": ["mypy"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run", "--verbosity", "1"],
    "German texts": ["python", "-m", "sandbox.messages", "check"],
    "docker-compose.yml": ["docker", "compose", "--env-file", ".env.example", "config", "--quiet"],
}


def main() -> None:
    """The checks first, all of them even when one fails; then the tests, whose last line is ours."""
    listen()
    with testing.laboratory() as environment:
        failed = [name for name, command in CHECKS.items() if not holds(name, command, environment)]
        if failed:
            print(f"Does not hold: {', '.join(failed)}", flush=True)
        code = testing.run(environment, sys.argv[1:], fast=False)
    raise SystemExit(code or bool(failed))


def holds(name: str, command: list[str], environment: dict[str, str]) -> bool:
    """Show what a check says only when it fails."""
    if command[0] == "docker" and not has_compose():
        print(f"off     {name} (no docker compose here)", flush=True)
        return True
    with subprocess.Popen(
        command, cwd=testing.ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as check:
        said, _ = check.communicate()
    print(f"{'ok    ' if check.returncode == 0 else 'FAILED'}  {name}", flush=True)
    if check.returncode:
        print(said, flush=True)
    return check.returncode == 0


def has_compose() -> bool:
    docker = shutil.which("docker")
    version = [docker or "docker", "compose", "version"]
    return bool(docker) and subprocess.run(version, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    main()
