"""Bodies that decide, and offices of units for the year of a campaign."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from storage.schema.columns import identity, metadata, optional_reference, reference

body = Table(
    "body",
    metadata,
    identity(),
    reference("khoi_id", "khoi.id"),
    Column("kind", Text, nullable=False),  # khoi | cum | council
    Column("name", Text, nullable=False),
    Column("year", Integer, nullable=False),
    optional_reference("chair_unit_id", "unit.id"),
    optional_reference("chair_member_id", "member.id"),
    CheckConstraint("chair_unit_id IS NULL OR chair_member_id IS NULL", name="one_chair"),
    Index("ix_body_khoi_id", "khoi_id", "year"),
)

body_unit = Table(
    "body_unit",
    metadata,
    reference("body_id", "body.id"),
    reference("unit_id", "unit.id"),
    PrimaryKeyConstraint("body_id", "unit_id"),
)

body_member = Table(
    "body_member",
    metadata,
    reference("body_id", "body.id"),
    reference("member_id", "member.id"),
    PrimaryKeyConstraint("body_id", "member_id"),
)

office = Table(
    "office",
    metadata,
    Column("campaign_id", BigInteger, nullable=False),
    reference("unit_id", "unit.id"),
    Column("office", Text, nullable=False),  # chair | vice_chair
    PrimaryKeyConstraint("campaign_id", "unit_id", "office"),
    Index(
        "uq_office_chair",
        "campaign_id",
        unique=True,
        sqlite_where=text("office = 'chair'"),
        postgresql_where=text("office = 'chair'"),
    ),
)
