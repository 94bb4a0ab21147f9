"""/trogiup -> help.screen: help for where the person is, and every command open to them"""

from handlers.kit import End, Flow, Say, Turn, say, screen

flow = Flow("help", command="trogiup", about=say("help.about"), help=say("help.help"))


@flow.begin
async def show(turn: Turn, argument: str) -> End:
    """Help for the flow the person is in, then the list of commands."""
    name = "menu" if turn.flow == "start" else turn.flow  # who has joined stands at the menu there
    here = next((f.help for f in turn.flows if f.name == name), say("help.anywhere"))
    commands = tuple(_line(f) for f in turn.flows if f.listed_for(turn.member))
    return End(screen(say("help.screen", here=here, commands=commands)))


def _line(flow: Flow) -> Say:
    return say("help.command", command=flow.command, about=flow.about)
