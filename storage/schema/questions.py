"""Questions to the secretary, with everything said about each."""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, Table, Text

from storage.schema.columns import Micros, identity, metadata, reference

question = Table(
    "question",
    metadata,
    identity(),
    reference("khoi_id", "khoi.id"),
    reference("member_id", "member.id"),
    Column("asked_at", Micros, nullable=False),
    Column("waiting_since", Micros),  # of the asker's last words without an answer; none when answered
    Index("ix_question_khoi_id", "khoi_id", "waiting_since"),
    Index("ix_question_member_id", "member_id"),
)

question_line = Table(
    "question_line",
    metadata,
    reference("question_id", "question.id"),
    Column("number", Integer, nullable=False),
    reference("member_id", "member.id"),
    Column("text", Text, nullable=False),
    Column("at", Micros, nullable=False),
    PrimaryKeyConstraint("question_id", "number"),
)
