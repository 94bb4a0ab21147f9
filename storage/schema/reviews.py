"""Bình xét: who is discussed by whom, what was remarked and concluded."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from storage.schema.columns import Micros, identity, metadata, reference, writes

review = Table(
    "review",
    metadata,
    identity(),
    writes(),
    reference("khoi_id", "khoi.id"),
    Column("campaign_id", BigInteger, nullable=False),
    reference("body_id", "body.id"),
    Column("title", Text, nullable=False),
    Column("candidates", Text, nullable=False),  # JSON
    Column("roll", Text, nullable=False),  # JSON
    Column("opened", Text, nullable=False, server_default=""),  # JSON stamp
    Column("concluded", Text, nullable=False, server_default=""),  # JSON stamp
    Column("conclusions", Text, nullable=False, server_default=""),  # JSON
    Column("created_at", Micros, nullable=False),
    Index("ix_review_khoi_id", "khoi_id"),
)

review_remark = Table(
    "review_remark",
    metadata,
    reference("review_id", "review.id"),
    Column("step", Integer, nullable=False),
    Column("voter_id", Integer, nullable=False),
    Column("candidate_id", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    reference("entered_by", "member.id"),
    Column("at", Micros, nullable=False),
    PrimaryKeyConstraint("review_id", "step"),
)
