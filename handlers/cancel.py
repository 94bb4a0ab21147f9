"""/huy -> cancel.done: leaves the current step; what was saved stays saved"""

from handlers.kit import End, Flow, Turn, led, say
from handlers.menu import menu

flow = Flow("cancel", command="huy", about=say("cancel.about"), help=say("cancel.help"))


@flow.begin
async def leave(turn: Turn, argument: str) -> End:
    """Back to the menu."""
    lead = say("cancel.done") if turn.flow not in ("", flow.name) else say("cancel.nothing")
    return End(led(lead, await menu(turn)))
