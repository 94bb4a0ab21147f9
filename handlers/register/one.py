"""[Chiến sĩ thi đua cơ sở] -> register.page: where it stands, the answer, the reason of a return
-> [Sửa sáng kiến dự kiến] -> “…” -> register.reworded
-> [Đổi danh hiệu]         -> register_titles
-> [Rút đăng ký]           -> register.really_withdraw -> [Xác nhận rút] -> register.withdrawn
-> [Trình lại]             -> register.filed_again
-> [Quá trình]             -> every version with its reason
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.ids import RegistrationId
from campaign.registration.registering import (
    LONGEST_NOTE,
    NotOpen,
    NotYours,
    Over,
    TooLong,
    Unchanged,
    WrongStanding,
    again,
    reword,
    subject_of,
    withdraw,
)
from campaign.registration.registration import Registration, Standing, Version
from campaign.search import tidy
from handlers.kit import End, Flow, Next, Result, Row, Say, Turn, fact, led, say, screen
from handlers.menu import menu
from handlers.register.notices import about_withdrawal
from handlers.register.setting import Setting, due_words, found, number_of, setting_of, whose, why_shut
from handlers.register.words import (
    STANDINGS,
    AskOtherNote,
    AskWithdraw,
    FileAgain,
    ListTitles,
    ShowOne,
    ShowSubject,
    ShowVersions,
    Withdraw,
)
from handlers.titles import title_name

flow = Flow("register_one", about=say("register.about"), help=say("register.help_one"))

MOST_VERSIONS = 8


@dataclass(frozen=True)
class Rewording:
    """Another planned initiative is being typed."""

    registration: RegistrationId


@flow.press(ShowOne)
async def show_one(turn: Turn, pressed: ShowOne) -> Result:
    """One registration and what can be done with it."""
    setting, registration = await setting_of(turn), await found(turn, pressed.registration)
    if setting is None or registration is None:
        return await _not_yours(turn)
    return await shown(turn, setting, registration)


async def shown(turn: Turn, setting: Setting, registration: Registration, lead: Say | None = None) -> Result:
    """The registration's screen."""
    r = registration
    lines = [
        say(
            "register.wish",
            title=title_name(turn.catalogue, r.title),
            year=setting.campaign.year,
            who=await whose(turn, r),
        ),
        say("register.stands", standing=STANDINGS[r.standing]),
    ]
    if r.answer:
        lines.append(say("register.answer_then", answer=Say(r.answer)))
    if r.note:
        lines.append(say("register.note", note=r.note))
    if r.reason:
        lines.append(say("register.returned_for", reason=r.reason))
    lines.append(await due_words(turn, setting, subject_of(r)))
    rows = _acts(setting, r)
    back = ShowSubject(number_of(subject_of(r)))
    page = screen(say("register.page", lines=tuple(lines)), *rows, back=back)
    return End(page if lead is None else led(lead, page))


def _acts(setting: Setting, registration: Registration) -> list[Row]:
    rows: list[Row] = []
    r, subject = registration, subject_of(registration)
    if setting.open_to(subject) and r.standing is not Standing.WITHDRAWN:
        if r.standing is Standing.RETURNED:
            rows.append(FileAgain(r.id))
        rows.append(AskOtherNote(r.id))
        rows.append(ListTitles(number_of(subject), r.id, 0).labelled(say("register.change_button")))
        rows.append(AskWithdraw(r.id))
    return [*rows, ShowVersions(r.id)]


@flow.press(ShowVersions)
async def show_versions(turn: Turn, pressed: ShowVersions) -> Result:
    """What happened to it, the latest last."""
    registration = await found(turn, pressed.registration)
    if registration is None:
        return await _not_yours(turn)
    versions = await turn.store.registrations.versions(registration.id)
    lines = [say("register.versions", title=title_name(turn.catalogue, registration.title))]
    lines += await _history(turn, versions[-MOST_VERSIONS:])
    return End(screen(say("register.page", lines=tuple(lines)), back=ShowOne(registration.id)))


async def _history(turn: Turn, versions: Sequence[Version]) -> list[Say]:
    lines = []
    for version in versions:
        by = None if version.by is None else await turn.store.people.member(turn.khoi, version.by)
        who, standing = "" if by is None else by.name, STANDINGS[version.standing]
        if version.standing is Standing.RETURNED:
            lines.append(
                say(
                    "register.version_returned",
                    at=version.at,
                    standing=standing,
                    who=who,
                    reason=version.reason,
                )
            )
        else:
            lines.append(say("register.version", at=version.at, standing=standing, who=who))
    return lines


@flow.press(AskOtherNote)
async def ask_other_note(turn: Turn, pressed: AskOtherNote) -> Result:
    """Which initiative is planned instead?"""
    registration = await found(turn, pressed.registration)
    if registration is None:
        return await _not_yours(turn)
    return Next(Rewording(registration.id), screen(_asked(registration), back=ShowOne(registration.id)))


def _asked(registration: Registration) -> Say:
    if not registration.note:
        return say("register.ask_note", most=LONGEST_NOTE)
    return say("register.ask_other_note", note=registration.note, most=LONGEST_NOTE)


@flow.answer(Rewording)
async def take_note(turn: Turn, state: Rewording, text: str) -> Result:
    """The planned initiative is changed; typing it is the confirmation, and it can be changed again."""
    setting, registration = await setting_of(turn), await found(turn, state.registration)
    if setting is None or registration is None:
        return await _not_yours(turn)
    note = tidy(text)
    if not note:
        asked = screen(_asked(registration), back=ShowOne(registration.id))
        return Next(state, led(say("register.note_expected", most=LONGEST_NOTE, length=0), asked))
    match reword(setting.opening(subject_of(registration)), registration, note, turn.member):
        case Registration() as reworded:
            await turn.store.registrations.save(reworded, turn.now, turn.member.id)
            lead = say("register.reworded", standing=STANDINGS[reworded.standing])
            return await shown(turn, setting, reworded, lead)
        case TooLong(most):
            asked = screen(_asked(registration), back=ShowOne(registration.id))
            return Next(state, led(say("register.note_expected", most=most, length=len(note)), asked))
        case Unchanged():
            return await shown(turn, setting, registration, say("register.unchanged"))
        case WrongStanding(standing):
            lead = say("register.stands_otherwise", standing=STANDINGS[standing])
            return await shown(turn, setting, registration, lead)
        case (Over() | NotOpen() | NotYours()) as refused:
            return await shown(turn, setting, registration, await why_shut(turn, refused))


@flow.press(FileAgain)
async def file_again(turn: Turn, pressed: FileAgain) -> Result:
    """What was returned goes to the head once more, or back among the drafts of the unit."""
    setting, registration = await setting_of(turn), await found(turn, pressed.registration)
    if setting is None or registration is None:
        return await _not_yours(turn)
    match again(setting.opening(subject_of(registration)), registration, turn.member):
        case Registration() as filed:
            await turn.store.registrations.save(filed, turn.now, turn.member.id)
            lead = say("register.reworded", standing=STANDINGS[filed.standing])
            return await shown(turn, setting, filed, lead)
        case WrongStanding(standing):
            lead = say("register.stands_otherwise", standing=STANDINGS[standing])
            return await shown(turn, setting, registration, lead)
        case (Over() | NotOpen() | NotYours()) as refused:
            return await shown(turn, setting, registration, await why_shut(turn, refused))


@flow.press(AskWithdraw)
async def ask_withdraw(turn: Turn, pressed: AskWithdraw) -> Result:
    """Reads back what would be taken back."""
    registration = await found(turn, pressed.registration)
    if registration is None:
        return await _not_yours(turn)
    title = title_name(turn.catalogue, registration.title)
    asked = say("register.really_withdraw", title=title, who=await whose(turn, registration))
    return End(screen(asked, Withdraw(registration.id), back=ShowOne(registration.id)))


@flow.press(Withdraw)
async def take_back(turn: Turn, pressed: Withdraw) -> Result:
    """It is withdrawn; it can be registered again until the deadline."""
    setting, registration = await setting_of(turn), await found(turn, pressed.registration)
    if setting is None or registration is None:
        return await _not_yours(turn)
    match withdraw(setting.opening(subject_of(registration)), registration, turn.member):
        case Registration() as gone:
            await turn.store.registrations.save(gone, turn.now, turn.member.id)
            told = say("register.withdrawn", title=title_name(turn.catalogue, registration.title))
            row = ShowSubject(number_of(subject_of(registration)))
            return End(fact(told, row), *await about_withdrawal(turn, setting, registration))
        case WrongStanding(standing):
            lead = say("register.stands_otherwise", standing=STANDINGS[standing])
            return await shown(turn, setting, registration, lead)
        case (Over() | NotOpen() | NotYours()) as refused:
            return await shown(turn, setting, registration, await why_shut(turn, refused))


async def _not_yours(turn: Turn) -> End:
    return End(led(say("register.not_yours"), await menu(turn)))
