"""Rows of meetings into the dataclasses of `campaign/` and back."""

import json
from collections.abc import Sequence

from campaign.ids import MeetingId, MemberId, UnitId
from campaign.meetings.meeting import AgendaItem, Meeting, Venue
from campaign.meetings.reply import Absent, Answer, Attending, Mandate, Power, Reply, Substituted
from storage.sql import Row, micros, moment, moment_or_none


def venues_to(venues: Sequence[Venue]) -> str:
    """Places as JSON."""
    return json.dumps([[v.name, v.link] for v in venues], ensure_ascii=False)


def venues_from(stored: str) -> tuple[Venue, ...]:
    """What `venues_to` wrote."""
    return tuple(Venue(name, link) for name, link in json.loads(stored))


def agenda_to(agenda: Sequence[AgendaItem]) -> str:
    """An agenda as JSON."""
    return json.dumps([[i.text, i.start and micros(i.start)] for i in agenda], ensure_ascii=False)


def agenda_from(stored: str) -> tuple[AgendaItem, ...]:
    """What `agenda_to` wrote."""
    return tuple(AgendaItem(text, moment_or_none(start)) for text, start in json.loads(stored))


def particulars_of(m: Meeting) -> tuple[object, ...]:
    paper = m.invitation
    return (
        m.title, micros(m.start), micros(m.end), venues_to(m.venues), agenda_to(m.agenda),
        json.dumps(m.guests, ensure_ascii=False), paper and paper.number, paper and paper.issued.isoformat(),
        m.revision, m.status.value, m.note,
    )  # fmt: skip


def answer_columns(answer: Answer) -> tuple[object, ...]:
    """answer, reason, name, position, substitute_id, unit_id, powers, mandate."""
    match answer:
        case Attending():
            return ("attending", "", "", "", None, None, None, None)
        case Absent(reason):
            return ("absent", reason, "", "", None, None, None, None)
        case Substituted(name, position, member, unit, mandate):
            powers = None if mandate is None else " ".join(sorted(mandate.powers))
            number = None if mandate is None else mandate.number
            return ("substituted", "", name, position, member, unit, powers, number)


def reply_of(row: Row) -> Reply:
    return Reply(
        MeetingId(row["meeting_id"]),
        MemberId(row["member_id"]),
        _answer(row),
        moment(row["at"]),
        row["revision"],
    )


def _answer(row: Row) -> Answer:
    match row["answer"]:
        case "attending":
            return Attending()
        case "absent":
            return Absent(row["reason"])
        case _:
            member, unit, powers = row["substitute_id"], row["unit_id"], row["powers"]
            mandate = None
            if powers is not None:
                mandate = Mandate(frozenset(Power(power) for power in powers.split()), row["mandate"])
            return Substituted(
                row["name"],
                row["position"],
                None if member is None else MemberId(member),
                None if unit is None else UnitId(unit),
                mandate,
            )
