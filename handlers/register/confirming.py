"""[Xác nhận đăng ký] -> register.filed, or register.drafted by the đầu mối
[Thêm sáng kiến dự kiến] -> register.ask_note -> “Rút ngắn …” -> read back with the wish -> [Xác nhận đăng ký]
"""

from dataclasses import dataclass

from campaign.eligibility.eligibility import Viewer
from campaign.ids import RegistrationId
from campaign.registration.registering import (
    LONGEST_NOTE,
    Already,
    NotOffered,
    NotOpen,
    NotYours,
    Over,
    TooLong,
    Wish,
    register,
    subject_of,
    withdraw,
)
from campaign.registration.registration import Registration, Standing
from campaign.search import tidy
from handlers.kit import End, Flow, Next, Notice, Result, Turn, fact, led, say, screen
from handlers.menu import menu
from handlers.register.answers import opinion_of
from handlers.register.notices import about_withdrawal
from handlers.register.setting import Named, Setting, existing, found, named, number_of, setting_of, why_shut
from handlers.register.titles import Noted, not_yours, titles, weighed
from handlers.register.words import (
    NONE,
    STANDINGS,
    AskNote,
    ListTitles,
    Register,
    ShowOne,
    ShowSubject,
    Weigh,
)
from handlers.titles import title_name

flow = Flow("register_confirming", about=say("register.about"), help=say("register.help_titles"))


@dataclass(frozen=True)
class WritingNote:
    """The planned initiative is being typed."""

    member: int
    title: str
    instead: int


@flow.press(AskNote)
async def ask_note(turn: Turn, pressed: AskNote) -> Result:
    """Which initiative is planned?"""
    back = Weigh(pressed.member, pressed.title, pressed.instead)
    state = WritingNote(pressed.member, pressed.title, pressed.instead)
    return Next(state, screen(say("register.ask_note", most=LONGEST_NOTE), back=back))


@flow.answer(WritingNote)
async def take_note(turn: Turn, state: WritingNote, text: str) -> Result:
    """Reads the initiative back with the wish."""
    note = tidy(text)
    back = Weigh(state.member, state.title, state.instead)
    if not note or len(note) > LONGEST_NOTE:
        asked = screen(say("register.ask_note", most=LONGEST_NOTE), back=back)
        return Next(state, led(say("register.note_expected", most=LONGEST_NOTE, length=len(note)), asked))
    setting, of = await setting_of(turn), await named(turn, state.member)
    if setting is None or of is None:
        return await not_yours(turn)
    return await weighed(turn, setting, of, back, note)


@flow.answer(Noted)
async def another_note(turn: Turn, state: Noted, text: str) -> Result:
    """Typing again replaces the initiative."""
    return await take_note(turn, WritingNote(state.member, state.title, state.instead), text)


@flow.press(Register)
async def confirm(turn: Turn, pressed: Register) -> Result:
    """The subject strives for it from now on; what it takes the place of is withdrawn in the same moment."""
    setting, of = await setting_of(turn), await named(turn, pressed.member)
    if setting is None or of is None:
        return await not_yours(turn)
    state = turn.state
    same = isinstance(state, Noted) and (state.member, state.title) == (pressed.member, pressed.title)
    note = state.note if isinstance(state, Noted) and same else ""
    history = await turn.store.history.of(of.subject)
    opinion = opinion_of(turn, setting, of.subject, pressed.title, history, Viewer.PERSON)
    wish = Wish(pressed.title, note, "" if opinion is None else opinion.key)
    there = await existing(turn, setting, of.subject)
    fresh = RegistrationId(turn.fresh_id())
    opening = setting.opening(of.subject)
    match register(opening, setting.rules, of.subject, wish, there, turn.member, fresh):
        case Registration() as registration:
            await turn.store.registrations.save(registration, turn.now, turn.member.id)
            notices = await _given_up(turn, setting, pressed.instead)
            return await _registered(turn, setting, of, registration, notices)
        case Already(registration):
            told = say(
                "register.already",
                title=title_name(turn.catalogue, registration.title),
                standing=STANDINGS[registration.standing],
            )
            return End(fact(told, ShowSubject(pressed.member)))
        case NotOffered():
            return await titles(turn, setting, of, pressed.instead, 0, say("register.not_offered"))
        case TooLong():
            return await ask_note(turn, AskNote(pressed.member, pressed.title, pressed.instead))
        case (Over() | NotOpen() | NotYours()) as refused:
            return End(led(await why_shut(turn, refused), await menu(turn)))


async def _given_up(turn: Turn, setting: Setting, instead: int) -> tuple[Notice, ...]:
    """Withdraws what the new title takes the place of."""
    old = None if instead == NONE else await found(turn, instead)
    if old is None:
        return ()
    gone = withdraw(setting.opening(subject_of(old)), old, turn.member)
    if not isinstance(gone, Registration):
        return ()
    await turn.store.registrations.save(gone, turn.now, turn.member.id)
    return await about_withdrawal(turn, setting, old)


async def _registered(
    turn: Turn, setting: Setting, of: Named, registration: Registration, notices: tuple[Notice, ...]
) -> Result:
    title, member = title_name(turn.catalogue, registration.title), number_of(of.subject)
    more = ListTitles(member, NONE, 0)
    if registration.standing is Standing.DRAFT:
        told = say("register.drafted", title=title, who=of.who)
        return End(
            fact(told, more, ShowSubject(member).labelled(say("register.back_to_list_button"))), *notices
        )
    told = say("register.filed", title=title, year=setting.campaign.year, who=of.who)
    return End(fact(told, ShowOne(registration.id), more), *notices)
