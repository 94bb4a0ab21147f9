"""Ballots: rule, candidates, frozen roll; who has voted apart from what was chosen; open votes with their history.

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
    UniqueConstraint,
)

from storage.schema.columns import Micros, identity, metadata, optional_reference, reference, writes

ballot = Table(
    "ballot",
    metadata,
    identity(),
    writes(),
    reference("khoi_id", "khoi.id"),
    Column("campaign_id", BigInteger, nullable=False),
    reference("body_id", "body.id"),
    Column("body_name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("award", Text, nullable=False, server_default=""),  # code of the catalogue
    Column("place", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False),  # draft | prepared | open | closed | counted | announced | annulled
    Column("act", Text, nullable=False),  # hands | ballot | acclaim | elect
    Column("secrecy", Text, nullable=False),  # secret | open
    Column("settings", Text, nullable=False),  # JSON: threshold, denominator, quorum, citation …
    Column("tellers", Text, nullable=False),  # JSON: the counting team
    Column("recusals", Text, nullable=False),  # JSON: declared conflicts
    Column("closes_at", Micros),
    Column("end_told_at", Micros),  # when those concerned heard that the planned end has passed
    Column("cut_off_seq", BigInteger),  # the place of the chair's close in the inbox: what came before it counts
    Column("round", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    optional_reference("follows", "ballot.id"),
    Column("counted_at", Micros),
    Column("trouble", Text, nullable=False, server_default=""),  # why it cannot be counted
    Column("created_at", Micros, nullable=False),
    CheckConstraint("(cut_off_seq IS NULL) = (state IN ('draft', 'prepared', 'open')) OR state = 'annulled'",
                    name="cut_off"),
    CheckConstraint("act <> 'hands' OR secrecy = 'open'", name="open_hands"),
    Index("ix_ballot_khoi_id", "khoi_id", "state"),
    # One ballot takes the place of another: the next round, or the one after an annulment.
    Index("uq_ballot_follows", "follows", "round", "attempt", unique=True),
)  # fmt: skip

ballot_stamp = Table(
    "ballot_stamp",
    metadata,
    reference("ballot_id", "ballot.id"),
    Column("step", Text, nullable=False),  # prepared | opened | closed | announced | annulled
    reference("by_member", "member.id"),
    Column("name", Text, nullable=False),
    Column("position", Text, nullable=False),
    Column("at", Micros, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("replaced_by", BigInteger),  # an annulled ballot's successor
    PrimaryKeyConstraint("ballot_id", "step"),
)

ballot_candidate = Table(
    "ballot_candidate",
    metadata,
    reference("ballot_id", "ballot.id"),
    Column("candidate_id", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),  # protocol order, from 1
    Column("subject", Text, nullable=False),  # individual | collective
    Column("name", Text, nullable=False),
    reference("unit_id", "unit.id"),
    Column("unit_name", Text, nullable=False),
    Column("award", Text, nullable=False),
    Column("position", Text, nullable=False, server_default=""),
    optional_reference("member_id", "member.id"),
    optional_reference("registration_id", "registration.id"),
    Column("added_because", Text, nullable=False, server_default=""),
    Column("gender", Text),
    Column("women", Integer),
    Column("women_of", Integer),
    PrimaryKeyConstraint("ballot_id", "candidate_id"),
    UniqueConstraint("ballot_id", "place"),
)

ballot_voter = Table(
    "ballot_voter",
    metadata,
    reference("ballot_id", "ballot.id"),
    Column("voter_id", Integer, nullable=False),  # the place on the roll, from 1
    Column("kind", Text, nullable=False),  # unit | person
    Column("name", Text, nullable=False),
    reference("unit_id", "unit.id"),
    optional_reference("hand_id", "member.id"),  # who acts for the voter now
    Column("hand", Text, nullable=False, server_default=""),  # JSON: name, position, capacity, mandate
    Column("departed", Text, nullable=False, server_default="[]"),  # JSON: who could act before
    PrimaryKeyConstraint("ballot_id", "voter_id"),
    UniqueConstraint("ballot_id", "hand_id"),  # one person, one vote
    Index("ix_ballot_voter_hand_id", "hand_id"),
)

_ON_ROLL = ("ballot_id", "voter_id"), ("ballot_voter.ballot_id", "ballot_voter.voter_id")

roll_event = Table(
    "roll_event",
    metadata,
    identity(),
    reference("ballot_id", "ballot.id"),
    Column("voter_id", Integer, nullable=False),
    Column("change", Text, nullable=False),  # left | successor | substitute
    reference("member_id", "member.id"),
    Column("at", Micros, nullable=False),
    Column("mandate", Text, nullable=False, server_default=""),
    optional_reference("entered_by", "member.id"),
    ForeignKeyConstraint(*_ON_ROLL),
    Index("ix_roll_event_ballot_id", "ballot_id", "at"),
)

turnout = Table(
    "turnout",
    metadata,
    Column("ballot_id", BigInteger, nullable=False),
    Column("voter_id", Integer, nullable=False),
    Column("fingerprint", LargeBinary, nullable=False),  # of the press, to know it again; wiped when counted
    PrimaryKeyConstraint("ballot_id", "voter_id"),  # nobody votes twice
    ForeignKeyConstraint(*_ON_ROLL),
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
    ForeignKeyConstraint(*_ON_ROLL),
)

absence = Table(
    "absence",
    metadata,
    Column("ballot_id", BigInteger, nullable=False),
    Column("voter_id", Integer, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("ballot_id", "voter_id"),
    ForeignKeyConstraint(*_ON_ROLL),
)

ballot_presence = Table(
    "ballot_presence",  # the roll call of the meeting at which the ballot was closed
    metadata,
    Column("ballot_id", BigInteger, nullable=False),
    Column("voter_id", Integer, nullable=False),
    Column("there", Integer, nullable=False),
    PrimaryKeyConstraint("ballot_id", "voter_id"),
    ForeignKeyConstraint(*_ON_ROLL),
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
    ForeignKeyConstraint(*_ON_ROLL),
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
