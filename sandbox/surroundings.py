"""The environment variables with which the product runs in the sandbox."""

import base64
import os
import secrets
import sys
from pathlib import Path

from sandbox import ports

ROOT = Path(__file__).parents[1]


def variables(var: Path, *, database_url: str, redis_url: str, programs: Path) -> dict[str, str]:
    """Everything `helpdesk/environment.py` asks for; what the caller's environment says goes first."""
    chosen = {
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "HELPDESK_PG_BIN": str(programs),
        "DEBUG": "true",
        "BASE_DOMAIN": "localhost",
        "SITE_SCHEME": "http",
        "SITE_PORT": str(ports.web()),
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(ports.smtp()),
        "SMTP_USER": "",
        "SMTP_PASSWORD": "",
        "SMTP_TLS": "none",
        "DEFAULT_FROM_EMAIL": "helpdesk@localhost",
        "VAR_DIR": str(var),
        **{name: str(ports.chosen(name)) for name in ports.DEFAULTS},
        **own_secrets(var),
    }
    return {name: os.environ.get(name, value) for name, value in chosen.items()}


def own_secrets(var: Path) -> dict[str, str]:
    """Made up once: with other ones nobody would stay signed in and no sealed field could be read."""
    file = var / "secrets.env"
    if not file.exists():
        field_key = base64.b64encode(secrets.token_bytes(32)).decode()
        file.touch(mode=0o600)
        file.write_text(f"SECRET_KEY={secrets.token_urlsafe(48)}\nFIELD_KEYS={field_key}\n")
    return dict(line.split("=", 1) for line in file.read_text().splitlines())


def write(file: Path, settings: dict[str, str]) -> None:
    """For honcho, and for `bin/manage` in another terminal."""
    file.touch(mode=0o600)
    file.write_text("".join(f"{name}='{value}'\n" for name, value in settings.items()))


def whole(settings: dict[str, str]) -> dict[str, str]:
    """The caller's environment with ours on top. What Python compiles is kept, out of the way: programs start twice as fast."""
    path = f"{Path(sys.prefix) / 'bin'}:{os.environ.get('PATH', '')}"
    compiled = {"PYTHONPYCACHEPREFIX": str(ROOT / "var/pycache"), "PYTHONDONTWRITEBYTECODE": ""}
    return {**os.environ, **settings, **compiled, "PATH": path, "PYTHONUNBUFFERED": "1"}
