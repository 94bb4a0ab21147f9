"""Rows of ballots into the dataclasses of `campaign/` and back."""

from collections.abc import Sequence
from datetime import datetime

from campaign.ballots.ballot import Annulment, Ballot, Candidate, Recusal, Teller, WomenShare
from campaign.ballots.rights import Stamp
from campaign.ballots.roll import Departure, Hand, SeatKind, Voter
from campaign.ballots.rule import Settings
from campaign.history.facts import SubjectKind
from campaign.ids import (
    BallotId,
    BodyId,
    CampaignId,
    CandidateId,
    KhoiId,
    MemberId,
    RegistrationId,
    UnitId,
    VoterId,
)
from campaign.people import Gender
from storage.documents import read, written
from storage.sql import Row, micros, moment, moment_or_none

NOBODY = "[]"  # the roll of most ballots: nobody who could act has left


def ballot_columns(khoi: KhoiId, b: Ballot, now: datetime) -> tuple[object, ...]:
    """A ballot without its lists: the columns of `ballot` from `id` to `created_at`."""
    return (
        b.id, khoi, b.campaign, b.body, b.body_name, b.title, b.award, b.place, b.state.value, b.settings.act.value,
        b.settings.secrecy.value, written(b.settings), written(b.tellers), written(b.recusals),
        b.closes_at and micros(b.closes_at), b.round, b.attempt, b.follows, b.counted_at and micros(b.counted_at),
        micros(now),
    )  # fmt: skip


def ballot_of(
    row: Row, candidates: tuple[Candidate, ...], roll: tuple[Voter, ...], stamps: Sequence[Row]
) -> Ballot:
    """A ballot from its row, its lists, and the rows of its stamps in any order."""
    by_step = {stamp["step"]: stamp for stamp in stamps}
    return Ballot(
        id=BallotId(row["id"]),
        campaign=CampaignId(row["campaign_id"]),
        body=BodyId(row["body_id"]),
        body_name=row["body_name"],
        title=row["title"],
        settings=read(Settings, row["settings"]),
        candidates=candidates,
        roll=roll,
        award=row["award"],
        place=row["place"],
        tellers=read(tuple[Teller, ...], row["tellers"]),
        recusals=read(tuple[Recusal, ...], row["recusals"]),
        closes_at=moment_or_none(row["closes_at"]),
        round=row["round"],
        attempt=row["attempt"],
        follows=row["follows"],
        counted_at=moment_or_none(row["counted_at"]),
        annulled=_annulment_of(by_step.get("annulled")),
        **{step: _stamp_of(by_step.get(step)) for step in ("prepared", "opened", "closed", "announced")},
    )


def stamp_rows(b: Ballot) -> Sequence[tuple[object, ...]]:
    """The stamps a ballot has: ballot_id, step, by_member, name, position, at, reason, replaced_by."""
    steps = (
        ("prepared", b.prepared),
        ("opened", b.opened),
        ("closed", b.closed),
        ("announced", b.announced),
    )
    rows = [(b.id, step, *_stamp_columns(s), "", None) for step, s in steps if s is not None]
    if b.annulled is not None:
        a = b.annulled
        rows.append((b.id, "annulled", *_stamp_columns(a.stamp), a.reason, a.replaced_by))
    return rows


def _stamp_columns(stamp: Stamp) -> tuple[object, ...]:
    return (stamp.by, stamp.name, stamp.position, micros(stamp.at))


def _stamp_of(row: Row | None) -> Stamp | None:
    if row is None:
        return None
    return Stamp(MemberId(row["by_member"]), row["name"], row["position"], moment(row["at"]))


def _annulment_of(row: Row | None) -> Annulment | None:
    stamp = _stamp_of(row)
    if row is None or stamp is None:
        return None
    return Annulment(stamp, row["reason"], BallotId(row["replaced_by"]))


def candidate_columns(ballot: BallotId, place: int, c: Candidate) -> tuple[object, ...]:
    """A candidate at this place of the list (from 1): the columns of `ballot_candidate` in their order."""
    return (
        ballot, c.id, place, c.subject.value, c.name, c.unit, c.unit_name, c.award, c.position, c.member,
        c.registration, c.added_because, c.gender and c.gender.value, c.women and c.women.women,
        c.women and c.women.members,
    )  # fmt: skip


def candidate_of(row: Row) -> Candidate:
    """A candidate from a row of `ballot_candidate`."""
    return Candidate(
        id=CandidateId(row["candidate_id"]),
        subject=SubjectKind(row["subject"]),
        name=row["name"],
        unit=UnitId(row["unit_id"]),
        unit_name=row["unit_name"],
        award=row["award"],
        position=row["position"],
        member=None if row["member_id"] is None else MemberId(row["member_id"]),
        registration=None if row["registration_id"] is None else RegistrationId(row["registration_id"]),
        added_because=row["added_because"],
        gender=Gender(row["gender"]) if row["gender"] else None,
        women=None if row["women_of"] is None else WomenShare(row["women"], row["women_of"]),
    )


def hand_columns(voter: Voter) -> tuple[object, ...]:
    """Who acts for the voter and who has left: hand_id, hand, departed."""
    hand = "" if voter.hand is None else written(voter.hand)
    return (voter.hand and voter.hand.member, hand, written(voter.departed))


def voter_of(row: Row) -> Voter:
    """A voter from a row of `ballot_voter`."""
    return Voter(
        id=VoterId(row["voter_id"]),
        kind=SeatKind(row["kind"]),
        name=row["name"],
        unit=UnitId(row["unit_id"]),
        hand=None if row["hand_id"] is None else read(Hand, row["hand"]),
        departed=() if row["departed"] == NOBODY else read(tuple[Departure, ...], row["departed"]),
    )
