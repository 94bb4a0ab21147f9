"""Writes a migration from what the tables say and the newest migration makes: `python -m storage.revise "message"`.

The result is read and completed by hand before it is committed.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from storage.migrate import configured, upgrade


def revise(message: str) -> None:
    """A new file in `storage/migrations/versions`, numbered after the newest."""
    versions = Path(__file__).parent / "migrations" / "versions"
    number = 1 + max((int(path.name[:4]) for path in versions.glob("[0-9]*.py")), default=0)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/revise.db"
        if number > 1:
            upgrade(url)
        engine = create_engine(url)
        with engine.connect() as connection:
            command.revision(configured(connection), message, autogenerate=True, rev_id=f"{number:04}")
        engine.dispose()


if __name__ == "__main__":
    revise(sys.argv[1])
