"""Campaigns with every date they ever had, the time granted to single people and units, their papers."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from storage.schema.columns import Micros, identity, metadata, reference

paper = Table(
    "paper",
    metadata,
    identity(),
    reference("khoi_id", "khoi.id"),
    Column("campaign_id", BigInteger),
    Column("kind", Text, nullable=False),
    Column("number", Text, nullable=False, server_default=""),
    Column("issued_on", Text),  # ISO date as printed on the paper
    Column("file_name", Text, nullable=False, server_default=""),
    Column("sha256", Text),
    Column("media_type", Text, nullable=False, server_default=""),
    Column("size", BigInteger, nullable=False, server_default="0"),
    Column("added_by", BigInteger, nullable=False),
    Column("added_at", Micros, nullable=False),
    Index("ix_paper_campaign_id", "campaign_id"),
)

campaign = Table(
    "campaign",
    metadata,
    identity(),
    reference("khoi_id", "khoi.id"),
    Column("year", Integer, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("theme", Text, nullable=False, server_default=""),
    Column("tasks", Text, nullable=False, server_default="[]"),  # JSON list
    Column("movements", Text, nullable=False, server_default="[]"),  # JSON list
    Column("plan_id", BigInteger, ForeignKey("paper.id")),
    Column("answered", Text, nullable=False, server_default=""),  # parts separated by spaces
    Column("stage", Text, nullable=False),  # draft | launched | closed
    Column("launcher", Text, nullable=False),  # chair | either
    Column("revision", BigInteger, nullable=False),
    Column("created_at", Micros, nullable=False),
    Column("created_by", BigInteger, ForeignKey("member.id"), nullable=False),
    Column("launched_at", Micros),
    Column("launched_by", BigInteger, ForeignKey("member.id")),
    Column("closed_at", Micros),
    Column("closed_by", BigInteger, ForeignKey("member.id")),
    Column("rules_on", Text, nullable=False),  # ISO date as of which the catalogue is followed
    Column("year_under_review", Text),
    Column("confirmed_by", BigInteger, ForeignKey("member.id")),
    Column("confirmed_name", Text),
    Column("confirmed_on", Text),  # ISO date
    Column("confirmed_version", Text),
    UniqueConstraint("khoi_id", "year"),
    CheckConstraint("(stage = 'draft') = (launched_at IS NULL)", name="launched"),
    CheckConstraint("(stage = 'closed') = (closed_at IS NOT NULL)", name="closed"),
)

deadline = Table(
    "deadline",
    metadata,
    Column("campaign_id", BigInteger, ForeignKey("campaign.id"), nullable=False),
    Column("matter", Text, nullable=False),
    Column("revision", Integer, nullable=False),  # the highest one counts; the others are its history
    Column("at", Micros, nullable=False),
    Column("set_by", BigInteger, nullable=False),
    Column("set_at", Micros, nullable=False),
    PrimaryKeyConstraint("campaign_id", "matter", "revision"),
)

extension = Table(
    "extension",
    metadata,
    Column("campaign_id", BigInteger, ForeignKey("campaign.id"), nullable=False),
    Column("matter", Text, nullable=False),
    Column("grantee", Text, nullable=False),  # member | unit
    Column("grantee_id", BigInteger, nullable=False),
    Column("until", Micros, nullable=False),
    Column("granted_by", BigInteger, nullable=False),
    Column("granted_at", Micros, nullable=False),
    PrimaryKeyConstraint("campaign_id", "matter", "grantee", "grantee_id", "until"),
)
