"""[Tỷ lệ đăng ký] -> register.page: hưởng ứng and registration by unit, in protocol order -> [Xem hình] -> a picture

Each unit sees its own figures; the secretary and the chair see all.
"""

from collections.abc import Sequence

from campaign.people import Role
from campaign.plan.plan import OVERSEERS, Campaign, Stage
from campaign.registration.rates import UnitRate, overall, rates
from handlers.kit import Button, Document, End, Flow, OpenFlow, Place, Result, Say, Turn, led, say, screen
from handlers.menu import menu
from handlers.register.rates_words import DrawRates, ShowRates
from handlers.register.setting import Setting, setting_of

flow = Flow("rates", about=say("rates.about"), help=say("rates.help"))

LINES = 15
SEES_ALL = OVERSEERS - {Role.ADMIN}


@flow.manages(Place.OFTEN)
async def manages(turn: Turn, campaign: Campaign | None) -> Sequence[Button]:
    """A button of /quanly for whoever sees all units."""
    sees = campaign is not None and campaign.stage is not Stage.DRAFT and turn.member.holds(*SEES_ALL)
    return [ShowRates().labelled(say("rates.button"))] if sees else []


@flow.press(ShowRates)
async def show(turn: Turn, pressed: ShowRates) -> Result:
    """The rates as text."""
    setting = await setting_of(turn)
    if setting is None:
        return End(led(say("register.no_campaign"), await menu(turn)))
    units = await _rates(turn, setting)
    lines = [say("rates.head", year=setting.campaign.year)]
    if len(units) > 1:
        lines.append(_line(overall(units, ""), say("rates.all")))
    lines += [_line(unit, say("rates.unit", name=unit.name)) for unit in units[:LINES]]
    if len(units) > LINES:
        lines.append(say("rates.more", count=len(units) - LINES))
    lines.append(say("rates.meaning"))
    text = say("register.page", lines=tuple(lines))
    return End(screen(text, DrawRates(), back=OpenFlow("register")))


async def _rates(turn: Turn, setting: Setting) -> Sequence[UnitRate]:
    members = await turn.store.people.members(turn.khoi)
    registrations = await turn.store.registrations.of_campaign(setting.campaign.id)
    units = rates(members, registrations, await turn.store.taking_part.of_campaign(setting.campaign.id))
    if turn.member.holds(*SEES_ALL):
        return units
    return [unit for unit in units if unit.unit == turn.member.unit]


def _line(unit: UnitRate, name: Say) -> Say:
    return say(
        "rates.line",
        name=name,
        registered=unit.registered,
        people=unit.people,
        registered_percent=unit.registered_percent or 0,
        collective=unit.collective,
        joined=unit.joined,
        joined_of=unit.joined_of,
        joined_percent=unit.joined_percent or 0,
    )


@flow.press(DrawRates)
async def draw(turn: Turn, pressed: DrawRates) -> Result:
    """The rates as a picture."""
    setting = await setting_of(turn)
    if setting is None:
        return End(led(say("register.no_campaign"), await menu(turn)))
    units, year = await _rates(turn, setting), setting.campaign.year
    picture = await turn.papers.rates_picture(units, year, turn.person.language, turn.now)
    caption = say("rates.caption", year=year, at=turn.now)
    return End(Document(f"dang-ky-{year}.png", picture, caption, "image/png"))
