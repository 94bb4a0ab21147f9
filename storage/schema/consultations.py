"""Drafts of plans sent round for comment, and every answer of every unit."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, PrimaryKeyConstraint, Table, Text

from storage.schema.columns import Micros, identity, metadata, reference

consultation = Table(
    "consultation",
    metadata,
    identity(),
    reference("khoi_id", "khoi.id"),
    reference("campaign_id", "campaign.id"),
    reference("by_member", "member.id"),
    Column("file", Text),  # JSON: name, sha256, media type, size
    Column("due_at", Micros),
    Column("sent_at", Micros),
    Column("closed_at", Micros),
    Column("created_at", Micros, nullable=False),
    CheckConstraint("sent_at IS NULL OR due_at IS NOT NULL", name="due"),
    CheckConstraint("closed_at IS NULL OR sent_at IS NOT NULL", name="closed"),
    Index("ix_consultation_khoi_id", "khoi_id", "campaign_id"),
)

consultation_comment = Table(
    "consultation_comment",
    metadata,
    reference("consultation_id", "consultation.id"),
    reference("unit_id", "unit.id"),
    Column("number", Integer, nullable=False),  # the highest one is the latest; the others are its history
    reference("by_member", "member.id"),
    Column("at", Micros, nullable=False),
    Column("standing", Text, nullable=False),  # written | submitted | sent
    Column("text", Text, nullable=False, server_default=""),
    Column("file", Text),  # JSON: name, sha256, media type, size
    PrimaryKeyConstraint("consultation_id", "unit_id", "number"),
    CheckConstraint("standing IN ('written', 'submitted', 'sent')", name="standing"),
)
