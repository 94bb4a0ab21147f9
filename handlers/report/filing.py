"""[Xem lại và trình] -> report.review, read back -> [Trình Thủ trưởng] -> report.filed; the head is told

The head: report.review -> [Xác nhận] -> report.confirmed
                        -> [Trả lại] -> report.ask_reason -> “thiếu …” -> [Trả lại với lý do này] -> report.sent_back
"""

from dataclasses import dataclass
from datetime import timedelta

from campaign.ids import ReportId
from campaign.report import SECTIONS, Report, Stage, may_decide, may_write
from campaign.reporting import Changed, Frozen, Incomplete, NotYours, Over, confirm, send_back, submit
from handlers.kit import (
    Button,
    End,
    Flow,
    Next,
    Result,
    Row,
    Turn,
    Until,
    fact,
    led,
    plain,
    say,
    screen,
)
from handlers.report.begin import found, not_yours, show
from handlers.report.due import deadline_of
from handlers.report.telling import about, decided_and_told, filed_and_told, whose
from handlers.report.words import (
    SECTION_NAMES,
    STAGES,
    AskForReason,
    Confirm,
    ListFiles,
    ReadSection,
    Resume,
    Review,
    SendBack,
    Submit,
)
from handlers.titles import title_name

flow = Flow("report_filing", about=say("report.about"), help=say("report.help_filing"))

TIME_TO_MEND = timedelta(days=3)
LONGEST_REASON = 1000


@dataclass(frozen=True)
class GivingReason:
    """The head types why the report is returned."""

    report: ReportId


@dataclass(frozen=True)
class ReasonGiven:
    """The reason, read back before the report goes back."""

    report: ReportId
    reason: str


@flow.press(Review)
async def review(turn: Turn, pressed: Review) -> Result:
    """Reads the report back: to its author before it is filed, to the head before the decision."""
    report = await found(turn, pressed.report)
    if report is None:
        return await not_yours(turn)
    written = [section for section in SECTIONS[report.subject] if report.sections.get(section)]
    lines = tuple(say("report.review_section", name=SECTION_NAMES[section]) for section in written)
    text = say(
        "report.review",
        title=title_name(turn.catalogue, report.title),
        who=await whose(turn, report),
        stage=STAGES[report.stage],
        file=say("report.no_file") if report.document is None else plain(report.document.name),
        sections=lines or (say("report.none"),),
        evidence=len(report.files) - (report.document is not None),
    )
    return End(screen(text, *_acts(turn, report), back=Resume(report.id)))


def _acts(turn: Turn, report: Report) -> list[Row]:
    rows: list[Row] = [
        Button(ReadSection(report.id, section), SECTION_NAMES[section])
        for section in SECTIONS[report.subject]
        if report.sections.get(section)
    ]
    rows.append(ListFiles(report.id))
    if report.stage in (Stage.DRAFT, Stage.RETURNED) and may_write(report, turn.member):
        rows.append(Submit(report.id, report.version))
    if report.stage is Stage.FILED and may_decide(report, turn.member):
        rows += [Confirm(report.id, report.version), AskForReason(report.id)]
    return rows


@flow.press(ReadSection)
async def read_section(turn: Turn, pressed: ReadSection) -> Result:
    """One section in full."""
    report = await found(turn, pressed.report)
    if report is None:
        return await not_yours(turn)
    written = report.sections.get(pressed.section, "")
    text = say("report.section_text", name=SECTION_NAMES[pressed.section], text=written)
    return End(screen(text, back=Review(report.id)))


@flow.press(Submit)
async def file_report(turn: Turn, pressed: Submit) -> Result:
    """Trình: keeps this version for good and tells the head."""
    report = await found(turn, pressed.report)
    if report is None:
        return await not_yours(turn)
    if report.stage is Stage.FILED and report.version == pressed.version + 1:
        return End(fact(say("report.filed_already", title=title_name(turn.catalogue, report.title))))
    counts = await deadline_of(turn.store, turn.khoi, report)
    match submit(report, turn.member, turn.now, None if counts is None else counts.at):
        case Changed(filed):
            return await filed_and_told(turn, filed)
        case Incomplete(sections):
            names = tuple(say("report.review_section", name=SECTION_NAMES[section]) for section in sections)
            return await show(turn, report, say("report.incomplete", sections=names))
        case Over(at):
            return await show(turn, report, say("report.over", at=at))
        case Frozen(stage):
            return await show(turn, report, say("report.frozen", stage=STAGES[stage]))
        case NotYours():
            return await not_yours(turn)


@flow.press(Confirm)
async def confirm_report(turn: Turn, pressed: Confirm) -> Result:
    """Xác nhận of exactly the version read."""
    report = await found(turn, pressed.report)
    if report is None:
        return await not_yours(turn)
    if report.version != pressed.version:
        return await review(turn, Review(report.id))
    match confirm(report, turn.member, turn.now):
        case Changed(confirmed):
            return await decided_and_told(
                turn, confirmed, say("report.confirmed", **await about(turn, confirmed))
            )
        case Frozen(stage):
            return await show(turn, report, say("report.frozen", stage=STAGES[stage]))
        case NotYours():
            return await not_yours(turn)


@flow.press(AskForReason)
async def ask_reason(turn: Turn, pressed: AskForReason) -> Result:
    """Why is it returned?"""
    report = await found(turn, pressed.report)
    if report is None or not may_decide(report, turn.member):
        return await not_yours(turn)
    return Next(GivingReason(report.id), screen(say("report.ask_reason"), back=Review(report.id)))


@flow.answer(GivingReason)
async def read_reason_back(turn: Turn, state: GivingReason, text: str) -> Result:
    """Reads the reason back."""
    report = await found(turn, state.report)
    if report is None or not may_decide(report, turn.member):
        return await not_yours(turn)
    reason = text.strip()
    if not reason or len(reason) > LONGEST_REASON:
        shown = screen(say("report.ask_reason"), back=Review(state.report))
        return Next(state, led(say("report.reason_expected", most=LONGEST_REASON), shown))
    until = Until(turn.now + TIME_TO_MEND)
    asked = say("report.reason_read_back", reason=reason, until=until)
    shown = screen(asked, SendBack(state.report), back=Review(state.report))
    return Next(ReasonGiven(state.report, reason), shown)


@flow.answer(ReasonGiven)
async def another_reason(turn: Turn, state: ReasonGiven, text: str) -> Result:
    """Typing again replaces the reason."""
    return await read_reason_back(turn, GivingReason(state.report), text)


@flow.press(SendBack)
async def return_report(turn: Turn, pressed: SendBack) -> Result:
    """Trả lại, with the reason read back."""
    report = await found(turn, pressed.report)
    state = turn.state
    if report is None or not isinstance(state, ReasonGiven) or state.report != pressed.report:
        return await not_yours(turn) if report is None else await review(turn, Review(report.id))
    match send_back(report, turn.member, state.reason, turn.now + TIME_TO_MEND, turn.now):
        case Changed(returned):
            return await decided_and_told(
                turn, returned, say("report.sent_back", **await about(turn, returned))
            )
        case Frozen(stage):
            return await show(turn, report, say("report.frozen", stage=STAGES[stage]))
        case NotYours():
            return await not_yours(turn)
