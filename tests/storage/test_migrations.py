"""The migrations make exactly the tables the stores are written for, on both databases, and can be taken back.

What `compare_metadata` cannot read back it leaves out: each schema is also written down, as its own database describes
it, and compared with one made from the tables themselves.
"""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

from storage.migrate import _on, at_head, belongs, downgrade, upgrade
from storage.schema import metadata
from storage.sql import TooNew, Unavailable
from tests.postgres import Cluster


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


Described = set[tuple[object, ...]]


def described(engine: Engine) -> Described:
    """Every column, index and constraint of a SQLite file, as SQLite sees them."""
    found: Described = set()
    with engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        for (table,) in names.fetchall():
            if table in ("alembic_version", "sqlite_sequence"):
                continue
            for row in connection.execute(text(f"PRAGMA table_xinfo({table})")):
                found.add((table, *row[1:]))
            for row in connection.execute(text(f"PRAGMA foreign_key_list({table})")):
                found.add((table, "refers", *row[2:7]))
            for _, index, unique, origin, partial in connection.execute(text(f"PRAGMA index_list({table})")):
                parts = connection.execute(text(f"PRAGMA index_xinfo({index})")).fetchall()
                columns = tuple(part[2] for part in parts if part[5])
                name = "" if index.startswith("sqlite_autoindex") else index
                found.add((table, name, columns, unique, origin, partial))
            checks = connection.execute(
                text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name"), {"name": table}
            ).scalar_one()
            found |= {(table, check) for check in re.findall(r"CONSTRAINT (ck_\w+) CHECK", checks)}
    return found


def test_they_make_every_column_index_and_constraint_of_a_file(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path}/migrated.db")
    migrated, wanted = create_engine(f"sqlite:///{tmp_path}/migrated.db"), create_engine("sqlite://")
    metadata.create_all(wanted)
    found, meant = described(migrated), described(wanted)
    migrated.dispose()
    wanted.dispose()
    assert ("registration", "uq_registration_subject") in {row[:2] for row in meant}
    assert (found - meant, meant - found) == (set(), set())


COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name, is_identity
FROM information_schema.columns WHERE table_schema = 'public'"""
INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace"""


def test_they_make_every_column_index_and_constraint_on_a_server(cluster: Cluster) -> None:
    migrated, wanted = cluster.empty_database(), cluster.empty_database()
    upgrade(cluster.url(migrated))
    _on(cluster.url(wanted), metadata.create_all)
    for query in (COLUMNS, INDEXES, CONSTRAINTS):
        found, meant = ({tuple(row) for row in cluster.ask(query, name)} for name in (migrated, wanted))
        found = {row for row in found if row[0] != "alembic_version"}
        assert len(meant) > 50
        assert (found - meant, meant - found) == (set(), set())


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    upgrade(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    for act in (upgrade, at_head):
        with pytest.raises(TooNew):
            act(url)


def test_a_server_that_cannot_write_vietnamese_is_refused_before_anything_is_made(cluster: Cluster) -> None:
    cluster.ask("CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    url = cluster.url("narrow")
    with pytest.raises(Unavailable, match="LATIN1"):
        upgrade(url)
    made = cluster.ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", "narrow")
    assert made[0][0] == 0
