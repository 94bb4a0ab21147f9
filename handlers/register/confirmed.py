"""What the head confirmed, told: each person their own titles by name, the đầu mối those of whom they filed for."""

from collections.abc import Sequence
from dataclasses import replace

from campaign.ids import PersonId
from campaign.registration.registration import Registration
from handlers.kit import Notice, OpenFlow, Row, Say, Turn, say
from handlers.register.notices import concerned, notice
from handlers.register.setting import Setting, whose
from handlers.register.unit import listed_lines
from handlers.register.words import ShowOne
from handlers.titles import title_name

SHOWN = 8


async def about_confirming(
    turn: Turn, setting: Setting, registrations: Sequence[Registration]
) -> tuple[Notice, ...]:
    """One notice to everybody whom the same registrations concern.

    They are receipts, of no sender: many small ones would bury what the secretary sent, and they are nobody else's.
    """
    theirs: dict[PersonId, list[Registration]] = {}
    for each in registrations:
        for person in dict.fromkeys(await concerned(turn, [each])):
            theirs.setdefault(person, []).append(each)
    alike: dict[tuple[int, ...], list[PersonId]] = {}
    for person, owned in theirs.items():
        alike.setdefault(tuple(each.id for each in owned), []).append(person)
    told: list[Notice] = []
    for audience in alike.values():
        owned = theirs[audience[0]]
        text, row = await _text(turn, setting, owned), _row(owned)
        told += [replace(one, by=None) for one in notice(turn, setting, audience, text, row)]
    return tuple(told)


async def confirmed_lines(turn: Turn, registrations: Sequence[Registration]) -> tuple[Say, ...]:
    """“Trần Thị B: Chiến sĩ thi đua cơ sở”, as many as are read on a phone."""
    lines = await listed_lines(turn, registrations[:SHOWN])
    more = len(registrations) - len(lines)
    return (*lines, say("register.and_more", count=more)) if more > 0 else tuple(lines)


async def _text(turn: Turn, setting: Setting, owned: Sequence[Registration]) -> Say:
    year = setting.campaign.year
    if len(owned) == 1:
        title = title_name(turn.catalogue, owned[0].title)
        return say("register.was_confirmed", title=title, year=year, who=await whose(turn, owned[0]))
    lines = await confirmed_lines(turn, owned)
    return say("register.were_confirmed", count=f"{len(owned):02}", year=year, lines=lines)


def _row(owned: Sequence[Registration]) -> Row:
    return (
        ShowOne(owned[0].id)
        if len(owned) == 1
        else OpenFlow("register").labelled(say("register.home_button"))
    )
