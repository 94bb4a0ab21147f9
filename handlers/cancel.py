"""/huy -> cancel.done: leaves the current step; what was saved stays saved"""

from handlers.kit import End, Flow, Turn, led, say
from handlers.menu import menu

flow = Flow("cancel", command="huy", about=say("cancel.about"), help=say("cancel.help"))


NOWHERE = ("", "start", "menu", "help", flow.name)  # where nothing is under way that one could leave


@flow.begin
async def leave(turn: Turn, argument: str) -> End:
    """Back to the menu."""
    lead = say("cancel.nothing") if turn.flow in NOWHERE else say("cancel.done")
    return End(led(lead, await menu(turn)))
