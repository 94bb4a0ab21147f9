"""The migrations make exactly the tables the stores are written for, and can be taken back."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from storage.migrate import at_head, belongs, downgrade, upgrade
from storage.schema import metadata


@pytest.mark.filterwarnings(
    "ignore:.*expression-based index"
)  # SQLAlchemy cannot read those back from SQLite
def test_they_make_what_the_schema_says(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    upgrade(url)
    assert at_head(url)
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": belongs(connection)})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_they_can_be_taken_back_and_made_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    upgrade(url)
    downgrade(url, "base")
    assert not at_head(url)
    engine = create_engine(url)
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    engine.dispose()
    upgrade(url)
    assert at_head(url)
