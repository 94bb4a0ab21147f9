"""The head: [Duyệt đăng ký (15)] -> register.page, the list -> [Duyệt tất cả (15)] -> register.confirmed_all
-> [Trần Thị B – …] -> one with the answer, the reasons and earlier returns -> [Duyệt] | [Trả lại] (returning)
"""

from collections.abc import Sequence

from campaign.eligibility.eligibility import Viewer
from campaign.registration.filing import (
    Confirmed,
    NothingWaits,
    Outdated,
    confirm,
    shown_mark,
    waits_for_head,
)
from campaign.registration.registering import NotOpen, NotYours, heads, subject_of
from campaign.registration.registration import Registration, Standing
from handlers.kit import (
    Button,
    End,
    Flow,
    Notice,
    OpenFlow,
    Result,
    Row,
    Say,
    Turn,
    fact,
    led,
    say,
    screen,
)
from handlers.menu import menu
from handlers.register.answers import answer_words, basis_words, opinion_of, reason_lines
from handlers.register.confirmed import about_confirming, confirmed_lines
from handlers.register.setting import Setting, of_khoi, setting_of, whose
from handlers.register.unit import listed_lines
from handlers.register.words import STANDINGS, AskReason, ConfirmAll, ConfirmOne, ReviewOne, ReviewWaiting
from handlers.titles import title_name

flow = Flow("register_decide", about=say("register.about"), help=say("register.help_decide"))

PAGE = 5


@flow.press(ReviewWaiting)
async def review(turn: Turn, pressed: ReviewWaiting) -> Result:
    """What waits for the head, the unit's own titles first."""
    setting = await setting_of(turn)
    if setting is None or not heads(turn.member, turn.khoi, turn.member.unit):
        return await not_yours(turn)
    return await reviewed(turn, setting, max(0, pressed.page), None)


async def reviewed(turn: Turn, setting: Setting, page: int, lead: Say | None) -> Result:
    """One page of what waits; one tap confirms all of it."""
    waiting = await _waiting(turn, setting)
    if not waiting:
        nothing = say("register.nothing_waits")
        return End(led(nothing if lead is None else lead, await menu(turn)))
    shown = waiting[page * PAGE : (page + 1) * PAGE]
    collective = sum(each.member is None for each in waiting)
    lines = [
        say(
            "register.waiting",
            unit=turn.member.unit_name,
            count=len(waiting),
            collective=collective,
            individual=len(waiting) - collective,
        )
    ]
    described = await listed_lines(turn, shown)
    rows: list[Row] = [
        ConfirmAll(shown_mark(waiting)).labelled(say("register.confirm_all_button", count=len(waiting)))
    ]
    rows += [Button(ReviewOne(each.id), line) for each, line in zip(shown, described, strict=True)]
    rows += _pages(page, len(waiting))
    text = say("register.page", lines=tuple(lines))
    page_shown = screen(text, *rows, back=OpenFlow("register"))
    return End(page_shown if lead is None else led(lead, page_shown))


def _pages(page: int, count: int) -> list[Row]:
    before = (ReviewWaiting(page - 1).labelled(say("register.previous_button")),)
    after = (ReviewWaiting(page + 1).labelled(say("register.next_button")),)
    row = (before if page > 0 else ()) + (after if count > (page + 1) * PAGE else ())
    return [row] if row else []


async def _waiting(turn: Turn, setting: Setting) -> Sequence[Registration]:
    return waits_for_head(await turn.store.registrations.of_unit(setting.campaign.id, turn.member.unit))


@flow.press(ConfirmAll)
async def confirm_all(turn: Turn, pressed: ConfirmAll) -> Result:
    """Duyệt tất cả: exactly the list that was shown."""
    setting = await setting_of(turn)
    if setting is None:
        return await not_yours(turn)
    waiting = await _waiting(turn, setting)
    match confirm(setting.campaign, waiting, turn.member, pressed.mark, turn.now):
        case Confirmed(registrations):
            return await _confirmed(turn, setting, registrations)
        case NothingWaits():
            return End(fact(say("register.nothing_waits"), OpenFlow("register").labelled(_home())))
        case Outdated():
            return await reviewed(turn, setting, 0, say("register.list_changed"))
        case NotOpen():
            return End(led(say("register.closed"), await menu(turn)))
        case NotYours():
            return await not_yours(turn)


async def _confirmed(turn: Turn, setting: Setting, registrations: Sequence[Registration]) -> Result:
    for each in registrations:
        await turn.store.registrations.save(each, turn.now, turn.member.id)
    told = say(
        "register.confirmed_all",
        count=len(registrations),
        unit=turn.member.unit_name,
        lines=await confirmed_lines(turn, registrations),
    )
    row = OpenFlow("register").labelled(_home())
    return End(fact(told, row), *await about_confirming(turn, setting, registrations))


@flow.press(ReviewOne)
async def review_one(turn: Turn, pressed: ReviewOne) -> Result:
    """One of those that wait, with everything the head should know before deciding."""
    setting, registration = await setting_of(turn), await mine(turn, pressed.registration)
    if setting is None or registration is None:
        return await not_yours(turn)
    return await read(turn, setting, registration, None)


async def mine(turn: Turn, registration: int) -> Registration | None:
    """The registration of a button, if the presser heads its unit."""
    loaded = await of_khoi(turn, registration)
    own = loaded is not None and heads(turn.member, loaded.khoi, loaded.unit)
    return loaded if own else None


async def read(turn: Turn, setting: Setting, registration: Registration, lead: Say | None) -> Result:
    """The registration as the head reads it, confidential reasons included."""
    r = registration
    history = await turn.store.history.of(subject_of(r))
    viewer = Viewer.HEAD_OR_SECRETARY
    opinion = opinion_of(turn, setting, subject_of(r), r.title, history, viewer)
    lines = [
        say(
            "register.wish",
            title=title_name(turn.catalogue, r.title),
            year=setting.campaign.year,
            who=await whose(turn, r),
        ),
        say("register.stands", standing=STANDINGS[r.standing]),
        say("register.answer", answer=answer_words(opinion)),
    ]
    if opinion is not None:
        lines += [*reason_lines(opinion), basis_words(opinion)]
    if r.note:
        lines.append(say("register.note", note=r.note))
    if r.reason:
        lines.append(say("register.returned_before", reason=r.reason))
    rows: list[Row] = []
    if r.standing is Standing.FILED:
        rows = [ConfirmOne(r.id, r.version), AskReason(r.id)]
    shown = screen(say("register.page", lines=tuple(lines)), *rows, back=ReviewWaiting(0))
    return End(shown if lead is None else led(lead, shown))


@flow.press(ConfirmOne)
async def confirm_one(turn: Turn, pressed: ConfirmOne) -> Result:
    """Duyệt exactly the version read; then the next that waits."""
    setting, registration = await setting_of(turn), await mine(turn, pressed.registration)
    if setting is None or registration is None:
        return await not_yours(turn)
    if registration.version != pressed.version:
        lead = say("register.stands_otherwise", standing=STANDINGS[registration.standing])
        return await read(turn, setting, registration, lead)
    mark = shown_mark([registration])
    match confirm(setting.campaign, [registration], turn.member, mark, turn.now):
        case Confirmed((confirmed,)):
            await turn.store.registrations.save(confirmed, turn.now, turn.member.id)
            told = await about_confirming(turn, setting, [confirmed])
            title = title_name(turn.catalogue, confirmed.title)
            lead = say("register.confirmed_one", title=title, who=await whose(turn, confirmed))
            return await next_of(turn, setting, lead, *told)
        case NotOpen():
            return End(led(say("register.closed"), await menu(turn)))
        case NothingWaits() | Outdated() | NotYours() | Confirmed():
            lead = say("register.stands_otherwise", standing=STANDINGS[registration.standing])
            return await read(turn, setting, registration, lead)


async def next_of(turn: Turn, setting: Setting, lead: Say, *notices: Notice) -> Result:
    """What just happened, and the list of what still waits."""
    result = await reviewed(turn, setting, 0, lead)
    result.out = (*result.out, *notices)
    return result


def _home() -> Say:
    return say("register.home_button")


async def not_yours(turn: Turn) -> End:
    """Not the head of that unit: one sentence and the menu."""
    return End(led(say("register.not_yours"), await menu(turn)))
