"""Settings, from the environment or a `.env` file. A wrong one stops the start with one sentence naming it."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.rotation import Rotation
from storage.opening import is_server, is_well_formed


class LogFormat(StrEnum):
    """How the log is written."""

    TEXT = "text"
    JSON = "json"


def _root(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("an address beginning with http:// or https://")
    return url.rstrip("/")


def _site(url: str) -> str:
    url = _root(url)
    try:
        parts = urlsplit(url)
        is_bare = parts.hostname is not None and (parts.port or 1) > 0 and parts[2:] == ("", "", "")
    except ValueError:
        is_bare = False
    if not is_bare or "@" in url:
        raise ValueError(
            "the https:// address of the server, with nothing after it: https://thidua.example.vn"
        )
    return url


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("the name of a time zone, such as Asia/Ho_Chi_Minh") from error
    return name


def _database(url: str) -> str:
    if url and not url.startswith(("sqlite:///", "postgresql://")):
        raise ValueError("sqlite:///FILE or postgresql://…, or nothing for SQLite under DATA_DIR")
    if url.startswith("sqlite:///") and not url.removeprefix("sqlite:///"):
        raise ValueError("the name of a file after sqlite:///, or nothing for SQLite under DATA_DIR")
    if is_server(url) and not is_well_formed(url):
        raise ValueError("postgresql://USER:PASSWORD@HOST/NAME, with %40 for @, %2F for / … in the password")
    return url


def _token(token: SecretStr | None) -> SecretStr | None:
    if token is not None and not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", token.get_secret_value()):
        raise ValueError("the whole token as @BotFather gives it, such as 123456789:AAE…")
    return token


def _empty_is_none(value: object) -> object:
    return None if value == "" else value


def _named(value: object) -> object:
    if value == "":
        raise ValueError("the name of a folder")
    return value


Url = Annotated[str, AfterValidator(_root)]
Site = Annotated[str, AfterValidator(_site)]
Folder = Annotated[Path, BeforeValidator(_named)]
OptionalUrl = Annotated[Url | None, BeforeValidator(_empty_is_none)]
OptionalSecret = Annotated[SecretStr | None, BeforeValidator(_empty_is_none)]


class Settings(BaseSettings):
    """Everything that can be set; `.env.example` lists the same names."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8-sig", extra="ignore")

    telegram_bot_token: Annotated[OptionalSecret, AfterValidator(_token)] = Field(
        None, description="Token of the Telegram bot; empty: no Telegram"
    )
    telegram_api_url: Url = Field("https://api.telegram.org", description="Root of the Bot API server")
    telegram_webhook_url: OptionalUrl = Field(
        None, description="Public address of the webhook; empty: long polling"
    )
    telegram_webhook_secret: OptionalSecret = Field(
        None, description="Secret that Telegram sends with every update"
    )
    telegram_proxy: OptionalUrl = Field(None, description="HTTP proxy through which Telegram is reached")
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        "", description="Database; empty: SQLite in DATA_DIR"
    )
    data_dir: Folder = Field(Path("data"), description="Folder of the database and the files people send")
    key_dir: Folder = Field(
        Path("keys"), description="Folder of the keys of open secret ballots; never back it up"
    )
    backup_dir: Annotated[Path | None, BeforeValidator(_empty_is_none)] = Field(
        None, description="Folder of the nightly backups; empty: none are made"
    )
    backup_keep: int = Field(14, ge=1, le=3650, description="How many of them are kept")
    public_url: Site = Field(
        "http://127.0.0.1:8080", description="Address under which people reach the web page"
    )
    web_host: str = Field("127.0.0.1", description="Address the web server listens on")
    web_port: int = Field(8080, ge=0, le=65535, description="Port the web server listens on")
    timezone: Annotated[str, AfterValidator(_zone)] = Field(
        "Asia/Ho_Chi_Minh", description="Time zone of all dates"
    )
    log_format: LogFormat = Field(LogFormat.TEXT, description="text or json")

    @model_validator(mode="after")
    def _webhook_has_its_secret(self) -> Self:
        secret = self.telegram_webhook_secret
        if self.telegram_webhook_url is None:
            return self
        if secret is None or not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret.get_secret_value()):
            problem = "16 to 256 letters, digits, _ or -, because TELEGRAM_WEBHOOK_URL is set"
            raise PydanticCustomError("TELEGRAM_WEBHOOK_SECRET", problem)
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of all dates."""
        return ZoneInfo(self.timezone)

    @property
    def rotation(self) -> Rotation | None:
        """The nightly backups; None: none are made."""
        return None if self.backup_dir is None else Rotation(self.backup_dir, self.backup_keep)

    @property
    def database(self) -> Path | str:
        """The SQLite file, or the address of the PostgreSQL database."""
        return self.database_url if is_server(self.database_url) else self.database_path

    @property
    def keys_lie_in(self) -> str | None:
        """The setting whose folder the keys of secret ballots would lie in, to be copied with it; None: apart."""
        keys = self.key_dir.resolve()
        if keys.is_relative_to(self.data_dir.resolve()):
            return "DATA_DIR"
        inside = self.backup_dir is not None and keys.is_relative_to(self.backup_dir.resolve())
        return "BACKUP_DIR" if inside else None

    @property
    def folder(self) -> Path:
        """The folder of this installation: where its SQLite file is, or would be."""
        return self.data_dir if is_server(self.database_url) else self.database_path.parent

    @property
    def database_path(self) -> Path:
        """The SQLite file."""
        if self.database_url.startswith("sqlite:///"):
            return Path(self.database_url.removeprefix("sqlite:///"))
        return self.data_dir / "thidua.db"


class WrongSetting(Exception):
    """One sentence naming the variable and what is expected."""


def load() -> Settings:
    """The settings of this process. Raises WrongSetting."""
    try:
        return Settings()
    except OSError as error:
        raise WrongSetting(f".env cannot be read by this user: {error.strerror}") from None
    except UnicodeError:
        raise WrongSetting(".env is not usable; expected: a text file in UTF-8") from None
    except ValidationError as error:
        first = error.errors()[0]
        variable = str(first["loc"][0] if first["loc"] else first["type"]).upper()
        expected = first["msg"].removeprefix("Value error, ")
        # The value itself is not repeated: it may be a token.
        raise WrongSetting(f"{variable} is not usable; expected: {expected}") from None
