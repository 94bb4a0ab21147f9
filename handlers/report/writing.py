"""[Soạn từng mục] -> report.section “Bước 2/4 …” -> typed text -> saved, the next section -> … -> report.screen"""

from dataclasses import dataclass

from campaign.ids import ReportId
from campaign.report import SECTIONS, Report, Section
from campaign.reporting import Changed, Frozen, NotYours, TooLong, write
from handlers.kit import Button, End, Flow, Next, Result, Say, Screen, Turn, led, say, screen
from handlers.report.begin import found, not_yours, show
from handlers.report.words import (
    SECTION_HINTS,
    SECTION_NAMES,
    STAGES,
    AskForFile,
    ListSections,
    Resume,
    WriteNext,
    WriteSection,
)

flow = Flow("report_writing", about=say("report.about"), help=say("report.help_writing"))


@dataclass(frozen=True)
class Writing:
    """The section being typed."""

    report: ReportId
    section: Section


@flow.press(WriteNext)
async def write_next(turn: Turn, pressed: WriteNext) -> Result:
    """The first section still missing, or all of them when none is."""
    report = await found(turn, pressed.report)
    if report is None:
        return await not_yours(turn)
    if not report.missing:
        return await list_sections(turn, ListSections(report.id))
    return await _ask(turn, report, report.missing[0])


@flow.press(ListSections)
async def list_sections(turn: Turn, pressed: ListSections) -> Result:
    """All sections, each with whether it is written."""
    report = await found(turn, pressed.report)
    if report is None:
        return await not_yours(turn)
    rows = [Button(WriteSection(report.id, s), _named(report, s)) for s in SECTIONS[report.subject]]
    return End(screen(say("report.sections"), *rows, back=Resume(report.id)))


def _named(report: Report, section: Section) -> Say:
    if report.sections.get(section):
        return say("report.section_written", name=SECTION_NAMES[section])
    return say("report.section_open", name=SECTION_NAMES[section])


@flow.press(WriteSection)
async def write_section(turn: Turn, pressed: WriteSection) -> Result:
    """One section, again or for the first time."""
    report = await found(turn, pressed.report)
    if report is None or pressed.section not in SECTIONS[report.subject]:
        return await not_yours(turn)
    return await _ask(turn, report, pressed.section)


async def _ask(turn: Turn, report: Report, section: Section, lead: Say | None = None) -> Result:
    match write(report, turn.member, section, ""):
        case NotYours():
            return await not_yours(turn)
        case Frozen(stage):
            return await show(turn, report, say("report.frozen", stage=STAGES[stage]))
        case _:
            shown = _question(report, section)
    return Next(Writing(report.id, section), shown if lead is None else led(lead, shown))


def _question(report: Report, section: Section) -> Screen:
    order = SECTIONS[report.subject]
    there = report.sections.get(section, "")
    text = say(
        "report.section",
        step=order.index(section) + 1,
        steps=len(order),
        name=SECTION_NAMES[section],
        hint=SECTION_HINTS[section],
        there=say("report.section_there", text=_beginning(there)) if there else None,
    )
    return screen(text, AskForFile(report.id), back=Resume(report.id))


def _beginning(text: str) -> str:
    return text if len(text) <= 300 else text[:300] + " …"


@flow.answer(Writing)
async def put(turn: Turn, state: Writing, text: str) -> Result:
    """Saves what was typed and goes on to what is still missing."""
    report = await found(turn, state.report)
    if report is None or state.section not in SECTIONS[report.subject]:
        return await not_yours(turn)
    if turn.files:
        return await _ask(turn, report, state.section, say("report.text_expected"))
    if not text.strip():
        return await _ask(turn, report, state.section, say("report.nothing_typed"))
    match write(report, turn.member, state.section, text):
        case Changed(changed):
            return await _saved(turn, changed, state.section)
        case TooLong(most):
            return await _ask(turn, report, state.section, say("report.section_too_long", most=most))
        case Frozen(stage):
            return await show(turn, report, say("report.frozen", stage=STAGES[stage]))
        case NotYours():
            return await not_yours(turn)


async def _saved(turn: Turn, changed: Report, section: Section) -> Result:
    await turn.store.reports.save(changed)
    saved = say("report.section_saved", name=SECTION_NAMES[section])
    if changed.missing:
        return await _ask(turn, changed, changed.missing[0], saved)
    return await show(turn, changed, saved)
