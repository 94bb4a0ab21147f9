"""Registrations and every version of them that was filed or decided."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text, func

from storage.schema.columns import Micros, identity, metadata, optional_reference, reference

registration = Table(
    "registration",
    metadata,
    identity(),
    reference("khoi_id", "khoi.id"),
    Column("campaign_id", BigInteger, nullable=False),
    reference("unit_id", "unit.id"),
    optional_reference("member_id", "member.id"),
    Column("title", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("filed_at", Micros),
    Column("filed_by", BigInteger),
    Column("decided_at", Micros),
    Column("decided_by", BigInteger),
    Column("reason", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("answer", Text, nullable=False, server_default=""),
    Index("ix_registration_campaign", "campaign_id", "unit_id"),
    Index("ix_registration_member", "member_id"),
)
# One subject strives once for a title in a campaign; a collective has no member, so its key is an expression.
Index(
    "uq_registration_subject",
    registration.c.campaign_id,
    registration.c.title,
    registration.c.unit_id,
    func.coalesce(registration.c.member_id, 0),
    unique=True,
)

registration_version = Table(
    "registration_version",
    metadata,
    Column("registration_id", BigInteger, ForeignKey("registration.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("standing", Text, nullable=False),
    Column("at", Micros, nullable=False),
    Column("by_member", BigInteger),
    Column("reason", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("answer", Text, nullable=False),
    PrimaryKeyConstraint("registration_id", "version"),
)
