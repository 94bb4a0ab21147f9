"""Two rates by unit, in protocol order: who takes part (hưởng ứng), and who has registered to strive for a title.

    rates(members, registrations, said) -> (UnitRate(Báo Thanh tra, people 20, registered 18, joined 20 of 20, …), …)

Each unit sees its own; the secretary and the chair see all (practice.md, Manners 5). Percentages round down: 100 means
everybody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from campaign.ids import MemberId, UnitId
from campaign.people import Member
from campaign.registration.registration import Registration, Standing
from campaign.registration.taking_part import Count, Names, Said, strives

REGISTERED = frozenset({Standing.FILED, Standing.CONFIRMED})
"""What counts as registered: trình or confirmed. Drafts, returned and withdrawn ones do not."""


@dataclass(frozen=True, slots=True)
class UnitRate:
    """The figures of one unit. `collective` are the titles the unit itself has registered for.

    `joined` of `joined_of` take part: as the unit counts its people, else of `people`.
    """

    unit: UnitId
    name: str
    people: int
    registered: int
    confirmed: int
    collective: int
    joined: int
    joined_of: int

    @property
    def registered_percent(self) -> int | None:
        """Of the people; None for a unit without people."""
        return percent(self.registered, self.people)

    @property
    def joined_percent(self) -> int | None:
        """Of the people as the unit counts them; None for a unit without people."""
        return percent(self.joined, self.joined_of)


def percent(part: int, whole: int) -> int | None:
    """Whole percent, rounded down; None of nothing."""
    return None if whole == 0 else 100 * part // whole


def rates(
    members: Sequence[Member], registrations: Iterable[Registration], said: Mapping[UnitId, Said]
) -> tuple[UnitRate, ...]:
    """The figures of every unit that has members, in the order of the members given (protocol order)."""
    counted = [each for each in registrations if each.standing in REGISTERED]
    done = {each.member for each in counted}
    confirmed = {each.member for each in counted if each.standing is Standing.CONFIRMED}
    found = []
    for unit, name in dict.fromkeys((member.unit, member.unit_name) for member in members):
        people = {m.id for m in members if m.unit == unit and (strives(m) or m.id in done)}
        joined, joined_of = _joined(said.get(unit), people)
        found.append(
            UnitRate(
                unit, name, len(people), len(people & done), len(people & confirmed),
                sum(each.member is None and each.unit == unit for each in counted), joined, joined_of,
            )
        )  # fmt: skip
    return tuple(found)


def overall(units: Sequence[UnitRate], name: str) -> UnitRate:
    """All units together under one name; `unit` is 0."""
    return UnitRate(
        UnitId(0),
        name,
        *(
            sum(getattr(rate, field) for rate in units)
            for field in ("people", "registered", "confirmed", "collective", "joined", "joined_of")
        ),
    )


def _joined(said: Said | None, people: set[MemberId]) -> tuple[int, int]:
    match said:
        case Count(joined=joined, people=whole):
            return joined, whole
        case Names(members=named):
            return len(named & people), len(people)
        case None:
            return 0, len(people)
