"""The secretary: [Quá trình thi đua] -> history.page [Tải tệp mẫu]; a file sent -> what is wrong, each with its row,
or history.preview -> [Ghi vào quá trình] -> history.applied

All or nothing; the same file again changes nothing. Holds and disciplines are shown to heads and the secretary alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.history.changes import HistoryChanges, history_changes, written
from campaign.history.file import HistoryFile, HistoryRefused
from campaign.history.reading import Known
from campaign.people import Role
from campaign.plan.plan import Campaign
from campaign.plan.rule_set import follow
from campaign.sheet import SheetRefused
from handlers.history.dossier import looked_up
from handlers.history.words import ApplyHistory, GetTemplate, OpenHistory, ShowHolds
from handlers.kit import (
    Button,
    Digest,
    Document,
    End,
    Flow,
    Lost,
    Next,
    Output,
    Place,
    Received,
    Result,
    Say,
    Screen,
    Turn,
    fact,
    led,
    say,
    screen,
)
from handlers.menu import menu

flow = Flow("history", about=say("history.about"), help=say("history.help"))

LINES = 8
WAS_READ = "qua-trinh.csv"  # the bytes of a file tell its kind; this name only lets a .csv be read again
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class AwaitingHistory:
    """A file of records is to be sent."""


@dataclass(frozen=True)
class HistoryPreviewed:
    """A file was read and its changes shown; another one may still be sent."""

    sha256: str
    name: str


@flow.manages(Place.SELDOM)
async def manages(turn: Turn, campaign: Campaign | None) -> Sequence[Button]:
    """A button of /quanly for the secretary."""
    return [OpenHistory().labelled(say("history.button"))] if _keeps(turn) else []


def _keeps(turn: Turn) -> bool:
    """The secretary alone: not even the administrator reads holds."""
    return turn.member.holds(Role.SECRETARY)


@flow.press(OpenHistory)
async def begin(turn: Turn, pressed: OpenHistory) -> Result:
    """What is on record so far, and how to add to it; a file may be sent at once."""
    if not _keeps(turn):
        return await _not_yours(turn)
    return Next(AwaitingHistory(), await _page(turn))


async def _page(turn: Turn) -> Screen:
    count = len(await turn.store.history.of_khoi(turn.khoi))
    return screen(say("history.page", count=count), GetTemplate(), ShowHolds())


@flow.press(GetTemplate)
async def get_template(turn: Turn, pressed: GetTemplate) -> Result:
    """An empty file, with a sheet that explains each kind of row."""
    if not _keeps(turn):
        return await _not_yours(turn)
    content = await turn.papers.history_template()
    return Next(AwaitingHistory(), Document("qua-trinh.xlsx", content, say("history.caption"), XLSX))


@flow.answer(AwaitingHistory)
async def take_file(turn: Turn, state: AwaitingHistory, text: str) -> Result:
    """Reads what was sent: all errors at once, or what it would change. Words look up whose record is to be read."""
    if not _keeps(turn):
        return await _not_yours(turn)
    match turn.files:
        case (Received() as file,):
            return await _read(turn, file.sha256, file.name, None)
        case (Lost(), *_):
            return Next(state, led(say("history.lost"), await _page(turn)))
        case ():
            nobody = led(say("dossier.nobody", query=text.strip()[:60]), await _page(turn))
            return await looked_up(turn, text.strip()) or Next(state, nobody)
        case _:
            return Next(state, led(say("history.expected"), await _page(turn)))


@flow.answer(HistoryPreviewed)
async def take_another(turn: Turn, state: HistoryPreviewed, text: str) -> Result:
    """Another file takes the place of the one read before."""
    return await take_file(turn, AwaitingHistory(), text)


async def _read(turn: Turn, sha256: str, name: str, lead: Say | None) -> Result:
    match await _file(turn, sha256, name):
        case SheetRefused() as refused:
            return Next(AwaitingHistory(), led(Say(refused.key, refused.values), await _page(turn)))
        case HistoryRefused() as refused:
            return Next(AwaitingHistory(), *await _refused(turn, refused))
        case HistoryFile() as file:
            changes = history_changes(file.rows, await turn.store.history.of_khoi(turn.khoi))
            shown = _preview(sha256, name, file, changes)
            return Next(HistoryPreviewed(sha256, name), shown if lead is None else led(lead, shown))


async def _file(turn: Turn, sha256: str, name: str) -> HistoryFile | HistoryRefused | SheetRefused:
    known = Known(
        await turn.store.people.members(turn.khoi),
        await turn.store.units.known(turn.khoi),
        follow(turn.catalogue, turn.today).awards,
    )
    return await turn.papers.history(sha256, name, known, turn.today)


async def _refused(turn: Turn, refused: HistoryRefused) -> tuple[Output, ...]:
    errors = refused.errors
    lines = [say("history.errors", count=len(errors))]
    lines += [Say(error.key, error.values) for error in errors[:LINES]]
    if len(errors) > LINES:
        lines.append(say("register.and_more", count=len(errors) - LINES))
    shown = screen(say("register.page", lines=tuple(lines)), GetTemplate())
    if len(errors) <= LINES:
        return (shown,)
    every = await turn.papers.found(errors, turn.person.language, turn.now)
    whole = Document("can-sua.txt", every, say("history.errors", count=len(errors)), "text/plain")
    return whole, shown


def _preview(sha256: str, name: str, file: HistoryFile, changes: HistoryChanges) -> Screen:
    lines = [
        say(
            "history.preview",
            file=name,
            new=len(changes.new),
            known=changes.known,
            replaced=len(changes.replaced),
        )
    ]
    if changes.replaced:
        lines.append(say("history.replaced", count=len(changes.replaced)))
    if changes.disputed:
        lines.append(say("history.disputed", count=len(changes.disputed)))
    lines += [say("history.ignored", column=column[:60]) for column in file.ignored[:3]]
    if not changes.new:
        lines.append(say("history.no_change"))
    rows = (ApplyHistory(changes.mark, Digest(int(sha256, 16))),) if changes.new else ()
    return screen(say("register.page", lines=tuple(lines)), *rows, back=OpenHistory())


@flow.press(ApplyHistory)
async def apply(turn: Turn, pressed: ApplyHistory) -> Result:
    """Writes exactly what was shown, in one piece."""
    state, sha256 = turn.state, f"{pressed.file:064x}"
    if not _keeps(turn):
        return await _not_yours(turn)
    if not isinstance(state, HistoryPreviewed) or state.sha256 != sha256:
        return await _left_behind(turn, sha256)
    file = await _file(turn, state.sha256, state.name)
    if not isinstance(file, HistoryFile):
        return await _read(turn, state.sha256, state.name, None)
    changes = history_changes(file.rows, await turn.store.history.of_khoi(turn.khoi))
    if changes.mark != pressed.mark:
        return await _read(turn, state.sha256, state.name, say("register.list_changed"))
    added, ended = written(changes, state.name, turn.member.id, turn.now, turn.fresh_id)
    await turn.store.history.decide(ended)
    await turn.store.history.add(added)
    counts = {"new": len(added), "replaced": len(ended)}
    await turn.store.events.record(
        turn.khoi, "history.imported", turn.member.id, turn.now, None, {"file": state.name, **counts}
    )
    return End(fact(say("history.applied", **counts), OpenHistory()))


async def _left_behind(turn: Turn, sha256: str) -> Result:
    """The preview was left: either its file has been recorded since, or nothing of it has."""
    file = await _file(turn, sha256, WAS_READ)
    if isinstance(file, HistoryFile):
        there = await turn.store.history.of_khoi(turn.khoi)
        if not history_changes(file.rows, there).new:
            return End(led(say("history.applied_already"), await menu(turn)))
    return Next(AwaitingHistory(), led(say("history.preview_gone"), await _page(turn)))


async def _not_yours(turn: Turn) -> End:
    return End(led(say("chat.not_for_you"), await menu(turn)))
