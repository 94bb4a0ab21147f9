"""A page of the roster to pick people from, by number or found by typing, with those already picked marked."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from campaign.ids import MemberId
from campaign.meetings.draft import MeetingDraft, Part
from campaign.roster.directory import Listed, meant
from handlers.arranging.flow import AskPart
from handlers.kit import Choice, Row, Say, Screen, Turn, say, screen
from handlers.leafing import those
from handlers.lists import lines, numbers, page_of, turning

LONGEST_ECHO = 60  # characters of what was typed, said back


@dataclass(frozen=True, slots=True)
class Picking:
    """For which part of the invitation people are picked, who is so far, and the buttons that do it.

    `choose` makes the button of a person on a page (its number), `turn_to` the one that turns to a page.
    """

    part: Part
    chosen: Collection[MemberId]
    choose: Callable[[MemberId, int], Choice]
    turn_to: Callable[[int], Choice]


async def roster_page(turn: Turn, draft: MeetingDraft, picking: Picking, query: str, page: int) -> Screen:
    """The people whom the typed words mean, or everybody."""
    hits = await those(await turn.store.people.directory(draft.khoi), meant(query))
    shown = page_of(hits, page)
    rows: list[Row] = [
        *numbers(shown, lambda person: picking.choose(person.member, shown.number)),
        *turning(shown, picking.turn_to),
        AskPart(draft.id, picking.part).labelled(say("arranging.done_button")),
    ]
    nobody = say("arranging.nobody_found", query=query[:LONGEST_ECHO])
    title = say("arranging.pick", count=f"{len(picking.chosen):02}") if hits else nobody
    people = lines(shown, lambda person: _listed(person, picking.chosen))
    text = say("arranging.people", title=title, people=people)
    return screen(text, *rows, back=AskPart(draft.id, picking.part))


def _listed(person: Listed, chosen: Collection[MemberId]) -> Say:
    if person.member in chosen:
        return say("arranging.person_chosen", name=person.name, unit=person.unit_name)
    return say("arranging.person", name=person.name, unit=person.unit_name)
