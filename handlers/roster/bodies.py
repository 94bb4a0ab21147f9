"""/quanly [Tập thể, Hội đồng] -> bodies.list: the khối with its units, its council with its members, of this year

the khối     [Chọn đơn vị Khối trưởng] -> which unit -> read back -> bodies.one
the council  [Chọn Chủ tịch] -> which member -> read back; who sits in it: seating.py

What nobody has changed follows the roster. A ballot that is open keeps its roll.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.composing import NotOfTheBody, Unchanged, chaired, composes
from campaign.ids import BodyId, MemberId, UnitId
from campaign.people import Body, BodyKind, Role
from campaign.plan.plan import Campaign
from handlers.kit import (
    Button,
    End,
    Flow,
    Next,
    OpenFlow,
    Place,
    Result,
    Row,
    Say,
    Turn,
    led,
    plain,
    say,
    screen,
)
from handlers.lists import numbers, page_of, turning
from handlers.manage.begin import not_yours
from handlers.poll.body import Seat, body_of
from handlers.roster.bodies_words import (
    AskChair,
    AskUnseat,
    ConfirmChair,
    MakeCouncil,
    SetChair,
    ShowBodies,
    ShowBody,
    SyncCouncil,
    body_line,
    body_text,
    chair_words,
)

flow = Flow("bodies", about=say("bodies.about"), help=say("bodies.help"))

BY_ROSTER = 0  # instead of a unit or member


@dataclass(frozen=True, slots=True)
class Seating:
    """The council is shown: a typed name looks somebody up to be added."""


@flow.manages(Place.SELDOM)
async def buttons(turn: Turn, campaign: Campaign | None) -> Sequence[Button]:
    """For the secretary."""
    return [Button(ShowBodies(), ShowBodies.label)] if composes(turn.member, turn.khoi) else []


@flow.press(ShowBodies)
async def show_bodies(turn: Turn, pressed: ShowBodies) -> Result:
    """The khối and its council, if there is one."""
    if not composes(turn.member, turn.khoi):
        return await not_yours(turn)
    rows: list[Row] = []
    lines: list[Say] = []
    for seat in Seat:
        body = await body_of(turn, seat)
        if body is not None:
            lines.append(body_line(body))
            rows.append(ShowBody(seat, 0).labelled(plain(body.name)))
        elif seat is Seat.COUNCIL:
            rows.append(MakeCouncil())
    return End(screen(say("bodies.list", lines=tuple(lines)), *rows, back=OpenFlow("manage")))


@flow.press(MakeCouncil)
async def make_council(turn: Turn, pressed: MakeCouncil) -> Result:
    """A council without members yet, of the year at hand."""
    own = await mine(turn, Seat.KHOI)
    if own is None:
        return await not_yours(turn)
    if await body_of(turn, Seat.COUNCIL) is None:
        name = turn.papers.in_words(say("poll.council_name"))
        new = Body(BodyId(turn.fresh_id()), turn.khoi, BodyKind.COUNCIL, name, own.year)
        await _put(turn, new)
    return await show_body(turn, ShowBody(Seat.COUNCIL, 0))


async def mine(turn: Turn, seat: Seat) -> Body | None:
    """The khối or its council, for whoever says who sits in it."""
    return await body_of(turn, seat) if composes(turn.member, turn.khoi) else None


async def _put(turn: Turn, body: Body) -> None:
    await turn.store.bodies.put(body)
    await turn.store.events.record(turn.khoi, "body.changed", turn.member.id, turn.now, body.id)


@flow.press(ShowBody)
async def show_body(turn: Turn, pressed: ShowBody) -> Result:
    """Kind, year, chair, members."""
    body = await mine(turn, pressed.seat)
    return await not_yours(turn) if body is None else await one_screen(turn, pressed.seat, body, pressed.page)


async def one_screen(turn: Turn, seat: Seat, body: Body, number: int = 0, lead: Say | None = None) -> Result:
    """One body: its chair, its units or members, and what may be changed."""
    names = await names_of(turn, body)
    page = page_of(names, number)
    council = body.kind is BodyKind.COUNCIL
    rows: list[Row] = []
    if council:
        rows += numbers(page, lambda one: AskUnseat(MemberId(one[0])))
    rows += turning(page, lambda to: ShowBody(seat, to))
    rows.append(AskChair(seat, 0).labelled(chair_words(body)))
    rows += [SyncCouncil()] if council else []
    shown = screen(body_text(body, page, await _chair(turn, body)), *rows, back=ShowBodies())
    whole = shown if lead is None else led(lead, shown)
    return Next(Seating(), whole) if council else End(whole)


async def names_of(turn: Turn, body: Body) -> list[tuple[int, str]]:
    """Units in protocol order, or members in the order of their seats."""
    if body.kind is not BodyKind.COUNCIL:
        units = {unit.id: unit.name for unit in await turn.store.units.known(turn.khoi)}
        return [(int(unit), units.get(unit, "")) for unit in body.units]
    people = {each.id: each for each in await turn.store.people.everyone(turn.khoi)}
    return [
        (int(who), f"{people[who].name}, {people[who].unit_name}") for who in body.members if who in people
    ]


async def _chair(turn: Turn, body: Body) -> Say:
    if body.chair is not None:
        names = dict(await names_of(turn, body))
        return plain(names.get(int(body.chair), ""))
    held = await turn.store.people.holding(turn.khoi, Role.CHAIR)
    return say("bodies.by_roster", names=", ".join(one.name for one in held) or "\u2013")


async def changed(
    turn: Turn, seat: Seat, before: Body, outcome: Body | Unchanged | NotOfTheBody, done: Say
) -> Result:
    """The body as it is after a change, which is in the journal; or why there is none."""
    match outcome:
        case Body() as after:
            await _put(turn, after)
            return await one_screen(turn, seat, after, lead=done)
        case Unchanged():
            return await one_screen(turn, seat, before, lead=say("bodies.unchanged"))
        case NotOfTheBody():
            return await one_screen(turn, seat, before, lead=say("bodies.not_of_it"))


# --- the chair ---


@flow.press(AskChair)
async def ask_chair(turn: Turn, pressed: AskChair) -> Result:
    """Which unit, or which member; or as the roster says."""
    body = await mine(turn, pressed.seat)
    if body is None:
        return await not_yours(turn)
    page = page_of(await names_of(turn, body), pressed.page)
    rows: list[Row] = [SetChair(pressed.seat, who).labelled(plain(name)) for who, name in page.items]
    rows += turning(page, lambda to: AskChair(pressed.seat, to))
    rows.append(SetChair(pressed.seat, BY_ROSTER).labelled(say("bodies.by_roster_button")))
    return End(screen(say("bodies.which_chair", name=body.name), *rows, back=ShowBody(pressed.seat, 0)))


@flow.press(SetChair)
async def set_chair(turn: Turn, pressed: SetChair) -> Result:
    """Read back: whoever chairs opens, closes and announces."""
    body = await mine(turn, pressed.seat)
    if body is None:
        return await not_yours(turn)
    name = dict(await names_of(turn, body)).get(pressed.who)
    if name is None and pressed.who != BY_ROSTER:  # it has left the body since the list was shown
        return await one_screen(turn, pressed.seat, body, lead=say("bodies.not_of_it"))
    who = say("bodies.by_roster_button") if name is None else plain(name)
    text = say("bodies.chair_read_back", name=body.name, year=body.year, who=who)
    confirm = ConfirmChair(pressed.seat, pressed.who)
    return End(screen(text, confirm, back=ShowBody(pressed.seat, 0)))


@flow.press(ConfirmChair)
async def confirm_chair(turn: Turn, pressed: ConfirmChair) -> Result:
    """Recorded for the year."""
    body = await mine(turn, pressed.seat)
    if body is None:
        return await not_yours(turn)
    by: UnitId | MemberId | None = None
    if pressed.who != BY_ROSTER:
        by = MemberId(pressed.who) if body.kind is BodyKind.COUNCIL else UnitId(pressed.who)
    return await changed(turn, pressed.seat, body, chaired(body, by), say("bodies.chair_set"))
