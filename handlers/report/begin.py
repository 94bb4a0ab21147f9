"""/thanhtich -> report.list -> one registered title -> report.screen

[Gửi tệp Word/PDF đã có] -> report_files: the file, then only what is still missing
[Soạn từng mục]          -> report_writing
[Minh chứng]             -> report_files
[Xem lại và trình]       -> report_filing
"""

from dataclasses import replace

from campaign.ids import MemberId, ReportId
from campaign.people import Role
from campaign.registration.registration import Registration, Standing
from campaign.report import SECTIONS, Report, Stage, may_read, may_write
from handlers.kit import Button, End, Flow, OpenFlow, Result, Row, Say, Screen, Turn, led, plain, say, screen
from handlers.menu import menu
from handlers.report.due import campaign_of, due_words, owing
from handlers.report.words import (
    STAGES,
    AskForFile,
    ListFiles,
    ListSections,
    Open,
    Resume,
    Review,
    TurnPage,
    WriteNext,
)
from handlers.titles import title_name

flow = Flow(
    "report",
    command="thanhtich",
    about=say("report.about"),
    help=say("report.help"),
    roles=frozenset({Role.INDIVIDUAL, Role.PREPARER, Role.HEAD}),
)
flow.owing(owing)

PAGE = 6


@flow.begin
async def begin(turn: Turn, argument: str) -> Result:
    """The only report at once, otherwise the list."""
    mine = await registered(turn)
    if len(mine) == 1:
        return await open_report(turn, Open(mine[0].id))
    return End(await listed(turn, mine, 0))


@flow.press(TurnPage)
async def turn_page(turn: Turn, turned: TurnPage) -> Result:
    """Another page of the list."""
    return End(await listed(turn, await registered(turn), max(0, turned.page)))


async def registered(turn: Turn) -> list[Registration]:
    """What the person may report on: their own, and for who prepares or heads a unit the whole unit's."""
    campaign = await campaign_of(turn)
    if campaign is None:
        return []
    if turn.member.holds(Role.PREPARER, Role.HEAD):
        found = await turn.store.registrations.of_unit(campaign.id, turn.member.unit)
    else:
        found = await turn.store.registrations.of_member(campaign.id, turn.member.id)
    return [r for r in found if r.standing is Standing.CONFIRMED]


async def listed(turn: Turn, mine: list[Registration], page: int) -> Screen:
    """One page of the registered titles, each with where its report stands."""
    if not mine:
        return led(say("report.nothing_registered"), await menu(turn))
    shown = mine[page * PAGE : (page + 1) * PAGE]
    begun = {r.id: await turn.store.reports.of_registration(r.id) for r in shown}
    people = {r.member for r in shown if r.member is not None}
    names = {member.id: member.name for member in await turn.store.people.these(turn.khoi, people)}
    rows: list[Row] = [Button(Open(r.id), _line(turn, r, begun.get(r.id), names)) for r in shown]
    if page > 0:
        rows.append(TurnPage(page - 1).labelled(say("report.previous_page")))
    if len(mine) > (page + 1) * PAGE:
        rows.append(TurnPage(page + 1).labelled(say("report.next_page")))
    return screen(say("report.list", count=len(mine)), *rows)


def _line(turn: Turn, of: Registration, report: Report | None, names: dict[MemberId, str]) -> Say:
    who = turn.member.unit_name if of.member is None else names.get(of.member, "")
    stage = STAGES[Stage.DRAFT if report is None else report.stage]
    return say("report.line", title=title_name(turn.catalogue, of.title), who=who, stage=stage)


@flow.press(Open)
async def open_report(turn: Turn, opened: Open) -> Result:
    """The report of a registration; begun, and saved, when there is none."""
    of = await turn.store.registrations.get(opened.registration)
    if of is None or of.khoi != turn.khoi:
        return await not_yours(turn)
    report = await turn.store.reports.of_registration(of.id)
    if report is None:
        report = Report(ReportId(turn.fresh_id()), of.khoi, of.campaign, of.id, of.unit, of.member, of.title)
        if of.standing is not Standing.CONFIRMED or not may_write(report, turn.member):
            return await not_yours(turn)
        await turn.store.reports.save(report)
    return await show(turn, report) if may_read(report, turn.member) else await not_yours(turn)


@flow.press(Resume)
async def resume(turn: Turn, resumed: Resume) -> Result:
    """Back to the report."""
    report = await found(turn, resumed.report)
    return await not_yours(turn) if report is None else await show(turn, report)


async def found(turn: Turn, report: ReportId) -> Report | None:
    """The report, if it is of this khối and the person may read it."""
    loaded = await turn.store.reports.get(report)
    return loaded if loaded is not None and may_read(loaded, turn.member) else None


async def not_yours(turn: Turn) -> End:
    """Somebody else's report, or one that is not there: one sentence and the menu."""
    return End(led(say("report.not_yours"), await menu(turn)))


async def show(turn: Turn, report: Report, lead: Say | None = None) -> End:
    """The report's screen: where it stands, what is there, what is missing, and what can be done."""
    shown = Screen(await _text(turn, report), _rows(report), back=OpenFlow(flow.name))
    return End(shown if lead is None else led(lead, shown))


async def _text(turn: Turn, report: Report) -> Say:
    total = len(SECTIONS[report.subject])
    written = total - len(replace(report, files=()).missing)
    document = report.document
    return say(
        "report.screen",
        title=title_name(turn.catalogue, report.title),
        stage=STAGES[report.stage],
        due=await due_words(turn, report),
        file=say("report.no_file") if document is None else plain(document.name),
        written=f"{written}/{total}",
        evidence=len(report.files) - (document is not None),
        reason=None
        if report.stage is not Stage.RETURNED
        else say("report.returned_for", reason=report.reason),
    )


def _rows(report: Report) -> tuple[Row, ...]:
    if report.stage in (Stage.FILED, Stage.CONFIRMED):
        return (Review(report.id).labelled(say("report.read_button")), ListFiles(report.id))
    writing = () if report.document is not None else (WriteNext(report.id),)
    sections = (ListSections(report.id),) if report.sections else ()
    return (AskForFile(report.id), *writing, *sections, ListFiles(report.id), Review(report.id))
