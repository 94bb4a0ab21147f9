"""[Tin đã gửi] -> delivery.list -> one notice -> delivery.ledger: sent, failed, unreachable, not joined, read

[Chưa nhận được] and [Chưa đọc] -> delivery.names, ten a page
[Soạn tin để dán vào nhóm Zalo] -> the notice as plain text with the web link, to be copied
"""

from collections.abc import Callable, Mapping, Sequence

from campaign.ids import NoticeId, PersonId
from campaign.people import Member
from campaign.plan.plan import OVERSEERS, Campaign
from campaign.reminders.notice import MISSED, Delivery, DeliveryState, Told
from handlers.kit import Button, Choice, End, Flow, OpenFlow, Place, Result, Row, Say, Turn, fact, say, screen
from handlers.manage.begin import not_yours
from handlers.manage.delivery_words import Ledger, Paste

flow = Flow("delivery", about=say("delivery.about"), help=say("delivery.help"))

LISTED = 6
FURTHEST = 10_000  # pages: further back nobody turns
NAMES = 10

STATES: Mapping[DeliveryState, Say] = {
    DeliveryState.NOT_JOINED: say("delivery.not_joined"),
    DeliveryState.QUEUED: say("delivery.queued"),
    DeliveryState.SENT: say("delivery.sent"),
    DeliveryState.FAILED: say("delivery.failed"),
    DeliveryState.UNREACHABLE: say("delivery.unreachable"),
}

KINDS: Mapping[str, Say] = {
    "launch": say("delivery.kind_launch"),
    "free": say("delivery.kind_free"),
    "deadline": say("delivery.kind_deadline"),
    "extension": say("delivery.kind_extension"),
    "nudge": say("delivery.kind_nudge"),
    "consultation": say("delivery.kind_consultation"),
    "consultation_submitted": say("delivery.kind_consultation_submitted"),
    "consultation_closed": say("delivery.kind_consultation_closed"),
    "meeting": say("delivery.kind_meeting"),
    "meeting_moved": say("delivery.kind_meeting_moved"),
    "meeting_cancelled": say("delivery.kind_meeting_cancelled"),
    "meeting_updated": say("delivery.kind_meeting_updated"),
}


class ListNotices(Choice, tag="dvp", label=say("delivery.list_button")):
    """A page of the notices sent."""

    page: int


class Missed(Choice, tag="dvm"):
    """Whom a notice has not reached."""

    notice: NoticeId
    page: int


class Unread(Choice, tag="dvu"):
    """Who got it and has not marked it read."""

    notice: NoticeId
    page: int


@flow.manages(Place.SELDOM)
async def buttons(turn: Turn, campaign: Campaign | None) -> list[Button]:
    """The ledger is there for everybody who oversees the khối."""
    if not turn.member.holds(*OVERSEERS):
        return []
    return [Button(ListNotices(0), ListNotices.label)]


@flow.press(ListNotices)
async def list_notices(turn: Turn, listed: ListNotices) -> Result:
    """The notices that somebody sent, the newest first."""
    if not turn.member.holds(*OVERSEERS):
        return await not_yours(turn)
    page = min(max(0, listed.page), FURTHEST)
    told = await turn.store.notices.latest(turn.khoi, LISTED + 1, page * LISTED)
    rows: list[Row] = [Ledger(one.id).labelled(_line(one)) for one in told[:LISTED]]
    if len(told) > LISTED:
        rows.append(ListNotices(page + 1).labelled(say("delivery.older_button")))
    text = say("delivery.list") if told else say("delivery.nothing_sent")
    return End(screen(text, *rows, back=ListNotices(page - 1) if page else OpenFlow("manage")))


@flow.press(Ledger)
async def ledger(turn: Turn, asked: Ledger) -> Result:
    """What became of one notice."""
    told = await _told(turn, asked.notice)
    if told is None:
        return await not_yours(turn)
    lines = await turn.store.notices.deliveries(told.id)
    missed = [line for line in lines if line.state in MISSED]
    unread = [line for line in lines if _is_unread(line)]
    rows: list[Row] = []
    if missed:
        rows.append(Missed(told.id, 0).labelled(say("delivery.missed_button", count=len(missed))))
    if unread:
        rows.append(Unread(told.id, 0).labelled(say("delivery.unread_button", count=len(unread))))
    return End(screen(_counts(told, lines), *rows, Paste(told.id), back=ListNotices(0)))


@flow.press(Missed)
async def missed(turn: Turn, asked: Missed) -> Result:
    """Whom it has not reached, each with the reason."""
    return await _names(turn, asked.notice, asked.page, lambda line: line.state in MISSED, Missed)


@flow.press(Unread)
async def unread(turn: Turn, asked: Unread) -> Result:
    """Who got it and has not marked it read."""
    return await _names(turn, asked.notice, asked.page, _is_unread, Unread)


@flow.press(Paste)
async def paste(turn: Turn, asked: Paste) -> Result:
    """The notice to be copied, alone in its message."""
    told = await _told(turn, asked.notice)
    if told is None:
        return await not_yours(turn)
    words = turn.papers.sentence(await turn.store.notices.body(told.id))
    address = turn.papers.address
    text = say("delivery.pasted", text=words, link=say("delivery.link", address=address) if address else None)
    return End(fact(text), screen(say("delivery.how_to_paste"), back=Ledger(told.id)))


async def _told(turn: Turn, notice: NoticeId) -> Told | None:
    if not turn.member.holds(*OVERSEERS):
        return None
    return await turn.store.notices.find(turn.khoi, notice)


async def _names(
    turn: Turn,
    notice: NoticeId,
    page: int,
    among: Callable[[Delivery], bool],
    turned: Callable[[NoticeId, int], Choice],
) -> Result:
    told = await _told(turn, notice)
    if told is None:
        return await not_yours(turn)
    who = {member.person: member for member in await turn.store.people.everyone(turn.khoi)}
    lines = [line for line in await turn.store.notices.deliveries(notice) if among(line)]
    lines.sort(key=lambda line: _order(who, line.person))
    page = min(max(0, page), max(0, len(lines) - 1) // NAMES)
    shown = tuple(_name(who, line) for line in lines[page * NAMES : (page + 1) * NAMES])
    rows: list[Row] = []
    if len(lines) > (page + 1) * NAMES:
        rows.append(turned(notice, page + 1).labelled(say("delivery.next_button")))
    text = say("delivery.names", count=len(lines), names=shown) if lines else say("delivery.nobody")
    return End(screen(text, *rows, back=turned(notice, page - 1) if page else Ledger(notice)))


def _counts(told: Told, lines: Sequence[Delivery]) -> Say:
    states = [line.state for line in lines]
    counted = tuple(
        say("delivery.count", state=STATES[state], count=states.count(state))
        for state in DeliveryState
        if state in states
    )
    return say(
        "delivery.ledger",
        notice=_line(told),
        counts=counted,
        read=sum(line.read_at is not None for line in lines),
        total=len(lines),
    )


def _line(told: Told) -> Say:
    return say("delivery.line", kind=KINDS.get(told.kind, say("delivery.kind_other")), at=told.at)


def _name(who: Mapping[PersonId, Member], line: Delivery) -> Say:
    member = who.get(line.person)
    name, unit = ("", "") if member is None else (member.name, member.unit_name)
    return say("delivery.name", name=name, unit=unit, state=STATES[line.state])


def _order(who: Mapping[PersonId, Member], person: PersonId) -> tuple[str, str]:
    member = who.get(person)
    return ("", "") if member is None else (member.unit_name, member.name)


def _is_unread(line: Delivery) -> bool:
    return line.state is DeliveryState.SENT and line.read_at is None
