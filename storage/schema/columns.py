"""The few kinds of column there are: identities and moments are integers, so both databases agree."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Text
from sqlalchemy.ext.compiler import compiles

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ON_SERVER = {"only": "postgresql"}
"""What an index says of itself that a SQLite file does not have."""

Id = BigInteger().with_variant(Integer(), "sqlite")
Micros = BigInteger
"""Whole microseconds UTC since 1970."""


@compiles(Text, "postgresql")
def _text(element: Text, compiler: object, **words: object) -> str:
    """Words sort by their bytes on PostgreSQL too, whatever language the server was set up in."""
    return 'TEXT COLLATE "C"'


def identity() -> Column[int]:
    """A primary key made by the program."""
    return Column("id", Id, primary_key=True, autoincrement=False)


def writes() -> Column[int]:
    """How often the row has been written (see `storage/turnstile.py`)."""
    return Column("writes", Integer, nullable=False, server_default="0")


def reference(name: str, target: str) -> Column[int]:
    """A column that always names a row of another table."""
    return Column(name, BigInteger, ForeignKey(target), nullable=False)


def optional_reference(name: str, target: str) -> Column[int]:
    """A column that may name a row of another table."""
    return Column(name, BigInteger, ForeignKey(target))
