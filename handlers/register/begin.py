"""/dangky -> register.titles: what is open to the person, each with the answer (titles)
     -> register.page: what they have registered already, each to be opened (one)
     -> register.hub for who prepares or heads a unit, keeps or chairs the khối

đầu mối   [Đăng ký cho đơn vị] [Đăng ký cho cán bộ] [Lập bằng tệp Excel] [Trình Thủ trưởng (3)]
head      [Duyệt đăng ký (15)]
all       [Hưởng ứng phong trào] [Tỷ lệ đăng ký]
"""

from collections.abc import Sequence

from campaign.people import Member, Role
from campaign.plan.plan import OVERSEERS
from campaign.registration.filing import waits_for_head
from campaign.registration.rates import REGISTERED, UnitRate, rates
from campaign.registration.registering import Subject, heads, represents
from campaign.registration.registration import Registration, Standing
from campaign.registration.taking_part import strives
from handlers.history.words import OpenHistory, ShowHistory
from handlers.kit import Button, End, Flow, OpenFlow, Result, Row, Say, Screen, Turn, led, say, screen
from handlers.menu import menu
from handlers.register.due import owing
from handlers.register.rates_words import ShowRates
from handlers.register.setting import Named, Setting, due_words, existing, named, number_of, setting_of
from handlers.register.sheet_words import OpenSheet
from handlers.register.taking_part_words import OpenTakingPart
from handlers.register.titles import titles
from handlers.register.words import (
    NONE,
    STANDINGS,
    UNIT,
    ListPeople,
    ListTitles,
    ReadDrafts,
    ReviewWaiting,
    ShowOne,
    ShowSubject,
)
from handlers.titles import title_name

flow = Flow("register", command="dangky", about=say("register.about"), help=say("register.help"))
flow.owing(owing)

NO_CAMPAIGN = say("register.no_campaign")


@flow.begin
async def begin(turn: Turn, argument: str) -> Result:
    """The hub for who has more to do than register for themselves."""
    setting = await setting_of(turn)
    if setting is None:
        return End(led(NO_CAMPAIGN, await menu(turn)))
    if _only_for_oneself(turn.member):
        return await own(turn, setting)
    return End(await hub(turn, setting))


def _only_for_oneself(member: Member) -> bool:
    return not member.holds(Role.PREPARER, Role.HEAD, *OVERSEERS)


async def own(turn: Turn, setting: Setting) -> Result:
    """The person's own registrations, or at once what they may register for."""
    mine = Named(Subject(turn.khoi, turn.member.unit, turn.member.id), turn.member.name)
    return await subject_page(turn, setting, mine)


@flow.press(ShowSubject)
async def show_subject(turn: Turn, shown: ShowSubject) -> Result:
    """What a subject has registered."""
    setting, subject = await setting_of(turn), await named(turn, shown.member)
    if setting is None or subject is None:
        return await not_yours(turn)
    return await subject_page(turn, setting, subject)


async def subject_page(turn: Turn, setting: Setting, of: Named, lead: Say | None = None) -> Result:
    """The registrations of a subject; without any, and in time, the titles to choose from."""
    there = [r for r in await existing(turn, setting, of.subject) if r.standing is not Standing.WITHDRAWN]
    if not there and setting.open_to(of.subject):
        return await titles(turn, setting, of, NONE, 0, lead)
    lines = [say("register.of", year=setting.campaign.year, who=of.who)]
    lines += [_line(turn, number, each) for number, each in enumerate(there, start=1)]
    if not there:
        lines.append(say("register.nothing"))
    lines.append(await due_words(turn, setting, of.subject))
    rows: list[Row] = [Button(ShowOne(r.id), title_name(turn.catalogue, r.title)) for r in there]
    if setting.open_to(of.subject):
        rows.append(ListTitles(number_of(of.subject), NONE, 0))
    rows.append(ShowHistory(number_of(of.subject), 0))
    if of.subject.member == turn.member.id and _only_for_oneself(turn.member):
        rows.append((OpenTakingPart(), ShowRates()))
    page = screen(say("register.page", lines=tuple(lines)), *rows, back=_back(turn, of))
    return End(page if lead is None else led(lead, page))


def _back(turn: Turn, of: Named) -> OpenFlow | ListPeople | None:
    if _only_for_oneself(turn.member):
        return None
    other = of.subject.member not in (None, turn.member.id)
    return ListPeople(0) if other else OpenFlow(flow.name)


def _line(turn: Turn, number: int, registration: Registration) -> Say:
    return say(
        "register.line",
        number=number,
        title=title_name(turn.catalogue, registration.title),
        standing=STANDINGS[registration.standing],
    )


async def hub(turn: Turn, setting: Setting) -> Screen:
    """The unit at a glance, and everything one may do."""
    member = turn.member
    if not represents(member, turn.khoi, member.unit):
        text = say("register.hub_all", year=setting.campaign.year, theme=setting.campaign.theme)
        return Screen(text, tuple(_of_everybody(turn)))
    of_unit = await turn.store.registrations.of_unit(setting.campaign.id, member.unit)
    people = await turn.store.people.in_unit(turn.khoi, member.unit)
    said = await turn.store.taking_part.of_unit(setting.campaign.id, member.unit)
    (rate,) = rates(people, of_unit, {} if said is None else {member.unit: said})
    text = await _hub_text(turn, setting, of_unit, rate)
    return Screen(text, (*_of_unit(turn, of_unit), *_of_everybody(turn)))


async def _hub_text(turn: Turn, setting: Setting, of_unit: Sequence[Registration], rate: UnitRate) -> Say:
    standings = [each.standing for each in of_unit]
    return say(
        "register.hub",
        year=setting.campaign.year,
        unit=rate.name,
        collective=sum(each.member is None and each.standing in REGISTERED for each in of_unit),
        registered=rate.registered,
        people=rate.people,
        drafts=standings.count(Standing.DRAFT),
        filed=standings.count(Standing.FILED),
        returned=standings.count(Standing.RETURNED),
        due=await due_words(turn, setting, Subject(turn.khoi, turn.member.unit)),
    )


def _of_unit(turn: Turn, of_unit: Sequence[Registration]) -> list[Row]:
    rows: list[Row] = []
    waiting = len(waits_for_head(of_unit))
    if waiting and heads(turn.member, turn.khoi, turn.member.unit):
        rows.append(ReviewWaiting(0).labelled(say("register.review_some_button", count=waiting)))
    drafts = sum(each.standing is Standing.DRAFT for each in of_unit)
    if drafts:
        rows.append(ReadDrafts().labelled(say("register.submit_some_button", count=drafts)))
    rows.append((ShowSubject(UNIT).labelled(say("register.unit_button")), ListPeople(0)))
    rows.append(OpenSheet())
    return rows


def _of_everybody(turn: Turn) -> list[Row]:
    rows: list[Row] = [(OpenTakingPart(), ShowRates())]
    if strives(turn.member) or represents(turn.member, turn.khoi, turn.member.unit):
        rows.insert(0, ShowSubject(turn.member.id))
    if turn.member.holds(Role.SECRETARY):
        rows.append(OpenHistory())
    return rows


async def not_yours(turn: Turn) -> End:
    """Somebody else's matter, or one that is not there: one sentence and the menu."""
    return End(led(say("register.not_yours"), await menu(turn)))
