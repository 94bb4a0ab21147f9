"""What is on record about members and units: nothing is deleted, what was replaced or refused is ended."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Table, Text, func, text

from storage.schema.columns import Micros, identity, metadata, optional_reference, reference

record = Table(
    "record",
    metadata,
    identity(),
    reference("khoi_id", "khoi.id"),
    reference("unit_id", "unit.id"),
    optional_reference("member_id", "member.id"),  # none: about the unit itself
    Column("kind", Text, nullable=False),
    Column("fields", Text, nullable=False),  # canonical JSON
    Column("digest", Text, nullable=False),  # SHA-256 of kind and fields
    Column("source", Text, nullable=False),  # imported | declared
    Column("document", Text, nullable=False, server_default=""),
    Column("file_name", Text, nullable=False, server_default=""),
    Column("sha256", Text),
    Column("media_type", Text, nullable=False, server_default=""),
    Column("size", BigInteger, nullable=False, server_default="0"),
    Column("added_by", BigInteger, ForeignKey("member.id")),  # none: the command line
    Column("added_at", Micros, nullable=False),
    Column("confirmed_by", BigInteger, ForeignKey("member.id")),
    Column("confirmed_at", Micros),
    Column("ended_by", BigInteger, ForeignKey("member.id")),
    Column("ended_at", Micros),
    Column("reason", Text, nullable=False, server_default=""),
    CheckConstraint("(confirmed_by IS NULL) = (confirmed_at IS NULL)", name="confirmed"),
    Index("ix_record_member_id", "member_id"),
    Index("ix_record_unit_id", "unit_id"),
)
# One subject has the same record once; a unit has no member, so the key is an expression.
Index(
    "uq_record_subject",
    record.c.unit_id,
    func.coalesce(record.c.member_id, 0),
    record.c.digest,
    unique=True,
    sqlite_where=text("ended_at IS NULL"),
    postgresql_where=text("ended_at IS NULL"),
)
