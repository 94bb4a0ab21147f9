"""Brings a database to the schema of this version: `upgrade(url)`. Runs before anything else opens the database."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine


def upgrade(url: str, revision: str = "head") -> None:
    """Applies every missing migration, each in its own transaction."""
    _with_connection(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str) -> None:
    """Takes migrations back to a revision (“base” for none)."""
    _with_connection(url, lambda config: command.downgrade(config, revision))


def at_head(url: str) -> bool:
    """Whether the database already has the schema of this version."""
    engine = create_engine(url)
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    engine.dispose()
    return current == ScriptDirectory.from_config(_config(None)).get_current_head()


def _with_connection(url: str, act: Callable[[Config], object]) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        act(_config(connection))
        connection.commit()
    engine.dispose()


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(str(files("storage"))) / "migrations"))
    config.attributes["connection"] = connection
    return config
