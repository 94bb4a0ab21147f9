"""Who sits in the council, named one by one: a name typed on its screen -> [add]; a number -> [remove] -> read back

[Lấy theo danh sách] takes everybody with the role.
"""

from campaign.composing import as_on_the_roster, seated, unseated
from campaign.ids import MemberId
from campaign.people import Member
from campaign.roster.directory import meant
from handlers.kit import End, Next, Result, Turn, say, screen
from handlers.leafing import those
from handlers.manage.begin import not_yours
from handlers.poll.body import Seat
from handlers.roster.bodies import Seating, changed, flow, mine, names_of, one_screen
from handlers.roster.bodies_words import AddSeat, AskUnseat, ShowBody, SyncCouncil, Unseat

__all__ = ["flow"]  # begun in bodies.py; whole with the steps of this file

MOST_HITS = 6
"""People offered for a name that was typed; whoever is not among them is found by typing more of it."""
LONGEST_ECHO = 60  # characters of what was typed, said back


@flow.search(Seating)
async def look_up(turn: Turn, state: Seating, typed: str) -> Result:
    """Whom to add."""
    body = await mine(turn, Seat.COUNCIL)
    if body is None:
        return await not_yours(turn)
    everybody = await turn.store.people.directory(turn.khoi) if typed.strip() else ()
    hits = await those(everybody, meant(typed))
    if not hits:
        return await one_screen(
            turn, Seat.COUNCIL, body, lead=say("bodies.nobody", query=typed.strip()[:LONGEST_ECHO])
        )
    rows = [
        AddSeat(one.member).labelled(say("bodies.person", name=one.name, unit=one.unit_name))
        for one in hits[:MOST_HITS]
    ]
    return Next(state, screen(say("bodies.whom", count=len(hits)), *rows, back=ShowBody(Seat.COUNCIL, 0)))


@flow.press(AddSeat)
async def add_seat(turn: Turn, pressed: AddSeat) -> Result:
    """One more member."""
    body, member = await mine(turn, Seat.COUNCIL), await _member(turn, pressed.member)
    if body is None or member is None:
        return await not_yours(turn)
    outcome = seated(body, member)
    return await changed(turn, Seat.COUNCIL, body, outcome, say("bodies.added", name=member.name))


async def _member(turn: Turn, who: MemberId) -> Member | None:
    return await turn.store.people.member(turn.khoi, who)


@flow.press(AskUnseat)
async def ask_unseat(turn: Turn, pressed: AskUnseat) -> Result:
    """Read back."""
    body = await mine(turn, Seat.COUNCIL)
    if body is None or pressed.member not in body.members:
        return await not_yours(turn)
    name = dict(await names_of(turn, body)).get(int(pressed.member), "")
    return End(screen(say("bodies.one", who=name), Unseat(pressed.member), back=ShowBody(Seat.COUNCIL, 0)))


@flow.press(Unseat)
async def unseat(turn: Turn, pressed: Unseat) -> Result:
    """The member sits in it no more."""
    body = await mine(turn, Seat.COUNCIL)
    if body is None:
        return await not_yours(turn)
    return await changed(turn, Seat.COUNCIL, body, unseated(body, pressed.member), say("bodies.removed"))


@flow.press(SyncCouncil)
async def sync(turn: Turn, pressed: SyncCouncil) -> Result:
    """Everybody who holds the role on the roster, and nobody else."""
    body = await mine(turn, Seat.COUNCIL)
    if body is None:
        return await not_yours(turn)
    outcome = as_on_the_roster(body, await turn.store.people.members(turn.khoi))
    return await changed(turn, Seat.COUNCIL, body, outcome, say("bodies.synced"))
