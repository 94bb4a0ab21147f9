"""register.titles “1. Chiến sĩ thi đua cơ sở: Đủ điều kiện đăng ký …” -> pick one, by button, number or words
-> register.page: the answer with its reasons and source, read back (confirmed in confirming)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.catalogue.model import Award
from campaign.eligibility.eligibility import Answer, Viewer
from campaign.eligibility.truth import Truth
from campaign.registration.registering import offered
from campaign.registration.registration import Registration, Standing
from campaign.search import matches, search_key
from handlers.history.declare_words import AskDeclare
from handlers.kit import (
    Button,
    End,
    Flow,
    Next,
    Result,
    Row,
    Say,
    Turn,
    led,
    plain,
    say,
    screen,
)
from handlers.menu import menu
from handlers.register.answers import answer_words, basis_words, opinion_of, reason_lines
from handlers.register.setting import Named, Setting, due_words, existing, found, named, number_of, setting_of
from handlers.register.words import NONE, AskNote, ListTitles, Register, ShowSubject, Weigh
from handlers.titles import title_name

flow = Flow("register_titles", about=say("register.about"), help=say("register.help_titles"))

PAGE = 6


@dataclass(frozen=True)
class Choosing:
    """A list of titles is shown; words search it."""

    member: int
    instead: int


@dataclass(frozen=True)
class Noted:
    """The planned initiative, read back with the title before it is confirmed."""

    member: int
    title: str
    instead: int
    note: str


@flow.press(ListTitles)
async def list_titles(turn: Turn, pressed: ListTitles) -> Result:
    """What the subject may register for."""
    setting, of = await setting_of(turn), await named(turn, pressed.member)
    if setting is None or of is None:
        return await not_yours(turn)
    return await titles(turn, setting, of, pressed.instead, max(0, pressed.page))


async def titles(
    turn: Turn, setting: Setting, of: Named, instead: int, page: int, lead: Say | None = None
) -> Result:
    """One page of what is still open to the subject, each with the answer of the rules."""
    if not setting.open_to(of.subject):
        shut = await due_words(turn, setting, of.subject)
        return End(led(shut, await menu(turn)))
    open_to = await _open_to(turn, setting, of)
    shown = open_to[page * PAGE : (page + 1) * PAGE]
    lines = [say("register.titles", year=setting.campaign.year, who=of.who)]
    lines += await _answered(turn, setting, of, shown)
    lines.append(say("register.basis_of_all") if shown else say("register.nothing_left"))
    lines.append(await due_words(turn, setting, of.subject))
    number_in_button = number_of(of.subject)
    rows: list[Row] = [Button(Weigh(number_in_button, a.code, instead), plain(a.name)) for a in shown]
    rows += _pages(number_in_button, instead, page, len(open_to))
    shape = screen(say("register.page", lines=tuple(lines)), *rows, back=ShowSubject(number_in_button))
    return Next(Choosing(number_in_button, instead), shape if lead is None else led(lead, shape))


async def _answered(turn: Turn, setting: Setting, of: Named, shown: Sequence[Award]) -> list[Say]:
    """A line for each title with its answer; the answer that so many share is a mark, said once below."""
    history = await turn.store.history.of(of.subject)
    lines: list[Say] = []
    marked = False
    for number, award in enumerate(shown, start=1):
        opinion = opinion_of(turn, setting, of.subject, award.code, history, Viewer.PERSON)
        if opinion is None or opinion.answer is Answer.NEEDS_LOOK:
            marked = True
            lines.append(say("register.title_line_marked", number=number, title=award.name))
        else:
            answer = answer_words(opinion)
            lines.append(say("register.title_line", number=number, title=award.name, answer=answer))
    if marked:
        legend = say("register.mark_open") if setting.rules.firm else say("register.mark_unconfirmed")
        lines.append(legend)
    return lines


async def _open_to(turn: Turn, setting: Setting, of: Named) -> list[Award]:
    taken = {
        each.title
        for each in await existing(turn, setting, of.subject)
        if each.standing is not Standing.WITHDRAWN
    }
    return [award for award in offered(setting.rules, of.subject.kind) if award.code not in taken]


def _pages(member: int, instead: int, page: int, count: int) -> list[Row]:
    before = (ListTitles(member, instead, page - 1).labelled(say("register.previous_button")),)
    after = (ListTitles(member, instead, page + 1).labelled(say("register.next_button")),)
    row = (before if page > 0 else ()) + (after if count > (page + 1) * PAGE else ())
    return [row] if row else []


@flow.search(Choosing)
async def search(turn: Turn, state: Choosing, text: str) -> Result:
    """Typed words find a title whatever the case or accents."""
    setting, of = await setting_of(turn), await named(turn, state.member)
    if setting is None or of is None:
        return await not_yours(turn)
    hits = [
        award
        for award in await _open_to(turn, setting, of)
        if matches(text, search_key(f"{award.name.vi} {award.name.en}"))
    ]
    if len(hits) == 1:
        return await weighed(turn, setting, of, Weigh(state.member, hits[0].code, state.instead), "")
    if not hits:
        return await titles(
            turn, setting, of, state.instead, 0, say("register.no_such_title", text=text[:60])
        )
    rows = [Button(Weigh(state.member, a.code, state.instead), plain(a.name)) for a in hits[:PAGE]]
    back = ListTitles(state.member, state.instead, 0)
    return Next(state, screen(say("register.titles_found", count=len(hits)), *rows, back=back))


@flow.press(Weigh)
async def weigh(turn: Turn, pressed: Weigh) -> Result:
    """One title for the subject: the answer of the rules, to be confirmed."""
    setting, of = await setting_of(turn), await named(turn, pressed.member)
    if setting is None or of is None:
        return await not_yours(turn)
    return await weighed(turn, setting, of, pressed, "")


async def weighed(turn: Turn, setting: Setting, of: Named, pressed: Weigh, note: str) -> Result:
    """Reads the wish back with answer, reasons and source."""
    history = await turn.store.history.of(of.subject)
    opinion = opinion_of(turn, setting, of.subject, pressed.title, history, Viewer.PERSON)
    if opinion is None:
        return await titles(turn, setting, of, pressed.instead, 0, say("register.not_offered"))
    lines = [
        say("register.wish", title=opinion.award.name, year=setting.campaign.year, who=of.who),
        say("register.answer", answer=answer_words(opinion)),
        *reason_lines(opinion),
        basis_words(opinion),
    ]
    if pressed.instead != NONE:
        given_up = await found(turn, pressed.instead)
        lines.append(say("register.instead", title=_title(turn, given_up)))
    if note:
        lines.append(say("register.note", note=note))
    lines.append(await due_words(turn, setting, of.subject))
    member, title, instead = pressed.member, pressed.title, pressed.instead
    rows: list[Row] = [Register(member, title, instead), AskNote(member, title, instead)]
    if opinion.reasons_that(Truth.UNKNOWN):
        rows.append(AskDeclare(member))
    shown = screen(say("register.page", lines=tuple(lines)), *rows, back=ListTitles(member, instead, 0))
    return Next(Noted(member, title, instead, note), shown) if note else End(shown)


def _title(turn: Turn, registration: Registration | None) -> Say | None:
    return None if registration is None else title_name(turn.catalogue, registration.title)


async def not_yours(turn: Turn) -> End:
    """Somebody else's matter, or one that is not there: one sentence and the menu."""
    return End(led(say("register.not_yours"), await menu(turn)))
