"""Until when a report is due, and who still owes one: the author before it is filed, the head before it is decided."""

from collections.abc import Sequence
from datetime import datetime

from campaign.deadline import Due, Matter, due
from campaign.ids import KhoiId, PersonId, ReportId
from campaign.people import Member, Role
from campaign.plan import Campaign, at_hand
from campaign.registration import Registration, Standing
from campaign.report import Report, Stage
from handlers.kit import Duty, Say, Turn, Until, say
from handlers.ports import Store
from handlers.report_words import Open, Review


async def campaign_of(turn: Turn) -> Campaign | None:
    """The campaign one speaks of when none is named."""
    return at_hand(await turn.store.campaigns.of(turn.khoi))


async def deadline_of(store: Store, khoi: KhoiId, report: Report) -> Due | None:
    """The moment that counts for this report: the return's own, or the campaign's with what was granted."""
    if report.stage is Stage.RETURNED and report.until is not None:
        return Due(report.until, report.version)
    campaign = await store.campaigns.find(khoi, report.campaign)
    deadline = None if campaign is None else campaign.deadline(Matter.REPORT)
    if deadline is None:
        return None
    return due(deadline, await store.campaigns.extensions(report.campaign), report.member, report.unit)


async def due_words(turn: Turn, report: Report) -> Say:
    """Until when, in words."""
    counts = await deadline_of(turn.store, turn.khoi, report)
    return say("report.no_deadline") if counts is None else say("report.due", due=Until(counts.at))


async def owing(store: Store, khoi: KhoiId, person: PersonId | None, now: datetime) -> Sequence[Duty]:
    """Authors of confirmed registrations without a filed report; heads of units with filed ones."""
    campaign = at_hand(await store.campaigns.of(khoi))
    if campaign is None or campaign.deadline(Matter.REPORT) is None:
        return []
    members = await store.people.members(khoi)
    reports = {report.registration: report for report in await store.reports.of_campaign(campaign.id)}
    found = [
        duty
        for registration in await store.registrations.of_campaign(campaign.id)
        if registration.standing is Standing.CONFIRMED
        for duty in await _duties(store, registration, reports.get(registration.id), members)
    ]
    return [duty for duty in found if person is None or duty.person == person]


async def _duties(
    store: Store, of: Registration, report: Report | None, members: Sequence[Member]
) -> list[Duty]:
    blank = report or Report(ReportId(0), of.khoi, of.campaign, of.id, of.unit, of.member, of.title)
    counts = await deadline_of(store, of.khoi, blank)
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
