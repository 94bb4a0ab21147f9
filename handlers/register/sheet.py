"""[Lập bằng tệp Excel] -> register_sheet.page [Tải biểu đăng ký] -> an .xlsx with the unit's people

dang-ky.xlsx sent back -> everything that is wrong, each with its row, or the preview -> [Ghi vào danh sách]
(sheet_recording.py)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.catalogue.model import Award
from campaign.people import Member
from campaign.plan.plan import Stage
from campaign.registration.changes import Changes, changes
from campaign.registration.registering import (
    NotOpen,
    Subject,
    represents,
)
from campaign.registration.sheet import SheetEntry, SheetRead, SheetWrong
from campaign.sheet import SheetRefused
from handlers.filenames import file_name
from handlers.kit import (
    Digest,
    Document,
    End,
    Flow,
    Lost,
    Next,
    OpenFlow,
    Received,
    Result,
    Say,
    Screen,
    Turn,
    led,
    say,
    screen,
)
from handlers.menu import menu
from handlers.register.setting import Setting, by_member, setting_of, why_shut
from handlers.register.sheet_words import ApplySheet, GetSheet, OpenSheet
from handlers.titles import title_name

flow = Flow("register_sheet", about=say("register.about"), help=say("register_sheet.help"))

LINES = 8  # faults or new registrations on the screen; the others are counted
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Awaiting:
    """The sheet is to be sent."""


@dataclass(frozen=True)
class Previewed:
    """A sheet was read and its changes shown; another one may still be sent."""


@flow.press(OpenSheet)
async def begin(turn: Turn, pressed: OpenSheet) -> Result:
    """How it works; a file may be sent at once."""
    setting = await open_setting(turn)
    if isinstance(setting, End):
        return setting
    return Next(Awaiting(), _page(turn))


async def open_setting(turn: Turn) -> Setting | End:
    """The campaign that runs, for whoever represents the unit; else what to say."""
    setting = await setting_of(turn)
    if setting is None or not represents(turn.member, turn.khoi, turn.member.unit):
        return End(led(say("register.not_yours"), await menu(turn)))
    if setting.campaign.stage is not Stage.LAUNCHED:
        return End(led(await why_shut(turn, NotOpen(setting.campaign.stage)), await menu(turn)))
    return setting


def _page(turn: Turn) -> Screen:
    return screen(
        say("register_sheet.page", unit=turn.member.unit_name), GetSheet(), back=OpenFlow("register")
    )


@flow.press(GetSheet)
async def get_sheet(turn: Turn, pressed: GetSheet) -> Result:
    """The sheet with the unit's people and what is registered already."""
    setting = await open_setting(turn)
    if isinstance(setting, End):
        return setting
    unit = turn.member.unit_name
    content = await turn.papers.registration_sheet(
        unit,
        await _people(turn),
        await turn.store.registrations.of_unit(setting.campaign.id, turn.member.unit),
        tuple(setting.rules.awards.values()),
    )
    name = file_name(f"dang-ky-{setting.campaign.year}", unit, day=turn.today, ending="xlsx")
    return Next(Awaiting(), Document(name, content, say("register_sheet.caption", unit=unit), XLSX))


async def _people(turn: Turn) -> Sequence[Member]:
    return await turn.store.people.in_unit(turn.khoi, turn.member.unit)


@flow.answer(Awaiting)
async def take_sheet(turn: Turn, state: Awaiting, text: str) -> Result:
    """Reads what was sent: all errors at once, or what it would change."""
    setting = await open_setting(turn)
    if isinstance(setting, End):
        return setting
    match turn.files:
        case (Received() as file, *_):
            return await preview_of(turn, setting, file.sha256, file.name)
        case (Lost(), *_):
            return Next(Awaiting(), led(say("register_sheet.lost"), _page(turn)))
        case _:
            return Next(Awaiting(), led(say("register_sheet.expected"), _page(turn)))


@flow.answer(Previewed)
async def take_another(turn: Turn, state: Previewed, text: str) -> Result:
    """Another file takes the place of the one read before."""
    return await take_sheet(turn, Awaiting(), text)


async def preview_of(turn: Turn, setting: Setting, sha256: str, name: str, lead: Say | None = None) -> Result:
    """What a sheet that was sent would change, or everything that is wrong with it."""
    match await entries_of(turn, setting, sha256, name):
        case SheetRefused() as refused:
            return Next(Awaiting(), led(Say(refused.key, refused.values), _page(turn)))
        case SheetWrong(errors):
            lines = [say("register_sheet.errors", count=len(errors))]
            lines += [Say(error.key, error.values) for error in errors[:LINES]]
            if len(errors) > LINES:
                lines.append(say("register.and_more", count=len(errors) - LINES))
            text = say("register.page", lines=tuple(lines))
            return Next(Awaiting(), screen(text, GetSheet(), back=OpenFlow("register")))
        case SheetRead(entries):
            found = await changes_of(turn, setting, entries)
            shown = await _preview(turn, found, sha256)
            return Next(Previewed(), shown if lead is None else led(lead, shown))


async def entries_of(
    turn: Turn, setting: Setting, sha256: str, name: str
) -> SheetRead | SheetWrong | SheetRefused:
    """The rows of a sheet that was sent, or why there are none."""
    awards: Sequence[Award] = tuple(setting.rules.awards.values())
    people = await _people(turn)
    return await turn.papers.registrations(sha256, name, turn.member.unit_name, people, awards)


async def changes_of(turn: Turn, setting: Setting, entries: Sequence[SheetEntry]) -> Changes:
    """What these rows would change now."""
    unit = Subject(turn.khoi, turn.member.unit)
    there = await turn.store.registrations.of_unit(setting.campaign.id, turn.member.unit)
    return changes(entries, unit, there, setting.opening)


async def _preview(turn: Turn, found: Changes, sha256: str) -> Screen:
    names = by_member(await _people(turn))
    counts = say(
        "register_sheet.preview",
        new=len(found.new),
        reworded=len(found.reworded),
        dropped=len(found.dropped),
        kept=len(found.kept),
    )
    lines = [say("register_sheet.nothing") if found.nothing else counts]
    if found.late:
        lines.append(say("register_sheet.late", count=len(found.late)))
    for wanted in found.new[:LINES]:
        member = None if wanted.subject.member is None else names.get(wanted.subject.member)
        who = turn.member.unit_name if member is None else member.name
        lines.append(say("register.list_line", who=who, title=title_name(turn.catalogue, wanted.title)))
    if len(found.new) > LINES:
        lines.append(say("register.and_more", count=len(found.new) - LINES))
    rows = () if found.nothing else (ApplySheet(found.mark, Digest(int(sha256, 16))),)
    return screen(say("register.page", lines=tuple(lines)), *rows, back=OpenSheet())
