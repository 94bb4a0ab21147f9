"""Whoever keeps a khối's roster: its secretary, and the administrator. A press proves nothing, so every step asks."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from campaign.people import Role
from handlers.kit import End, Result, Turn, led, say
from handlers.menu import menu

KEEPERS = frozenset({Role.SECRETARY, Role.ADMIN})

P = ParamSpec("P")
Step = Callable[Concatenate[Turn, P], Awaitable[Result]]


def keepers_only(step: Step[P]) -> Step[P]:
    """The step, for keepers; anybody else hears that it is not theirs."""

    @wraps(step)
    async def kept(turn: Turn, /, *args: P.args, **kwargs: P.kwargs) -> Result:
        if not turn.member.holds(*KEEPERS):
            return End(led(say("chat.not_for_you"), await menu(turn)))
        return await step(turn, *args, **kwargs)

    return kept
