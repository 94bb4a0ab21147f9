"""Until when a report is due, and who still owes one: the author before it is filed, the head before it is decided."""

from collections.abc import Sequence
from datetime import datetime

from campaign.ids import CampaignId, KhoiId, PersonId, ReportId, UnitId
from campaign.people import Member, Role
from campaign.plan.deadline import Due, Extension, Matter, due
from campaign.plan.plan import Campaign, at_hand
from campaign.registration.registration import Registration, Standing
from campaign.report import Report, Stage
from handlers.concerned import acts_for_unit, with_their_unit
from handlers.kit import Duty, Say, Turn, Until, say
from handlers.ports import Store
from handlers.report.words import Open, Review


async def campaign_of(turn: Turn) -> Campaign | None:
    """The campaign one speaks of when none is named."""
    return at_hand(await turn.store.campaigns.of(turn.khoi))


async def deadline_of(store: Store, khoi: KhoiId, report: Report) -> Due | None:
    """The moment that counts for this report: the return's own, or the campaign's with what was granted."""
    if report.stage is Stage.RETURNED and report.until is not None:
        return Due(report.until, report.version)
    campaign = await store.campaigns.find(khoi, report.campaign)
    if campaign is None:
        return None
    return _due_in(campaign, await store.extensions.of(report.campaign), report)


def _due_in(campaign: Campaign, extensions: Sequence[Extension], report: Report) -> Due | None:
    if report.stage is Stage.RETURNED and report.until is not None:
        return Due(report.until, report.version)
    deadline = campaign.deadline(Matter.REPORT)
    return None if deadline is None else due(deadline, extensions, report.member, report.unit)


async def due_words(turn: Turn, report: Report) -> Say:
    """Until when, in words."""
    counts = await deadline_of(turn.store, turn.khoi, report)
    return say("report.no_deadline") if counts is None else say("report.due", due=Until(counts.at))


async def owing(store: Store, khoi: KhoiId, person: PersonId | None, now: datetime) -> Sequence[Duty]:
    """Authors of confirmed registrations without a filed report; heads of units with filed ones."""
    campaign = at_hand(await store.campaigns.of(khoi))
    if campaign is None or campaign.deadline(Matter.REPORT) is None:
        return []
    members = await with_their_unit(store, khoi, person)
    if not members:
        return []
    registrations, reports = await _concerning(store, campaign.id, None if person is None else members)
    written = {report.registration: report for report in reports}
    extensions = await store.extensions.of(campaign.id)
    by_unit: dict[UnitId, list[Member]] = {}
    for member in members:
        by_unit.setdefault(member.unit, []).append(member)
    found: list[Duty] = []
    for of in registrations:
        if of.standing is Standing.CONFIRMED:
            report = written.get(of.id) or Report(
                ReportId(0), of.khoi, of.campaign, of.id, of.unit, of.member, of.title
            )
            counts = _due_in(campaign, extensions, report)
            found += _duties(of, report, counts, by_unit.get(of.unit, []))
    return [duty for duty in found if person is None or duty.person == person]


async def _concerning(
    store: Store, campaign: CampaignId, members: Sequence[Member] | None
) -> tuple[Sequence[Registration], Sequence[Report]]:
    """The registrations of these members, and the reports on them: a unit's, one person's, or (None) everybody's."""
    if members is None:
        return await store.registrations.of_campaign(campaign), await store.reports.of_campaign(campaign)
    if any(map(acts_for_unit, members)):
        unit = members[0].unit
        return await store.registrations.of_unit(campaign, unit), await store.reports.of_unit(campaign, unit)
    registrations = await store.registrations.of_member(campaign, members[0].id)
    found = [await store.reports.of_registration(registration.id) for registration in registrations]
    return registrations, [report for report in found if report is not None]


def _duties(of: Registration, blank: Report, counts: Due | None, members: Sequence[Member]) -> list[Duty]:
    at, revision = (None, 0) if counts is None else (counts.at, counts.revision)
    item = f"report:{of.id}"
    match blank.stage:
        case Stage.DRAFT | Stage.RETURNED:
            text = say("report.duty_write") if blank.stage is Stage.DRAFT else say("report.duty_mend")
            return [Duty(m.person, item, text, Open(of.id), at, revision) for m in _authors(of, members)]
        case Stage.FILED:
            heads = [m for m in members if m.unit == of.unit and m.holds(Role.HEAD)]
            text = say("report.duty_decide", who=_who(of, members))
            return [
                Duty(h.person, f"{item}:decide", text, Review(blank.id), at, revision, rank=1) for h in heads
            ]
        case Stage.CONFIRMED:
            return []


def _authors(of: Registration, members: Sequence[Member]) -> list[Member]:
    """The member themselves; for the unit, whoever prepares, or the head where nobody does."""
    if of.member is not None:
        return [m for m in members if m.id == of.member]
    unit = [m for m in members if m.unit == of.unit]
    return [m for m in unit if m.holds(Role.PREPARER)] or [m for m in unit if m.holds(Role.HEAD)]


def _who(of: Registration, members: Sequence[Member]) -> str:
    if of.member is None:
        return next((m.unit_name for m in members if m.unit == of.unit), "")
    return next((m.name for m in members if m.id == of.member), "")
