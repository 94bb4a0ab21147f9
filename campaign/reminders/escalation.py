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
    """Who is told what. Nobody is told of what they owe themselves. Takes time as people and what they owe grow."""
    of = {member.person: member for member in members}
    officers = _officers(members)
    known = sorted((each for each in owed if each.person in of), key=_matter)
    found: list[Late] = []
    for _, group in groupby(known, key=_matter):
        same = tuple(group)
        found += _to_units(same, of, officers)
        found += _to_secretaries(same, members)
    return tuple(found)


def _matter(owed: Owed) -> tuple[str, datetime]:
    return owed.subject, owed.due


def _officers(members: Iterable[Member]) -> dict[UnitId, list[Member]]:
    """Who prepares or decides for each unit."""
    found: dict[UnitId, list[Member]] = {}
    for member in members:
        if member.holds(Role.PREPARER, Role.HEAD):
            found.setdefault(member.unit, []).append(member)
    return found


def _to_units(
    same: Sequence[Owed], of: dict[PersonId, Member], officers: dict[UnitId, list[Member]]
) -> list[Late]:
    if same[0].kind is MatterKind.MEETING:
        return []
    by_unit: dict[UnitId, list[Owed]] = {}
    items: dict[PersonId, set[str]] = {}
    for each in same:
        by_unit.setdefault(of[each.person].unit, []).append(each)
        items.setdefault(each.person, set()).add(each.item)
    return [
        late
        for unit, owed in by_unit.items()
        for officer in officers.get(unit, ())
        for late in _to_officer(officer, owed, items.get(officer.person, set()))
    ]


def _to_officer(officer: Member, owed: Sequence[Owed], theirs: set[str]) -> list[Late]:
    """What is owed in the unit of this one, who owes these items."""
    rung = Rung.PREPARER if officer.holds(Role.PREPARER) else Rung.HEAD
    others = tuple(each for each in owed if each.rung is Rung.PREPARER and each.item not in theirs)
    if not others:
        return []
    item = f"{_name(officer, owed[0])}:{officer.unit}"
    return [Late(officer.person, item, rung, owed[0].due, owed[0].kind, others)]


def _to_secretaries(same: Sequence[Owed], members: Sequence[Member]) -> list[Late]:
    found = []
    for member in members:
        if not member.holds(Role.SECRETARY):
            continue
        others = tuple(each for each in same if each.person != member.person)
        if others:
            item = _name(member, same[0])
            found.append(Late(member.person, item, Rung.SECRETARY, same[0].due, same[0].kind, others))
    return found


def _name(member: Member, owed: Owed) -> str:
    """Unique for a person in several khối."""
    return f"late:{member.khoi}:{owed.subject}:{owed.due.astimezone(UTC):%Y%m%d%H%M}"
