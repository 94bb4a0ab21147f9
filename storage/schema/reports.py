"""Achievement reports, their files, and every version that was filed or decided."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from storage.schema.columns import Micros, identity, metadata, optional_reference, reference, writes

report = Table(
    "report",
    metadata,
    identity(),
    writes(),
    reference("khoi_id", "khoi.id"),
    Column("campaign_id", BigInteger, nullable=False),
    reference("registration_id", "registration.id"),
    reference("unit_id", "unit.id"),
    optional_reference("member_id", "member.id"),
    Column("title", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sections", Text, nullable=False),  # JSON: section -> text
    Column("reason", Text, nullable=False, server_default=""),
    Column("until_at", Micros),
    Column("filed_at", Micros),
    Column("filed_by", BigInteger),
    Column("decided_at", Micros),
    Column("decided_by", BigInteger),
    UniqueConstraint("registration_id"),
    Index("ix_report_campaign_id", "campaign_id", "unit_id"),
)

evidence = Table(
    "evidence",
    metadata,
    identity(),
    reference("report_id", "report.id"),
    Column("purpose", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sort", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("position", Integer, nullable=False),
    UniqueConstraint("report_id", "sha256"),
)

report_version = Table(
    "report_version",
    metadata,
    Column("report_id", BigInteger, ForeignKey("report.id"), nullable=False),
    Column("step", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("at", Micros, nullable=False),
    Column("by_member", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("sections", Text, nullable=False),
    Column("files", Text, nullable=False),  # JSON: purpose, name, size, sort, sha256
    PrimaryKeyConstraint("report_id", "step"),
)
