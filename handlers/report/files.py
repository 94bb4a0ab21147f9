"""[Gửi tệp Word/PDF đã có] -> report.ask_file -> bao-cao.docx -> report.screen “Đã nhận bao-cao.docx (240 kB)”
[Minh chứng] -> report.files -> [Thêm minh chứng] -> report.ask_evidence -> quyet-dinh.pdf -> … several, one by one
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.ids import EvidenceId, ReportId
from campaign.report import Evidence, Purpose, Report, Stage, may_write
from campaign.reporting import Changed, Frozen, NotYours, SameFile, TooMany, WrongSort, attach, detach
from handlers.kit import (
    Button,
    End,
    Flow,
    Kept,
    Lost,
    Next,
    Received,
    Result,
    Row,
    Say,
    Screen,
    Turn,
    led,
    say,
    screen,
)
from handlers.report.begin import found, not_yours, show
from handlers.report.words import (
    SORTS,
    STAGES,
    AskForEvidence,
    AskForFile,
    AskToRemove,
    ListFiles,
    ReallyRemove,
    RemoveFile,
    Resume,
    ShowFile,
    size_of,
)

flow = Flow("report_files", about=say("report.about"), help=say("report.help_files"))

LOST: dict[str, Say] = {
    "too_large": say("report.file_too_large"),
    "vanished": say("report.file_vanished"),
    "empty": say("report.file_empty"),
    "stamped": say("report.file_stamped"),
    "sealed": say("report.file_vanished"),  # sent while a secret ballot was on the screen: to be sent again
}


@dataclass(frozen=True)
class Sending:
    """Files are being sent for a report."""

    report: ReportId
    purpose: Purpose


@flow.press(AskForFile)
async def ask_for_file(turn: Turn, pressed: AskForFile) -> Result:
    """What is accepted is said before the first file."""
    return await _ask(turn, pressed.report, Purpose.REPORT)


@flow.press(AskForEvidence)
async def ask_for_evidence(turn: Turn, pressed: AskForEvidence) -> Result:
    """Evidence: any of the accepted sorts, as many as needed."""
    return await _ask(turn, pressed.report, Purpose.EVIDENCE)


async def _ask(turn: Turn, wanted: ReportId, purpose: Purpose, lead: Say | None = None) -> Result:
    report = await found(turn, wanted)
    if report is None or not may_write(report, turn.member):
        return await not_yours(turn)
    if report.stage in (Stage.FILED, Stage.CONFIRMED):
        return await show(turn, report, say("report.frozen", stage=STAGES[report.stage]))
    question = say("report.ask_file") if purpose is Purpose.REPORT else say("report.ask_evidence")
    shown = screen(question, back=Resume(report.id))
    return Next(Sending(report.id, purpose), shown if lead is None else led(lead, shown))


@flow.answer(Sending)
async def take(turn: Turn, state: Sending, text: str) -> Result:
    """Takes what was sent; each file is acknowledged by name and size, and each that is refused with the reason."""
    before = report = await found(turn, state.report)
    if report is None or not may_write(report, turn.member):
        return await not_yours(turn)
    if not turn.files:
        return await _ask(turn, state.report, state.purpose, say("report.file_expected"))
    said: list[Say] = []
    for file in turn.files:
        report, what = _taken(turn, report, file, state.purpose)
        said.append(what)
    if report != before:
        await turn.store.reports.save(report)
    lead = say("report.files_taken", files=tuple(said))
    if state.purpose is Purpose.REPORT and report.document is not None:
        return await show(turn, report, lead)
    return await _ask(turn, state.report, state.purpose, lead)


def _taken(turn: Turn, report: Report, file: Received | Lost, purpose: Purpose) -> tuple[Report, Say]:
    if isinstance(file, Lost):
        return report, say("report.file_refused", name=file.name, why=LOST[file.why])
    if file.sort is None:
        return report, say("report.file_refused", name=file.name, why=say("report.file_unknown"))
    evidence = Evidence(EvidenceId(turn.fresh_id()), purpose, file.name, file.size, file.sort, file.sha256)
    match attach(report, turn.member, evidence):
        case Changed(changed):
            return changed, say(
                "report.file_taken", name=file.name, size=size_of(file.size), sort=SORTS[file.sort]
            )
        case SameFile(as_name):
            return report, say("report.file_same", name=file.name, as_name=as_name)
        case TooMany(most):
            return report, say("report.file_refused", name=file.name, why=say("report.too_many", most=most))
        case WrongSort():
            return report, say("report.file_refused", name=file.name, why=say("report.wrong_sort"))
        case Frozen(stage):
            return report, say(
                "report.file_refused", name=file.name, why=say("report.frozen", stage=STAGES[stage])
            )
        case NotYours():
            return report, say("report.file_refused", name=file.name, why=say("report.not_yours"))


@flow.press(ListFiles)
async def list_files(turn: Turn, pressed: ListFiles) -> Result:
    """The files by name and size; each can be opened."""
    report = await found(turn, pressed.report)
    return await not_yours(turn) if report is None else End(_listed(report, turn))


def _listed(report: Report, turn: Turn) -> Screen:
    rows: list[Row] = [Button(ShowFile(report.id, file.id), _named(file)) for file in report.files[:6]]
    if may_write(report, turn.member) and report.stage in (Stage.DRAFT, Stage.RETURNED):
        rows.append(AskForEvidence(report.id))
        if report.files:
            rows.append(AskToRemove(report.id))
    lines = tuple(_named(file) for file in report.files)
    text = say("report.files", files=lines) if lines else say("report.files_none")
    return screen(text, *rows, back=Resume(report.id))


def _named(file: Evidence) -> Say:
    return say("report.file_line", name=file.name, size=size_of(file.size))


@flow.press(ShowFile)
async def show_file(turn: Turn, pressed: ShowFile) -> Result:
    """Sends the file back as it was sent."""
    report = await found(turn, pressed.report)
    file = None if report is None else _by_id(report.files, pressed.file)
    if report is None or file is None:
        return await not_yours(turn)
    return End(Kept(file.name, file.sha256, _named(file)))


def _by_id(files: Sequence[Evidence], wanted: EvidenceId) -> Evidence | None:
    return next((file for file in files if file.id == wanted), None)


@flow.press(AskToRemove)
async def ask_to_remove(turn: Turn, pressed: AskToRemove) -> Result:
    """Which one?"""
    report = await found(turn, pressed.report)
    if report is None:
        return await not_yours(turn)
    rows = [Button(RemoveFile(report.id, file.id), _named(file)) for file in report.files]
    return End(screen(say("report.which_to_remove"), *rows, back=ListFiles(report.id)))


@flow.press(RemoveFile)
async def ask_once_more(turn: Turn, pressed: RemoveFile) -> Result:
    """Read back before it goes."""
    report = await found(turn, pressed.report)
    file = None if report is None else _by_id(report.files, pressed.file)
    if report is None or file is None:
        return await not_yours(turn)
    asked = say("report.really_remove", file=_named(file))
    return End(screen(asked, ReallyRemove(report.id, file.id), back=ListFiles(report.id)))


@flow.press(ReallyRemove)
async def remove(turn: Turn, pressed: ReallyRemove) -> Result:
    """Removes the file from the draft; versions already filed keep it."""
    report = await found(turn, pressed.report)
    if report is None:
        return await not_yours(turn)
    match detach(report, turn.member, pressed.file):
        case Changed(changed):
            await turn.store.reports.save(changed)
            return End(led(say("report.removed"), _listed(changed, turn)))
        case Frozen(stage):
            return await show(turn, report, say("report.frozen", stage=STAGES[stage]))
        case NotYours():
            return await not_yours(turn)
