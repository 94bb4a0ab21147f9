"""[Ai còn nợ việc] -> owing.list: each kind of work with how many people owe it -> owing.who, ten a page

[Nhắc đúng những người còn nợ] -> owing.read_back -> [Gửi nhắc việc] -> owing.nudged: exactly those, each with their own
button; nobody twice a day about one matter.
"""

from collections.abc import Sequence

from campaign.ids import PersonId
from campaign.people import Member
from campaign.plan.plan import OVERSEERS, Campaign
from campaign.reminders.notice import writes
from handlers.kit import (
    Button,
    Choice,
    Duty,
    End,
    Flow,
    OpenFlow,
    Place,
    Result,
    Row,
    Say,
    Turn,
    Until,
    fact,
    say,
    screen,
)
from handlers.manage.begin import not_yours
from handlers.manage.delivery import ListNotices
from handlers.manage.delivery_words import leaving_line
from handlers.manage.nudging import later, nudges, still_to_nudge

flow = Flow("owing", about=say("owing.about"), help=say("owing.help"))

NAMES = 10
LISTED = 7


class ListOwing(Choice, tag="owl", label=say("owing.list_button")):
    """Who owes what, by kind of work."""


class WhoOwes(Choice, tag="oww"):
    """Who owes this kind of work."""

    flow: str
    page: int


class AskNudge(Choice, tag="owa", label=say("owing.nudge_button")):
    """Reads back who would be nudged."""

    flow: str


class Nudge(Choice, tag="own", label=say("owing.send_button")):
    """Nudges exactly those who owe."""

    flow: str


@flow.manages(Place.OFTEN)
async def buttons(turn: Turn, campaign: Campaign | None) -> list[Button]:
    """For everybody who oversees the khối."""
    if not turn.member.holds(*OVERSEERS):
        return []
    return [Button(ListOwing(), ListOwing.label)]


@flow.press(ListOwing)
async def list_owing(turn: Turn, _: ListOwing) -> Result:
    """Each kind of work with how many people owe it."""
    if not turn.member.holds(*OVERSEERS):
        return await not_yours(turn)
    rows: list[Row] = []
    for each in turn.flows:
        duties = await _duties(turn, each.name)
        if duties:
            people = len({duty.person for duty in duties})
            label = say("owing.kind", what=each.about, people=people)
            rows.append(WhoOwes(each.name, 0).labelled(label))
    text = say("owing.list") if rows else say("owing.nobody_owes")
    return End(screen(text, *rows[:LISTED], back=OpenFlow("manage")))


@flow.press(WhoOwes)
async def who_owes(turn: Turn, asked: WhoOwes) -> Result:
    """The people with what each owes, in protocol order."""
    if not turn.member.holds(*OVERSEERS):
        return await not_yours(turn)
    duties = await _duties(turn, asked.flow)
    lines = _lines(await turn.store.people.members(turn.khoi), duties)
    page = min(max(0, asked.page), max(0, len(lines) - 1) // NAMES)
    rows: list[Row] = [AskNudge(asked.flow)] if lines and writes(turn.member) else []
    if len(lines) > (page + 1) * NAMES:
        rows.append(WhoOwes(asked.flow, page + 1).labelled(say("owing.next_button")))
    shown = tuple(lines[page * NAMES : (page + 1) * NAMES]) or (say("owing.nobody_owes"),)
    text = say("owing.who", what=_about(turn, asked.flow), count=len(lines), names=shown)
    return End(screen(text, *rows, back=WhoOwes(asked.flow, page - 1) if page else ListOwing()))


@flow.press(AskNudge)
async def ask_nudge(turn: Turn, asked: AskNudge) -> Result:
    """How many would be nudged, and how many were today."""
    if not writes(turn.member):
        return await not_yours(turn)
    duties = await _duties(turn, asked.flow)
    people = {duty.person for duty in await still_to_nudge(turn, duties)}
    others = len({duty.person for duty in duties}) - len(people)
    back = WhoOwes(asked.flow, 0)
    if not people:
        return End(screen(say("owing.all_nudged", count=others), back=back))
    text = say(
        "owing.read_back",
        what=_about(turn, asked.flow),
        count=len(people),
        others=say("owing.others", count=others) if others else None,
        leaves=leaving_line(later(turn)),
    )
    return End(screen(text, Nudge(asked.flow), back=back))


@flow.press(Nudge)
async def nudge(turn: Turn, pressed: Nudge) -> Result:
    """Sent to exactly those who owe now and were not nudged today."""
    if not writes(turn.member):
        return await not_yours(turn)
    duties = await still_to_nudge(turn, await _duties(turn, pressed.flow))
    back = WhoOwes(pressed.flow, 0)
    if not duties:
        return End(screen(say("owing.nobody_left"), back=back))
    notices = await nudges(turn, duties)
    people = {duty.person for duty in duties}
    done = say("owing.nudged", count=len(people), leaves=leaving_line(later(turn)))
    return End(fact(done, ListNotices(0)), *notices)


async def _duties(turn: Turn, name: str) -> list[Duty]:
    """What is still owed of this kind, without what only the secretary is told."""
    owing = next((f.duties for f in turn.flows if f.name == name and f.duties), None)
    if owing is None:
        return []
    return [duty for duty in await owing(turn.store, turn.khoi, None, turn.now) if duty.rank <= 1]


def _lines(members: Sequence[Member], duties: Sequence[Duty]) -> list[Say]:
    """One line a person, in the order of the members."""
    owed: dict[PersonId, list[Duty]] = {}
    for duty in duties:
        owed.setdefault(duty.person, []).append(duty)
    return [_line(member, owed[member.person]) for member in members if member.person in owed]


def _line(member: Member, duties: Sequence[Duty]) -> Say:
    first = min(duties, key=lambda duty: (duty.due is None, duty.due))
    due = None if first.due is None else say("owing.due", due=Until(first.due))
    if len(duties) == 1:
        return say("owing.line", name=member.name, unit=member.unit_name, what=first.text, due=due)
    return say("owing.line_many", name=member.name, unit=member.unit_name, count=len(duties), due=due)


def _about(turn: Turn, name: str) -> Say | None:
    return next((f.about for f in turn.flows if f.name == name), None)
