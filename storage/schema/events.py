"""Who did what when. Never a choice of a ballot, never a code."""

from sqlalchemy import BigInteger, Column, Index, Table, Text

from storage.schema.columns import Micros, identity, metadata, optional_reference, reference

event = Table(
    "event",
    metadata,
    identity(),
    reference("khoi_id", "khoi.id"),
    Column("at", Micros, nullable=False),
    optional_reference("by_member", "member.id"),  # none: the command line
    Column("act", Text, nullable=False),  # roster.imported, invite.issued, …
    Column("subject", BigInteger),  # the identity of what it was done to
    Column("details", Text, nullable=False, server_default="{}"),  # JSON: counts and names
    Index("ix_event_khoi_id", "khoi_id", "at"),
)
