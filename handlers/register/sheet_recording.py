"""[Ghi vào danh sách] -> everything that was shown, in one piece -> register_sheet.applied [Trình Thủ trưởng]

What changed since the preview is shown again first; the drafts still have to be filed.
"""

from collections.abc import Iterable, Sequence

from campaign.eligibility.eligibility import Viewer
from campaign.history.history import History
from campaign.ids import RegistrationId
from campaign.registration.changes import Changes, Wanted
from campaign.registration.registering import Wish, register, reword, subject_of, withdraw
from campaign.registration.registration import Registration
from campaign.registration.sheet import SheetRead
from handlers.kit import End, OpenFlow, Result, Say, Turn, fact, led, say
from handlers.menu import menu
from handlers.register.answers import opinion_of
from handlers.register.setting import Setting
from handlers.register.sheet import Previewed, changes_of, entries_of, flow, open_setting, preview_of
from handlers.register.sheet_words import ApplySheet
from handlers.register.words import ReadDrafts

__all__ = ["flow"]  # begun in sheet.py; whole with the steps of this file

WAS_READ = "dang-ky.csv"  # the bytes of a file tell its kind; this name only lets a .csv be read again


@flow.press(ApplySheet)
async def apply(turn: Turn, pressed: ApplySheet) -> Result:
    """Does exactly what was shown, in one piece; the drafts still have to be filed."""
    setting, sha256 = await open_setting(turn), f"{pressed.file:064x}"
    if isinstance(setting, End):
        return setting
    read = await entries_of(turn, setting, sha256, WAS_READ)
    if not isinstance(read, SheetRead):
        return await preview_of(turn, setting, sha256, WAS_READ)
    found = await changes_of(turn, setting, read.entries)
    if found.nothing and not isinstance(turn.state, Previewed):
        return End(led(say("register_sheet.applied_already"), await menu(turn)))
    if found.mark != pressed.mark:
        return await preview_of(turn, setting, sha256, WAS_READ, say("register.list_changed"))
    drafts = await _record(turn, setting, found)
    return End(fact(drafts, ReadDrafts(), OpenFlow("register").labelled(say("register.home_button"))))


async def _record(turn: Turn, setting: Setting, found: Changes) -> Say:
    """Writes what the rules allow, and counts nothing else."""
    there = await turn.store.registrations.of_unit(setting.campaign.id, turn.member.unit)
    histories = await turn.store.history.of_unit(turn.khoi, turn.member.unit)
    new = _allowed(
        _registered(turn, setting, wanted, there, histories.get(wanted.subject.member, History()))
        for wanted in found.new
    )
    reworded = _allowed(
        reword(setting.opening(subject_of(each.registration)), each.registration, each.note, turn.member)
        for each in found.reworded
    )
    dropped = _allowed(
        withdraw(setting.opening(subject_of(each)), each, turn.member) for each in found.dropped
    )
    for registration in (*new, *reworded, *dropped):
        await turn.store.registrations.save(registration, turn.now, turn.member.id)
    return say("register_sheet.applied", new=len(new), dropped=len(dropped))


def _allowed(outcomes: Iterable[object]) -> list[Registration]:
    return [each for each in outcomes if isinstance(each, Registration)]


def _registered(
    turn: Turn, setting: Setting, wanted: Wanted, there: Sequence[Registration], history: History
) -> object:
    subject = wanted.subject
    opinion = opinion_of(turn, setting, subject, wanted.title, history, Viewer.PERSON)
    wish = Wish(wanted.title, wanted.note, "" if opinion is None else opinion.key)
    own = [each for each in there if each.member == subject.member]
    fresh = RegistrationId(turn.fresh_id())
    return register(setting.opening(subject), setting.rules, subject, wish, own, turn.member, fresh)
