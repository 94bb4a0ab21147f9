"""Keeps a version of a report that was filed or decided, and tells those concerned: the heads, or the authors."""

from campaign.ids import NoticeId, PersonId
from campaign.people import Role
from campaign.report import Report, Stage, may_decide
from handlers.kit import End, Notice, Priority, Result, Row, Say, Turn, Until, fact, say
from handlers.report.words import Open, Review
from handlers.titles import title_name


async def filed_and_told(turn: Turn, filed: Report) -> Result:
    """Keeps what was filed, and tells the heads of the unit."""
    await turn.store.reports.save(filed)
    await turn.store.reports.keep_version(filed, turn.member.id, turn.now)
    heads = [
        m.person
        for m in await turn.store.people.in_unit(turn.khoi, filed.unit)
        if m.holds(Role.HEAD) and m.person != turn.person.id
    ]
    title, who = title_name(turn.catalogue, filed.title), await whose(turn, filed)
    told = say("report.filed", title=title, version=filed.version)
    notice = _notice(
        turn, filed, tuple(heads), say("report.to_decide", title=title, who=who), Review(filed.id)
    )
    own = (Review(filed.id).labelled(say("report.decide_button")),) if may_decide(filed, turn.member) else ()
    return End(fact(told, *own), *notice)


async def decided_and_told(turn: Turn, report: Report, told: Say) -> Result:
    """Keeps what was decided, and tells the subject and whoever filed it. `told`: what the head hears."""
    await turn.store.reports.save(report)
    await turn.store.reports.keep_version(report, turn.member.id, turn.now)
    authors = {each for each in (report.member, report.filed_by) if each is not None}
    members = await turn.store.people.these(turn.khoi, authors)
    audience = tuple(m.person for m in members if m.left_at is None and m.person != turn.person.id)
    title = title_name(turn.catalogue, report.title)
    if report.stage is Stage.CONFIRMED:
        text = say("report.was_confirmed", title=title)
    else:
        assert report.until is not None
        text = say("report.was_returned", title=title, reason=report.reason, until=Until(report.until))
    return End(fact(told), *_notice(turn, report, audience, text, Open(report.registration)))


async def about(turn: Turn, report: Report) -> dict[str, Say | str]:
    """The title and whose report it is, as sentences name them."""
    return {"title": title_name(turn.catalogue, report.title), "who": await whose(turn, report)}


async def whose(turn: Turn, report: Report) -> str:
    """The name of its subject."""
    if report.member is None:
        unit = await turn.store.units.get(turn.khoi, report.unit)
        return "" if unit is None else unit.name
    member = await turn.store.people.member(turn.khoi, report.member)
    return "" if member is None else member.name


def _notice(
    turn: Turn, report: Report, audience: tuple[PersonId, ...], text: Say, row: Row
) -> tuple[Notice, ...]:
    if not audience:
        return ()
    return (
        Notice(
            NoticeId(turn.fresh_id()),
            turn.khoi,
            "report",
            audience,
            text,
            (row,),
            Priority.RECEIPT,
            report.campaign,
            turn.member.id,
        ),
    )
