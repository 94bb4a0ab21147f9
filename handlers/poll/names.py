"""Making the names of a ballot: from confirmed registrations, from members, from units; in protocol order."""

from collections.abc import Sequence

from campaign.ballots.ballot import Candidate, WomenShare
from campaign.catalogue.model import Award
from campaign.history.facts import SubjectKind
from campaign.ids import CandidateId, RegistrationId, UnitId
from campaign.people import Gender, Member, Unit
from campaign.plan.plan import Campaign, rules_of
from campaign.registration.registration import Standing
from handlers.kit import Turn


async def registered(turn: Turn, campaign: Campaign, award: Award) -> tuple[Candidate, ...]:
    """Everybody whose registration for this title, or for what it leads to, the head has confirmed."""
    awards = rules_of(campaign, turn.catalogue).awards
    leads = awards.get(award.leads_to)
    codes = {award.code, *(() if leads is None else (leads.code, *leads.counts_as))}
    name = (leads or award).name.vi
    members = await turn.store.people.members(turn.khoi)
    units = {unit.id: unit for unit in await turn.store.units.active(turn.khoi)}
    people = {member.id: member for member in members}
    made: list[Candidate] = []
    for one in await turn.store.registrations.of_campaign(campaign.id):
        if one.title not in codes or one.standing is not Standing.CONFIRMED:
            continue
        if one.member is None and one.unit in units:
            made.append(of_unit(turn, units[one.unit], name, members, "", one.id))
        elif one.member in people:
            made.append(of_member(turn, people[one.member], name, "", one.id))
    once = {(one.subject, one.member, one.unit): one for one in made}
    return await in_order(turn, tuple(once.values()))


async def every_unit(turn: Turn, award: str, reason: str) -> tuple[Candidate, ...]:
    """All active units."""
    members = await turn.store.people.members(turn.khoi)
    units = await turn.store.units.active(turn.khoi)
    return tuple(of_unit(turn, unit, award, members, reason) for unit in units)


def of_member(
    turn: Turn, member: Member, award: str, reason: str, registration: RegistrationId | None = None
) -> Candidate:
    """A person."""
    return Candidate(
        CandidateId(turn.fresh_id()), SubjectKind.INDIVIDUAL, member.name, member.unit, member.unit_name, award,
        member.position, member.id, registration, reason, member.gender,
    )  # fmt: skip


def of_unit(
    turn: Turn,
    unit: Unit,
    award: str,
    members: Sequence[Member],
    reason: str,
    registration: RegistrationId | None = None,
) -> Candidate:
    """A collective, with its share of women where the roster tells of everybody."""
    return Candidate(
        CandidateId(turn.fresh_id()), SubjectKind.COLLECTIVE, unit.name, unit.id, unit.name, award,
        registration=registration, added_because=reason, women=_women(unit.id, members),
    )  # fmt: skip


async def in_order(turn: Turn, names: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """In protocol order: by unit, the collective before its people, then by name as the roster has them."""
    units = [unit.id for unit in await turn.store.units.active(turn.khoi)]
    people = [member.id for member in await turn.store.people.members(turn.khoi)]

    def place(one: Candidate) -> tuple[int, int]:
        unit = units.index(one.unit) if one.unit in units else len(units)
        person = (
            -1 if one.member is None else people.index(one.member) if one.member in people else len(people)
        )
        return unit, person

    return tuple(sorted(names, key=place))


def _women(unit: UnitId, members: Sequence[Member]) -> WomenShare | None:
    own = [member.gender for member in members if member.unit == unit]
    if not own or None in own:
        return None
    return WomenShare(own.count(Gender.FEMALE), len(own))
