"""What the surroundings decide: every setting that comes from an environment variable, checked at once."""

from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parent.parent


class Environment(BaseSettings):
    """All variables the product reads; `.env.example` explains each to operators."""

    model_config = SettingsConfigDict(env_file=BASE_DIR / ".env", extra="ignore")

    secret_key: str = Field(min_length=32)
    field_keys: str = Field(min_length=43, description="base64 keys of 32 bytes, comma separated; the first seals")
    database_url: str
    redis_url: str
    debug: bool = False
    base_domain: str = "localhost"
    site_scheme: Literal["http", "https"] = "https"
    site_port: int | None = None
    smtp_host: str = "localhost"
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_tls: Literal["none", "starttls", "tls"] = "none"
    default_from_email: str = "helpdesk@localhost"
    var_dir: Path = BASE_DIR / "var"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    workspace_role_prefix: str = Field("hd_", pattern=r"^[a-z][a-z0-9_]{0,11}$")
    database_pool: bool = True
    sign_up_open: bool = True
    trusted_proxies: int = Field(
        0, ge=0, description="proxies in front that add to X-Forwarded-For; limits count by what they say"
    )
    letter_lease_seconds: int = 120
    mail_lease_seconds: int = 120
    export_kept_hours: int = Field(24, ge=1, le=24 * 30, description="so long a file that was asked for can be fetched")
    scan_command: str = Field("", description="a virus scanner that reads a file from its input: 0 clean, 1 harmful")
    import_max_megabytes: int = Field(100, ge=1, le=2000, description="the largest file that can be imported")
    import_kept_days: int = Field(30, ge=1, le=365, description="so long an import can be looked at and undone")
    undo_seconds: int = Field(15, ge=0, le=300, description="so long an agent's answer can be taken back; 0: it leaves at once")

    @field_validator("base_domain")
    @classmethod
    def lower(cls, value: str) -> str:
        return value.strip(".").lower()

    @property
    def port_suffix(self) -> str:
        """`:8000` where the address bar shows a port, else nothing."""
        return f":{self.site_port}" if self.site_port else ""

    @property
    def celery_broker(self) -> str:
        """The same server in Celery's spelling: `unix:///x?db=1` is `redis+socket:///x?virtual_host=1`."""
        if self.redis_url.startswith("unix://"):
            return "redis+socket://" + self.redis_url.removeprefix("unix://").replace("db=", "virtual_host=")
        return self.redis_url


env = Environment()  # type: ignore[call-arg]  # they come from the surroundings
