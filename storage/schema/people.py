"""Khối, units, people, their places in a khối, their phones."""

from sqlalchemy import BigInteger, Column, Index, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from storage.schema.columns import Micros, identity, metadata, reference

khoi = Table(
    "khoi",
    metadata,
    identity(),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("created_at", Micros, nullable=False),
    UniqueConstraint("search"),
)

unit = Table(
    "unit",
    metadata,
    identity(),
    reference("khoi_id", "khoi.id"),
    Column("name", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("aliases", Text, nullable=False, server_default="[]"),  # JSON list of other names
    Column("position", BigInteger, nullable=False, server_default="0"),  # protocol order
    Column("left_at", Micros),
    UniqueConstraint("khoi_id", "search"),
)

person = Table(
    "person",
    metadata,
    identity(),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False, server_default="vi"),
    Column("created_at", Micros, nullable=False),
)

member = Table(
    "member",
    metadata,
    identity(),
    reference("khoi_id", "khoi.id"),
    reference("person_id", "person.id"),
    reference("unit_id", "unit.id"),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("position", Text, nullable=False, server_default=""),
    Column("roles", Text, nullable=False, server_default=""),  # role values separated by spaces
    Column("gender", Text),
    Column("honorific", Text, nullable=False, server_default=""),
    Column("room", Text, nullable=False, server_default=""),
    Column("joined_at", Micros),
    Column("left_at", Micros),
    UniqueConstraint("khoi_id", "code"),
    UniqueConstraint("khoi_id", "person_id"),
    Index("ix_member_person_id", "person_id"),
    Index("ix_member_unit_id", "unit_id"),
)

account = Table(
    "account",
    metadata,
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    reference("person_id", "person.id"),
    Column("device", Text, nullable=False, server_default=""),
    Column("joined_at", Micros, nullable=False),
    Column("unreachable_at", Micros),
    PrimaryKeyConstraint("channel", "account"),
    Index("ix_account_person_id", "person_id"),
)
