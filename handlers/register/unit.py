"""The đầu mối for the unit's people: [Đăng ký cho cán bộ] -> register.people, search by name -> their titles
[Trình Thủ trưởng (3)] -> register.page, the drafts read back -> [Xác nhận trình] -> register.submitted; heads are told
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaign.ids import MemberId
from campaign.people import Member
from campaign.registration.filing import NothingToFile, Submitted, shown_mark, submit
from campaign.registration.rates import REGISTERED
from campaign.registration.registering import NotOpen, NotYours, represents, subject_of
from campaign.registration.registration import Registration, Standing
from campaign.registration.taking_part import strives
from campaign.search import matches, search_key
from handlers.kit import (
    Button,
    End,
    Flow,
    Next,
    OpenFlow,
    Result,
    Row,
    Say,
    Screen,
    Turn,
    fact,
    led,
    say,
    screen,
)
from handlers.menu import menu
from handlers.register.notices import heads_of, notice
from handlers.register.setting import Setting, by_member, chair_name, due_words, setting_of
from handlers.register.words import ListPeople, ReadDrafts, ReviewWaiting, ShowSubject, Submit
from handlers.titles import title_name

flow = Flow("register_unit", about=say("register.about"), help=say("register.help_unit"))

PAGE = 6
LINES = 8
GOING_ON = REGISTERED | {Standing.DRAFT}


@dataclass(frozen=True)
class Picking:
    """The people of the unit are shown; words search them."""

    page: int


@flow.press(ListPeople)
async def list_people(turn: Turn, pressed: ListPeople) -> Result:
    """The people of the unit, those without anything registered first."""
    return await _listed(turn, max(0, pressed.page), "")


@flow.search(Picking)
async def search_people(turn: Turn, state: Picking, text: str) -> Result:
    """Typed words find people whatever the case or accents."""
    return await _listed(turn, 0, text)


async def _listed(turn: Turn, page: int, text: str) -> Result:
    setting = await setting_of(turn)
    if setting is None or not represents(turn.member, turn.khoi, turn.member.unit):
        return await _not_yours(turn)
    people = [m for m in await turn.store.people.in_unit(turn.khoi, turn.member.unit) if strives(m)]
    counts = await _counts(turn, setting)
    hits = [m for m in people if matches(text, search_key(m.name))] if text else people
    ordered = sorted(hits, key=lambda m: counts.get(m.id, 0) > 0)
    shown = ordered[page * PAGE : (page + 1) * PAGE]
    rows: list[Row] = [Button(ShowSubject(m.id), _person(m, counts.get(m.id, 0))) for m in shown]
    rows += _pages(page, len(ordered))
    done = sum(counts.get(m.id, 0) > 0 for m in people)
    text_shown = say("register.people", unit=turn.member.unit_name, done=done, count=len(people))
    page_shown = screen(text_shown, *rows, back=OpenFlow("register"))
    if text and not hits:
        page_shown = led(say("register.nobody_found", text=text[:60]), page_shown)
    return Next(Picking(page), page_shown)


async def _counts(turn: Turn, setting: Setting) -> Mapping[MemberId | None, int]:
    counts: dict[MemberId | None, int] = {}
    for each in await turn.store.registrations.of_unit(setting.campaign.id, turn.member.unit):
        if each.standing in GOING_ON:
            counts[each.member] = counts.get(each.member, 0) + 1
    return counts


def _person(member: Member, count: int) -> Say:
    if count:
        return say("register.person", name=member.name, count=count)
    return say("register.person_without", name=member.name)


def _pages(page: int, count: int) -> list[Row]:
    before = (ListPeople(page - 1).labelled(say("register.previous_button")),)
    after = (ListPeople(page + 1).labelled(say("register.next_button")),)
    row = (before if page > 0 else ()) + (after if count > (page + 1) * PAGE else ())
    return [row] if row else []


@flow.press(ReadDrafts)
async def read_drafts(turn: Turn, pressed: ReadDrafts) -> Result:
    """Everything that would be filed, read back."""
    setting = await setting_of(turn)
    if setting is None or not represents(turn.member, turn.khoi, turn.member.unit):
        return await _not_yours(turn)
    drafts = await _drafts(turn, setting)
    if not drafts:
        return End(led(say("register.no_drafts"), await menu(turn)))
    return End(await _read_back(turn, setting, drafts, None))


async def _read_back(
    turn: Turn, setting: Setting, drafts: Sequence[Registration], lead: Say | None
) -> Screen:
    lines = [say("register.to_submit", unit=turn.member.unit_name, count=len(drafts))]
    lines += await listed_lines(turn, drafts[:LINES])
    if len(drafts) > LINES:
        lines.append(say("register.and_more", count=len(drafts) - LINES))
    lines.append(await due_words(turn, setting, subject_of(drafts[0])))
    shown = screen(
        say("register.page", lines=tuple(lines)), Submit(shown_mark(drafts)), back=OpenFlow("register")
    )
    return shown if lead is None else led(lead, shown)


async def listed_lines(turn: Turn, registrations: Sequence[Registration]) -> list[Say]:
    """One line each: who strives for what."""
    units = dict.fromkeys(each.unit for each in registrations)
    members = by_member([m for unit in units for m in await turn.store.people.in_unit(turn.khoi, unit)])
    lines = []
    for each in registrations:
        member = None if each.member is None else members.get(each.member)
        who = turn.member.unit_name if each.member is None else ("" if member is None else member.name)
        lines.append(say("register.list_line", who=who, title=title_name(turn.catalogue, each.title)))
    return lines


async def _drafts(turn: Turn, setting: Setting) -> list[Registration]:
    of_unit = await turn.store.registrations.of_unit(setting.campaign.id, turn.member.unit)
    return [each for each in of_unit if each.standing is Standing.DRAFT]


@flow.press(Submit)
async def file_drafts(turn: Turn, pressed: Submit) -> Result:
    """Trình: everything that was shown, in one act; the head is told once."""
    setting = await setting_of(turn)
    if setting is None or not represents(turn.member, turn.khoi, turn.member.unit):
        return await _not_yours(turn)
    drafts = await _drafts(turn, setting)
    if drafts and shown_mark(drafts) != pressed.mark:
        return End(await _read_back(turn, setting, drafts, say("register.list_changed")))
    openings = {each.id: setting.opening(subject_of(each)) for each in drafts}
    match submit(openings, drafts, turn.member):
        case Submitted(filed, late):
            return await _submitted(turn, setting, filed, late)
        case NothingToFile():
            return End(fact(say("register.submitted_already"), OpenFlow("register").labelled(_home())))
        case NotOpen():
            return End(led(say("register.closed"), await menu(turn)))
        case NotYours():
            return await _not_yours(turn)


async def _submitted(
    turn: Turn, setting: Setting, filed: Sequence[Registration], late: Sequence[Registration]
) -> Result:
    for each in filed:
        await turn.store.registrations.save(each, turn.now, turn.member.id)
    if not filed:
        at = setting.due(subject_of(late[0])).at
        return End(led(say("register.over", at=at, chair=await chair_name(turn)), await menu(turn)))
    told = say("register.submitted", count=len(filed), unit=turn.member.unit_name)
    if late:
        told = say("register.submitted_some", count=len(filed), unit=turn.member.unit_name, late=len(late))
    text = say("register.to_decide", count=len(filed), unit=turn.member.unit_name, who=turn.member.name)
    heads = await heads_of(turn, turn.member.unit)
    rows: Row = OpenFlow("register").labelled(_home())
    return End(fact(told, rows), *notice(turn, setting, heads, text, ReviewWaiting(0)))


def _home() -> Say:
    return say("register.home_button")


async def _not_yours(turn: Turn) -> End:
    return End(led(say("register.not_yours"), await menu(turn)))
