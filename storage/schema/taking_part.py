"""Hưởng ứng: what each unit has said of its people, version after version, and the names where it gave names."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, PrimaryKeyConstraint, Table

from storage.schema.columns import Micros, metadata, reference

taking_part = Table(
    "taking_part",
    metadata,
    reference("khoi_id", "khoi.id"),
    reference("campaign_id", "campaign.id"),
    reference("unit_id", "unit.id"),
    Column("version", Integer, nullable=False),  # the highest one counts; the others are its history
    Column("joined", Integer),  # a count; both NULL: by names
    Column("people", Integer),
    reference("by_member", "member.id"),
    Column("at", Micros, nullable=False),
    PrimaryKeyConstraint("campaign_id", "unit_id", "version"),
    CheckConstraint("(joined IS NULL) = (people IS NULL)", name="count"),
    CheckConstraint("joined IS NULL OR (joined >= 0 AND joined <= people)", name="at_most_all"),
)

taking_part_name = Table(
    "taking_part_name",
    metadata,
    reference("campaign_id", "campaign.id"),
    reference("unit_id", "unit.id"),
    reference("member_id", "member.id"),
    Column("from_version", Integer, nullable=False),
    Column("to_version", BigInteger),  # the version that no longer has the name
    PrimaryKeyConstraint("campaign_id", "member_id", "from_version"),
    Index("ix_taking_part_name_unit", "campaign_id", "unit_id"),
)
