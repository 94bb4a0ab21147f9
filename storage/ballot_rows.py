"""Rows of ballots into the dataclasses of `campaign/` and back."""

from campaign.ballots.ballot import Annulment, Candidate, WomenShare
from campaign.ballots.rights import Stamp
from campaign.ballots.roll import Departure, Hand, SeatKind, Voter
from campaign.history.facts import SubjectKind
from campaign.ids import BallotId, CandidateId, MemberId, RegistrationId, UnitId, VoterId
from campaign.people import Gender
from storage.documents import read, written
from storage.sql import Row, micros, moment

NOBODY = "[]"  # the roll of most ballots: nobody who could act has left


def hand_columns(voter: Voter) -> tuple[object, ...]:
    hand = "" if voter.hand is None else written(voter.hand)
    return (voter.hand and voter.hand.member, hand, written(voter.departed))


def stamp_columns(stamp: Stamp) -> tuple[object, ...]:
    return (stamp.by, stamp.name, stamp.position, micros(stamp.at))


def stamp_of(row: Row | None) -> Stamp | None:
    return (
        None
        if row is None
        else Stamp(MemberId(row["by_member"]), row["name"], row["position"], moment(row["at"]))
    )


def annulment_of(row: Row | None) -> Annulment | None:
    stamp = stamp_of(row)
    if row is None or stamp is None:
        return None
    return Annulment(stamp, row["reason"], BallotId(row["replaced_by"]))


def candidate_of(row: Row) -> Candidate:
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


def voter_of(row: Row) -> Voter:
    return Voter(
        id=VoterId(row["voter_id"]),
        kind=SeatKind(row["kind"]),
        name=row["name"],
        unit=UnitId(row["unit_id"]),
        hand=None if row["hand_id"] is None else read(Hand, row["hand"]),
        departed=() if row["departed"] == NOBODY else read(tuple[Departure, ...], row["departed"]),
    )
