"""When somebody who acts by themselves goes on: with their whole answer, and not a moment later."""

from bot.rehearse.acting import Actor
from bot.web.hub import Event, Line
from tests.bot.rehearse.visit import Visit

PHONE = "r-BTT01"


class Heard(Line):
    """A line on which everything has come already: whoever waits for more waits in vain."""

    def __init__(self, *events: Event) -> None:
        super().__init__(PHONE, "")
        for event in events:
            self.put(event)

    async def next(self, seconds: float) -> Event | None:
        assert self.behind, "the answer was complete"
        return await super().next(seconds)


def said(kind: str, tap: str | None = None, notice: str | None = None) -> Event:
    return Event("message", {"kind": kind, "tap": tap, "notice": notice, "rows": []})


async def answered(visit: Visit, *events: Event) -> int:
    """How many of these events are left once the answer to “key” has been heard."""
    play, line = visit.stage.play, Heard(*events)
    assert await Actor(play.app, play.channel, PHONE)._answered(line, "key")
    return line.behind


async def test_a_fact_with_nothing_after_it_is_the_whole_answer(visit: Visit) -> None:
    assert await answered(visit, said("fact", "key")) == 0


async def test_a_screen_that_comes_with_a_fact_is_waited_for(visit: Visit) -> None:
    assert await answered(visit, said("fact", "key"), said("screen"), said("fact", "another")) == 1


async def test_a_notice_that_comes_with_a_fact_is_not_followed_by_more(visit: Visit) -> None:
    assert await answered(visit, said("fact", "key"), said("fact", notice="n")) == 0


async def test_what_came_before_is_no_answer(visit: Visit) -> None:
    assert await answered(visit, said("screen", "before"), said("fact", notice="n"), said("fact", "key")) == 0
