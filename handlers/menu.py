"""/menu -> menu.screen: what the person owes now, then what they may do

“Đồng chí có 02 việc: …”, a button for each matter owed, then a button for each flow open to the person's roles.
“Đã đọc” under a notice is answered here too.
"""

from handlers.kit import Button, Duty, End, Flow, MarkRead, OpenFlow, Say, Screen, Toast, Turn, Until, say

flow = Flow("menu", command="menu", about=say("menu.about"), help=say("menu.help"))

SHOWN_DUTIES = 3
ALWAYS_TYPED = ("start", "menu", "cancel", "khoi")  # flows that need no button of their own in the menu


@flow.begin
async def show(turn: Turn, argument: str) -> End:
    """The menu, whatever was typed after the command."""
    return End(await menu(turn))


async def menu(turn: Turn) -> Screen:
    """The menu as a screen, for flows that end in it."""
    duties = await owed(turn)
    first = tuple(Button(duty.choice, duty.text) for duty in duties[:SHOWN_DUTIES])
    others = [f for f in turn.flows if f.listed_for(turn.member) and f.name not in ALWAYS_TYPED]
    buttons = [Button(OpenFlow(f.name), f.about) for f in others]
    pairs = tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
    return Screen(_text(turn, duties), (*first, *pairs, *await _other_khoi(turn)))


async def _other_khoi(turn: Turn) -> tuple[Button, ...]:
    """Somebody in several khối sees which one this is, and can change."""
    if len(turn.person.memberships) == 1:
        return ()
    here = await turn.store.people.khoi(turn.khoi)
    return (Button(OpenFlow("khoi"), say("menu.khoi_button", khoi="" if here is None else here.name)),)


async def owed(turn: Turn) -> list[Duty]:
    """What the person owes in this khối, the most urgent first."""
    found: list[Duty] = []
    for each in turn.flows:
        if each.duties is not None:
            found += await each.duties(turn.store, turn.khoi, turn.person.id, turn.now)
    return sorted(found, key=lambda duty: (duty.due is None, duty.due, duty.item))


@flow.press(MarkRead)
async def mark_read(turn: Turn, read: MarkRead) -> End:
    """Marks the notice read on every channel."""
    addressed = await turn.store.notices.mark_read(read.notice, turn.person.id, turn.now)
    return End(Toast(say("menu.marked_read") if addressed else say("chat.not_for_you")))


def _text(turn: Turn, duties: list[Duty]) -> Say:
    who = say("menu.who", name=turn.member.name, position=turn.member.position, unit=turn.member.unit_name)
    if not duties:
        return say("menu.nothing_owed", who=who)
    lines = tuple(_line(number, duty) for number, duty in enumerate(duties, start=1))
    return say("menu.owed", who=who, count=f"{len(duties):02}", duties=lines)


def _line(number: int, duty: Duty) -> Say:
    if duty.due is None:
        return say("menu.duty", number=number, what=duty.text)
    return say("menu.duty_due", number=number, what=duty.text, due=Until(duty.due))
