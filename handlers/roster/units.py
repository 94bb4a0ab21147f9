"""[Đơn vị] -> units.list, ten a page, found by typing -> one unit: its people, and the other names it goes by

[Thêm tên gọi khác] -> “Viện khoa học Thanh tra” -> a roster that says so means this unit
"""

from campaign.ids import UnitId
from campaign.people import Unit
from campaign.roster.aliases import Clash, Named, NotAName, called, forget
from campaign.search import matches, search_key
from handlers.keepers import keepers_only
from handlers.kit import End, Next, Result, Row, Say, Screen, Turn, led, plain, say, screen
from handlers.lists import lines, numbers, page_of, turning
from handlers.roster.flow import (
    ROSTER,
    ForgetName,
    ListPeople,
    ListUnits,
    LookingForUnit,
    NameUnit,
    NamingUnit,
    OpenInvites,
    OpenUnit,
    TurnUnits,
    flow,
)


@flow.press(ListUnits)
@keepers_only
async def list_units(turn: Turn, pressed: ListUnits) -> Result:
    """Every unit that has members, in protocol order."""
    return await listed(turn, LookingForUnit("", 0))


@flow.search(LookingForUnit)
@keepers_only
async def look(turn: Turn, state: LookingForUnit, text: str) -> Result:
    """What is typed looks a unit up, by any of its names."""
    return await listed(turn, LookingForUnit(text.strip(), 0))


@flow.press(TurnUnits)
@keepers_only
async def turn_page(turn: Turn, pressed: TurnUnits) -> Result:
    """Another page of the same list."""
    state = turn.state if isinstance(turn.state, LookingForUnit) else LookingForUnit("", 0)
    return await listed(turn, LookingForUnit(state.query, pressed.page))


async def listed(turn: Turn, state: LookingForUnit) -> Result:
    """The list as the state says; a single hit is opened at once."""
    units = await turn.store.units.active(turn.khoi)
    hits = [unit for unit in units if matches(state.query, search_key(" ".join((unit.name, *unit.aliases))))]
    if state.query and len(hits) == 1:
        return End(await unit_screen(turn, hits[0]))
    if not hits:
        return Next(state, screen(say("units.none_found", query=state.query[:60]), back=ROSTER))
    page = page_of(hits, state.page)
    text = say("units.list", count=page.total, units=lines(page, lambda u: plain(u.name)))
    rows = (*numbers(page, lambda u: OpenUnit(u.id)), *turning(page, TurnUnits))
    return Next(state, screen(text, *rows, back=ROSTER))


@flow.press(OpenUnit)
@keepers_only
async def open_unit(turn: Turn, pressed: OpenUnit) -> Result:
    """One unit of this khối."""
    unit = await turn.store.units.get(turn.khoi, pressed.unit)
    return End(_gone() if unit is None else await unit_screen(turn, unit))


@flow.press(NameUnit)
@keepers_only
async def name_unit(turn: Turn, pressed: NameUnit) -> Result:
    """The name is typed next."""
    unit = await turn.store.units.get(turn.khoi, pressed.unit)
    if unit is None:
        return End(_gone())
    return Next(NamingUnit(unit.id), screen(say("units.ask_name", name=unit.name), back=OpenUnit(unit.id)))


@flow.answer(NamingUnit)
@keepers_only
async def name_it(turn: Turn, state: NamingUnit, text: str) -> Result:
    """One more name, unless another unit goes by it."""
    unit = await turn.store.units.get(turn.khoi, state.unit)
    if unit is None:
        return End(_gone())
    match called(unit, text, await turn.store.units.known(turn.khoi)):
        case Named(renamed):
            await turn.store.units.call(renamed)
            await _noted(turn, unit.id)
            return End(led(say("units.named"), await unit_screen(turn, renamed)))
        case Clash(other):
            return Next(state, screen(say("units.clash", name=other.name), back=OpenUnit(unit.id)))
        case NotAName(limit, most):
            refused = say("units.not_a_name", limit=limit, most=most)
            return Next(state, screen(refused, back=OpenUnit(unit.id)))


@flow.press(ForgetName)
@keepers_only
async def forget_name(turn: Turn, pressed: ForgetName) -> Result:
    """One name less."""
    unit = await turn.store.units.get(turn.khoi, pressed.unit)
    if unit is None:
        return End(_gone())
    shorter = forget(unit, pressed.number)
    await turn.store.units.call(shorter)
    await _noted(turn, unit.id)
    return End(led(say("units.forgotten"), await unit_screen(turn, shorter)))


async def unit_screen(turn: Turn, unit: Unit) -> Screen:
    """The unit, its people, its other names."""
    count = await turn.store.directory.headcount(turn.khoi, unit.id)
    if unit.aliases:
        names = say("units.aliases", names=tuple(plain(alias) for alias in unit.aliases))
    else:
        names = say("units.no_aliases")
    rows: list[Row] = [
        OpenInvites(unit.id).labelled(say("units.invite_button")),
        ListPeople(unit.id, waiting=False).labelled(say("units.people_button")),
        NameUnit(unit.id),
    ]
    rows += [ForgetName(unit.id, n).labelled(_forget(alias)) for n, alias in enumerate(unit.aliases)]
    text = say("units.screen", name=unit.name, people=count.people, joined=count.joined, names=names)
    return screen(text, *rows, back=ListUnits())


def _forget(alias: str) -> Say:
    return say("units.forget", name=alias)


def _gone() -> Screen:
    return screen(say("units.gone"), back=ROSTER)


async def _noted(turn: Turn, unit: UnitId) -> None:
    await turn.store.events.record(turn.khoi, "unit.named", turn.member.id, turn.now, unit)
