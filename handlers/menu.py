"""/menu -> menu.screen: what the person owes now, then what they may do

“Đồng chí có 02 việc: …”, a button for the most urgent, then a button for each flow open to the person's roles. Matters
that read alike are one line with their number, and its button opens their list.
“Đã đọc” under a notice is answered here too.
"""

from dataclasses import dataclass
from datetime import datetime

from handlers.kit import (
    Button,
    Choice,
    Duty,
    End,
    Flow,
    MarkRead,
    OpenFlow,
    Say,
    Screen,
    Toast,
    Turn,
    Until,
    say,
)

flow = Flow("menu", command="menu", about=say("menu.about"), help=say("menu.help"))

SHOWN_DUTIES = 3  # with a button of their own
SHOWN_LINES = 6
ALWAYS_TYPED = ("start", "menu", "cancel", "khoi")  # flows that need no button of their own in the menu


@dataclass(frozen=True, slots=True)
class Owed:
    """One line of the menu: a matter, or several that read alike."""

    text: Say
    choice: Choice
    due: datetime | None
    count: int


@flow.begin
async def show(turn: Turn, argument: str) -> End:
    """The menu, whatever was typed after the command."""
    return End(await menu(turn))


async def menu(turn: Turn) -> Screen:
    """The menu as a screen, for flows that end in it."""
    lines = await owed(turn)
    first = tuple(Button(line.choice, _what(line)) for line in lines[:SHOWN_DUTIES])
    others = [f for f in turn.flows if f.listed_for(turn.member) and f.name not in ALWAYS_TYPED]
    buttons = [Button(OpenFlow(f.name), f.about) for f in others]
    pairs = tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
    return Screen(_text(turn, lines), (*first, *pairs, *await _other_khoi(turn)))


async def _other_khoi(turn: Turn) -> tuple[Button, ...]:
    """Somebody in several khối sees which one this is, and can change."""
    if len(turn.person.memberships) == 1:
        return ()
    here = await turn.store.people.khoi(turn.khoi)
    return (Button(OpenFlow("khoi"), say("menu.khoi_button", khoi="" if here is None else here.name)),)


async def owed(turn: Turn) -> list[Owed]:
    """What the person owes in this khối, the most urgent first."""
    found: list[tuple[Duty, Flow]] = []
    for each in turn.flows:
        if each.duties is not None:
            found += [(d, each) for d in await each.duties(turn.store, turn.khoi, turn.person.id, turn.now)]
    found.sort(key=lambda one: (one[0].due is None, one[0].due, one[0].item))
    alike: dict[object, list[tuple[Duty, Flow]]] = {}
    for duty, flow_of in found:
        alike.setdefault((repr(duty.text), duty.due), []).append((duty, flow_of))
    return [_line_of(same) for same in alike.values()]


def _line_of(same: list[tuple[Duty, Flow]]) -> Owed:
    duty, of = same[0]
    several = len(same) > 1 and of.command != ""
    return Owed(duty.text, OpenFlow(of.name) if several else duty.choice, duty.due, len(same))


@flow.press(MarkRead)
async def mark_read(turn: Turn, read: MarkRead) -> End:
    """Marks the notice read on every channel."""
    addressed = await turn.store.notices.mark_read(read.notice, turn.person.id, turn.now)
    return End(Toast(say("menu.marked_read") if addressed else say("chat.not_for_you")))


def _text(turn: Turn, owing: list[Owed]) -> Say:
    who = say("menu.who", name=turn.member.name, position=turn.member.position, unit=turn.member.unit_name)
    if not owing:
        return say("menu.nothing_owed", who=who)
    lines = [_line(number, line) for number, line in enumerate(owing[:SHOWN_LINES], start=1)]
    hidden = sum(line.count for line in owing[SHOWN_LINES:])
    if hidden:
        lines.append(say("menu.more", count=f"{hidden:02}"))
    return say("menu.owed", who=who, count=f"{sum(line.count for line in owing):02}", duties=tuple(lines))


def _line(number: int, line: Owed) -> Say:
    if line.due is None:
        return say("menu.duty", number=number, what=_what(line))
    return say("menu.duty_due", number=number, what=_what(line), due=Until(line.due))


def _what(line: Owed) -> Say:
    if line.count == 1:
        return line.text
    return say("menu.several", what=line.text, count=f"{line.count:02}")
