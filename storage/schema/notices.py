"""Notices being written, and who was nudged about what on which day."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from storage.schema.columns import Micros, identity, metadata, reference

letter = Table(
    "letter",
    metadata,
    identity(),  # becomes the id of the notice
    reference("khoi_id", "khoi.id"),
    reference("by_member", "member.id"),
    Column("text", Text, nullable=False),
    Column("audience", Text),  # all | unit | role
    Column("audience_of", Text),  # the unit's id or the role
    Column("files", Text, nullable=False, server_default="[]"),  # JSON: name, sha256, size
    Column("saved_at", Micros, nullable=False),
    UniqueConstraint("by_member"),
)

notice_file = Table(
    "notice_file",
    metadata,
    Column("notice_id", BigInteger, nullable=False),  # written a moment before the notice itself
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    PrimaryKeyConstraint("notice_id", "position"),
)

nudge = Table(
    "nudge",
    metadata,
    Column("khoi_id", BigInteger, ForeignKey("khoi.id"), nullable=False),
    Column("person_id", BigInteger, ForeignKey("person.id"), nullable=False),
    Column("item", Text, nullable=False),
    Column("day", Text, nullable=False),  # ISO date where the people are
    PrimaryKeyConstraint("khoi_id", "person_id", "item", "day"),
)
