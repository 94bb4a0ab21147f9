"""Khối, units, people, their places in a khối, their phones."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.schema.columns import Micros, identity, metadata, optional_reference, reference

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
    Column("left_at", Micros),  # when its last member left
    UniqueConstraint("khoi_id", "name"),  # two names may differ in accents alone
)

person = Table(
    "person",
    metadata,
    identity(),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False, server_default="vi"),
    Column("created_at", Micros, nullable=False),
    optional_reference("merged_into", "person.id"),  # two rosters, one human being
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
    Index(
        "uq_member_active",
        "khoi_id",
        "person_id",
        unique=True,
        sqlite_where=text("left_at IS NULL"),
        postgresql_where=text("left_at IS NULL"),
    ),
    Index(
        "ix_member_left",  # few of a large roster: asked for with every press of a voter
        "khoi_id",
        sqlite_where=text("left_at IS NOT NULL"),
        postgresql_where=text("left_at IS NOT NULL"),
    ),
    Index("ix_member_person_id", "person_id"),
    Index("ix_member_unit_id", "unit_id"),
)

account = Table(
    "account",
    metadata,
    Column(
        "id", BigInteger, nullable=False
    ),  # names the device in a button; the account may be long, or a secret
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    reference("person_id", "person.id"),
    Column("device", Text, nullable=False, server_default=""),
    Column("joined_at", Micros, nullable=False),
    Column("unreachable_at", Micros),
    Column("commands", Text, nullable=False, server_default=""),  # the command list last shown, as a hash
    Column("commands_due_at", Micros),  # when to show it again because something changed
    Column("commands_tries", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("channel", "account"),
    UniqueConstraint("id"),
    Index("ix_account_commands_due_at", "commands_due_at"),
    Index("ix_account_person_id", "person_id"),
)
