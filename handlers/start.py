"""/start -> start.how_to_join for a stranger, the menu for who has joined"""

from handlers.kit import End, Flow, Turn, Visit, say
from handlers.menu import menu

flow = Flow("start", command="start", about=say("start.about"), help=say("start.help"))


@flow.begin
async def welcome(turn: Turn, argument: str) -> End:
    """The menu for somebody who has joined."""
    return End(await menu(turn))


@flow.stranger
async def knock(visit: Visit) -> End:
    """How to get a code."""
    return End(say("start.how_to_join"))
