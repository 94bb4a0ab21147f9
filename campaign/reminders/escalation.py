"""Who else hears that something is owed: the đầu mối first, then the head, then a line to the secretary.

    An owes a registration until Friday, and has not joined   -> An, and the đầu mối of An's unit, at every step
                                                              -> the head of the unit, from the last step but one
                                                              -> the secretary, who telephones, at the last step

Nobody's superior is copied: what is told goes to the person's own unit and to the secretary. Whether somebody comes to
a meeting is theirs to say, so only the secretary hears of it. The manners are practice, not law.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from campaign.ids import PersonId, UnitId
from campaign.people import Member, Role
from campaign.reminders.reminder import MatterKind, Rung


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing one person owes by a moment. `subject` is what kind of work it is (register, report, calendar)."""

    person: PersonId
    item: str
    subject: str
    due: datetime
    kind: MatterKind = MatterKind.DEADLINE
    rung: Rung = Rung.PREPARER


@dataclass(frozen=True, slots=True)
class Late:
    """What is told to somebody else: everything of one subject and one date owed in a unit, or in the khối."""

    person: PersonId
    item: str
    rung: Rung
    due: datetime
    kind: MatterKind
    owed: tuple[Owed, ...]


def escalate(owed: Iterable[Owed], members: Sequence[Member]) -> tuple[Late, ...]:
    """Who is told what. Nobody is told of what they owe themselves."""
    of = {member.person: member for member in members}
    known = sorted((each for each in owed if each.person in of), key=_matter)
    found: list[Late] = []
    for _, group in groupby(known, key=_matter):
        same = tuple(group)
        found += _to_units(same, of, members)
        found += _to_secretaries(same, members)
    return tuple(found)


def _matter(owed: Owed) -> tuple[str, datetime]:
    return owed.subject, owed.due


def _to_units(same: Sequence[Owed], of: dict[PersonId, Member], members: Sequence[Member]) -> list[Late]:
    if same[0].kind is MatterKind.MEETING:
        return []
    units = dict.fromkeys(of[each.person].unit for each in same)
    return [late for unit in units for late in _to_unit(unit, same, of, members)]


def _to_unit(
    unit: UnitId, same: Sequence[Owed], of: dict[PersonId, Member], members: Sequence[Member]
) -> list[Late]:
    found = []
    for member in members:
        if member.unit != unit or not member.holds(Role.PREPARER, Role.HEAD):
            continue
        rung = Rung.PREPARER if member.holds(Role.PREPARER) else Rung.HEAD
        theirs = {each.item for each in same if each.person == member.person}
        others = tuple(
            each
            for each in same
            if of[each.person].unit == unit and each.rung is Rung.PREPARER and each.item not in theirs
        )
        if others:
            item = f"{_name(member, same[0])}:{unit}"
            found.append(Late(member.person, item, rung, same[0].due, same[0].kind, others))
    return found


def _to_secretaries(same: Sequence[Owed], members: Sequence[Member]) -> list[Late]:
    found = []
    for member in members:
        others = tuple(each for each in same if each.person != member.person)
        if member.holds(Role.SECRETARY) and others:
            item = _name(member, same[0])
            found.append(Late(member.person, item, Rung.SECRETARY, same[0].due, same[0].kind, others))
    return found


def _name(member: Member, owed: Owed) -> str:
    """Unique for a person in several khối."""
    return f"late:{member.khoi}:{owed.subject}:{owed.due.astimezone(UTC):%Y%m%d%H%M}"
