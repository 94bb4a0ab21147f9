"""Reminders as rows, what was put off, the steps of each campaign, and which process plans."""

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
)

from storage.schema.columns import Micros, metadata, reference

reminder = Table(
    "reminder",
    metadata,
    reference("khoi_id", "khoi.id"),
    reference("person_id", "person.id"),
    Column("item", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("step", Text, nullable=False),
    Column("at", Micros, nullable=False),  # when it is to be sent
    Column("due_at", Micros, nullable=False),  # when what is owed is due
    Column("kind", Text, nullable=False),  # meeting | deadline
    Column("rung", Integer, nullable=False),
    Column("state", Text, nullable=False),  # due | sent | dropped | snoozed
    Column("told_at", Micros, nullable=False),  # when this matter was first seen
    Column("sent_at", Micros),
    Column("notice_id", BigInteger, ForeignKey("notice.id")),
    PrimaryKeyConstraint("person_id", "item", "revision", "step"),  # a second copy is impossible
    CheckConstraint("state IN ('due', 'sent', 'dropped', 'snoozed')", name="state"),
    CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent"),
    Index("ix_reminder_khoi_id", "khoi_id", "due_at"),
    Index("ix_reminder_notice_id", "notice_id"),
)

snooze = Table(
    "snooze",
    metadata,
    reference("person_id", "person.id"),
    Column("item", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("until_at", Micros, nullable=False),
    Column("set_at", Micros, nullable=False),
    PrimaryKeyConstraint("person_id", "item", "revision"),
)

reminder_step = Table(
    "reminder_step",
    metadata,
    reference("campaign_id", "campaign.id"),
    Column("position", Integer, nullable=False),
    Column("days", Integer, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("up_to", Integer, nullable=False),  # the highest rung of the ladder it reaches
    reference("set_by", "member.id"),
    Column("set_at", Micros, nullable=False),
    PrimaryKeyConstraint("campaign_id", "position"),
    CheckConstraint("(days = 0) <> (minutes = 0)", name="one_length"),
)

lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", BigInteger, nullable=False),
    Column("until_at", Micros, nullable=False),
)
