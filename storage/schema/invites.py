"""Codes of invitation (only their hashes), who has shown one, wrong tries; rosters sent in and not yet applied."""

from sqlalchemy import BigInteger, Column, Index, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from storage.schema.columns import Micros, identity, metadata, optional_reference, reference

invite = Table(
    "invite",
    metadata,
    identity(),
    reference("khoi_id", "khoi.id"),
    reference("person_id", "person.id"),
    reference("member_id", "member.id"),
    Column("kind", Text, nullable=False),  # join | device
    Column("hash", Text, nullable=False),  # SHA-256 of the code, hexadecimal
    optional_reference("issued_by", "member.id"),  # none: the command line
    Column("created_at", Micros, nullable=False),
    Column("expires_at", Micros, nullable=False),
    Column("used_at", Micros),
    Column("used_by", BigInteger),  # the account's id
    Column("revoked_at", Micros),
    UniqueConstraint("hash"),
    Index("ix_invite_member_id", "member_id"),
    Index("ix_invite_person_id", "person_id"),
)

shown_invite = Table(
    "shown_invite",
    metadata,
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    reference("invite_id", "invite.id"),
    Column("at", Micros, nullable=False),
    PrimaryKeyConstraint("channel", "account", "invite_id"),
)

wrong_try = Table(
    "wrong_try",
    metadata,
    identity(),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("at", Micros, nullable=False),
    Index("ix_wrong_try_at", "at"),
)

roster_upload = Table(
    "roster_upload",
    metadata,
    identity(),
    reference("khoi_id", "khoi.id"),
    reference("member_id", "member.id"),
    Column("sha256", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("seen", Text, nullable=False, server_default=""),  # a hash of the changes that were shown
    Column("created_at", Micros, nullable=False),
    Column("applied_at", Micros),
)
