"""Takes the step of somebody who has joined, once it is known which one it is. Nothing is said yet.

What fits nothing is answered with the menu, an old button with a word in passing and the fresh screen.
"""

from bot.book import Book
from bot.dispatch import Answer, Begin, Press, Stale, Step, Unclear
from handlers.kit import Flow, OpenFlow, Result, Say, Screen, Toast, Turn, led, say


class Steps:
    """The steps of every flow."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._menu = book.by_name["menu"]

    async def take(self, step: Step, turn: Turn) -> Result:
        """Takes the step that fits what was heard."""
        match step:
            case Begin(flow, argument):
                return await self.begin(flow, turn, argument)
            case Press(OpenFlow(), flow) if flow is not None:
                return await self.begin(flow, turn, "")
            case Press(choice, flow) if flow is not None:
                return await flow.presses[type(choice)](turn, choice)
            case Press():
                return await self.begin(self._menu, turn, "")
            case Answer(flow, state):
                return await flow.answers[type(state)](turn, state, turn.text)
            case Stale():
                return await self._fresh(turn, say("chat.stale"))
            case Unclear():
                return await self._with_menu(turn, say("chat.not_understood"))

    async def begin(self, flow: Flow, turn: Turn, argument: str) -> Result:
        """Begins a flow, or says that it is not for this person."""
        if flow.opening is None or not flow.open_to(turn.member):
            return await self._with_menu(turn, say("chat.not_for_you"))
        return await flow.opening(turn, argument)

    async def _fresh(self, turn: Turn, lead: Say) -> Result:
        """A word in passing, and the fresh screen of where the person is."""
        flow = self._book.by_name.get(turn.flow, self._menu)
        result = await self.begin(flow if flow.opening is not None else self._menu, turn, "")
        result.out = (Toast(lead), *result.out)
        return result

    async def _with_menu(self, turn: Turn, lead: Say) -> Result:
        assert self._menu.opening is not None
        result = await self._menu.opening(turn, "")
        result.out = tuple(led(lead, out) if isinstance(out, Screen) else out for out in result.out)
        return result
