"""Ballots: rule, candidates, the frozen roll and what happened to it. What is voted: `storage/schema/votes.py`."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
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

ON_ROLL = ("ballot_id", "voter_id"), ("ballot_voter.ballot_id", "ballot_voter.voter_id")
"""A row is about a place on the roll."""

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
    ForeignKeyConstraint(*ON_ROLL),
    Index("ix_roll_event_ballot_id", "ballot_id", "at"),
)
