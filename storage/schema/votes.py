"""What is voted: who has voted apart from what was chosen, open votes with their history, written opinions, the count.

`turnout` and `sealed_slip` hold a secret ballot. Neither has a time, a sequence or a row id, and nothing leads from one
to the other: what a voter chose lies only in a slip, sealed to the ballot's key under a random identity.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from storage.schema.ballots import ON_ROLL
from storage.schema.columns import Micros, identity, metadata, reference

turnout = Table(
    "turnout",
    metadata,
    Column("ballot_id", BigInteger, nullable=False),
    Column("voter_id", Integer, nullable=False),
    Column("fingerprint", LargeBinary, nullable=False),  # of the press, to know it again; wiped when counted
    PrimaryKeyConstraint("ballot_id", "voter_id"),  # nobody votes twice
    ForeignKeyConstraint(*ON_ROLL),
    sqlite_with_rowid=False,
)

sealed_slip = Table(
    "sealed_slip",
    metadata,
    identity(),
    reference("ballot_id", "ballot.id"),
    Column("slip", LargeBinary, nullable=False),
    Index("ix_sealed_slip_ballot_id", "ballot_id", "id"),
    sqlite_with_rowid=False,
)

open_vote = Table(
    "open_vote",
    metadata,
    Column("ballot_id", BigInteger, nullable=False),
    Column("voter_id", Integer, nullable=False),
    Column("step", Integer, nullable=False),  # the highest one counts, the others are its history
    Column("revision", Integer, nullable=False),
    Column("choices", Text, nullable=False),  # JSON; empty: the entry was withdrawn
    reference("by_member", "member.id"),
    Column("at", Micros, nullable=False),
    Column("own", Integer, nullable=False),  # 1: by the voter's own hand, 0: by the secretary
    PrimaryKeyConstraint("ballot_id", "voter_id", "step"),
    ForeignKeyConstraint(*ON_ROLL),
)

absence = Table(
    "absence",
    metadata,
    Column("ballot_id", BigInteger, nullable=False),
    Column("voter_id", Integer, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("ballot_id", "voter_id"),
    ForeignKeyConstraint(*ON_ROLL),
)

ballot_presence = Table(
    "ballot_presence",  # the roll call of the meeting at which the ballot was closed
    metadata,
    Column("ballot_id", BigInteger, nullable=False),
    Column("voter_id", Integer, nullable=False),
    Column("there", Integer, nullable=False),
    PrimaryKeyConstraint("ballot_id", "voter_id"),
    ForeignKeyConstraint(*ON_ROLL),
    CheckConstraint("there IN (0, 1)", name="there"),
)

opinion = Table(
    "opinion",
    metadata,
    Column("ballot_id", BigInteger, nullable=False),
    Column("voter_id", Integer, nullable=False),
    Column("reference", Text, nullable=False),  # what stands on the envelope
    reference("by_member", "member.id"),
    Column("name", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("at", Micros, nullable=False),
    Column("scan", Text, nullable=False, server_default=""),  # content hash of its picture
    Column("scan_name", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("ballot_id", "voter_id"),
    ForeignKeyConstraint(*ON_ROLL),
)

opened_opinions = Table(
    "opened_opinions",
    metadata,
    Column("ballot_id", BigInteger, ForeignKey("ballot.id"), primary_key=True, autoincrement=False),
    Column("slips", LargeBinary, nullable=False),  # JSON, sealed in a secret ballot
    reference("by_member", "member.id"),
    Column("name", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("at", Micros, nullable=False),
)

ballot_count = Table(
    "ballot_count",
    metadata,
    Column("ballot_id", BigInteger, ForeignKey("ballot.id"), primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),  # JSON: the frozen record, of which every paper is made
    Column("sheet", Text, nullable=False),  # what is published; `thidua recount` needs nothing else
)
