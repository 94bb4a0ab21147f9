"""Meetings with their places, papers and people, every answer to them, and meetings being prepared."""

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

from storage.schema.columns import Micros, identity, metadata, optional_reference, reference, writes

meeting = Table(
    "meeting",
    metadata,
    identity(),
    writes(),
    reference("khoi_id", "khoi.id"),
    optional_reference("campaign_id", "campaign.id"),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("start_at", Micros, nullable=False),
    Column("end_at", Micros, nullable=False),
    Column("venues", Text, nullable=False),  # JSON: name, link; the first is the main one
    Column("agenda", Text, nullable=False),  # JSON: text, start in microseconds or null
    Column("guests", Text, nullable=False),  # JSON list of names
    Column("number", Text),  # of the giấy mời once issued
    Column("issued_on", Text),  # ISO date
    Column("revision", Integer, nullable=False),  # of time and place
    Column("status", Text, nullable=False),  # draft | called | cancelled
    Column("note", Text, nullable=False, server_default=""),
    Column("told_at", Micros, nullable=False),  # when those concerned heard of this revision
    reference("by_member", "member.id"),
    Column("created_at", Micros, nullable=False),
    CheckConstraint("end_at > start_at", name="lasts"),
    CheckConstraint("(number IS NULL) = (issued_on IS NULL)", name="issued"),
    CheckConstraint("status IN ('draft', 'called', 'cancelled')", name="status"),
    Index("ix_meeting_khoi_id", "khoi_id", "start_at"),
)

meeting_file = Table(
    "meeting_file",
    metadata,
    reference("meeting_id", "meeting.id"),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    PrimaryKeyConstraint("meeting_id", "position"),
    UniqueConstraint("meeting_id", "sha256"),
)

meeting_person = Table(
    "meeting_person",
    metadata,
    reference("meeting_id", "meeting.id"),
    reference("member_id", "member.id"),
    Column("part", Text, nullable=False),  # invitee | chair
    Column("position", Integer, nullable=False),
    PrimaryKeyConstraint("meeting_id", "part", "member_id"),
    CheckConstraint("part IN ('invitee', 'chair')", name="part"),
    Index("ix_meeting_person_member_id", "member_id"),
)

meeting_reply = Table(
    "meeting_reply",
    metadata,
    reference("meeting_id", "meeting.id"),
    reference("member_id", "member.id"),
    Column("number", Integer, nullable=False),  # the highest one counts; the others are its history
    Column("revision", Integer, nullable=False),  # of the meeting that was answered
    Column("answer", Text, nullable=False),  # attending | substituted | absent
    Column("reason", Text, nullable=False, server_default=""),
    Column("name", Text, nullable=False, server_default=""),
    Column("position", Text, nullable=False, server_default=""),
    optional_reference("substitute_id", "member.id"),
    optional_reference("unit_id", "unit.id"),
    Column("powers", Text),  # of the mandate, separated by spaces; NULL: none was given
    Column("mandate", Text),  # its number, empty until issued
    Column("at", Micros, nullable=False),
    reference("by_member", "member.id"),
    PrimaryKeyConstraint("meeting_id", "member_id", "number"),
    CheckConstraint("answer IN ('attending', 'substituted', 'absent')", name="answer"),
    CheckConstraint("(powers IS NULL) = (mandate IS NULL)", name="mandate"),
    Index("ix_meeting_reply_substitute_id", "substitute_id"),
)

meeting_presence = Table(
    "meeting_presence",
    metadata,
    reference("meeting_id", "meeting.id"),
    reference("member_id", "member.id"),  # whose place it is, also where a substitute sits in it
    Column("presence", Text, nullable=False),  # t: there, a: away
    Column("at", Micros, nullable=False),
    reference("by_member", "member.id"),
    PrimaryKeyConstraint("meeting_id", "member_id"),
    CheckConstraint("presence IN ('t', 'a')", name="presence"),
)

meeting_draft = Table(
    "meeting_draft",
    metadata,
    identity(),  # becomes the id of the meeting
    reference("khoi_id", "khoi.id"),
    reference("by_member", "member.id"),
    Column("changes_id", BigInteger, ForeignKey("meeting.id")),  # one change of a meeting at a time
    Column("body", Text, nullable=False),  # JSON: what was answered so far
    Column("saved_at", Micros, nullable=False),
    UniqueConstraint("changes_id"),
    Index("ix_meeting_draft_khoi_id", "khoi_id"),
)
