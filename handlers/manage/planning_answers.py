"""What was typed or sent for a part of a campaign: the change it means, or one sentence about what is expected."""

import re
from dataclasses import replace
from typing import assert_never

from campaign.dates.dates import DateRefused, read_date
from campaign.dates.meant import Towards
from campaign.paper import Attachment, NoNumber, NumberAndRest, number_in
from campaign.plan.plan import Campaign, Part
from campaign.plan.planning import Change, Dates, Movements, Plan, Tasks, Theme
from campaign.plan.typed_plan import MOST_LINES, Nothing, TooLong, TooMany, list_of, theme_of
from handlers.kit import Lost, Received, Say, Turn, say
from handlers.manage.campaign_words import date_fault

_BEFORE_THE_DATE = re.compile(r"^\D+(?=\d)")


def meant(turn: Turn, campaign: Campaign, part: Part, typed: str) -> Change | Say:
    """The change, or what was wrong. A file is the plan, whatever was asked."""
    if turn.files:
        return _file_meant(turn, campaign)
    match part:
        case Part.THEME:
            theme = theme_of(typed)
            return Theme(theme) if isinstance(theme, str) else _fault(theme)
        case Part.TASKS:
            lines = list_of(typed)
            return Tasks(lines) if isinstance(lines, tuple) else _fault(lines)
        case Part.MOVEMENTS:
            lines = list_of(typed)
            return Movements(lines) if isinstance(lines, tuple) else _fault(lines)
        case Part.PAPER:
            return _paper_meant(turn, campaign, typed)
        case Part.DEADLINES:
            return say("planning.press_a_date")
        case _:
            assert_never(part)


def as_it_is(campaign: Campaign, part: Part) -> Change:
    """No change, but the part counts as asked."""
    match part:
        case Part.THEME:
            return Theme(campaign.theme)
        case Part.TASKS:
            return Tasks(campaign.tasks)
        case Part.MOVEMENTS:
            return Movements(campaign.movements)
        case Part.PAPER:
            return Plan(campaign.plan, Part.PAPER)
        case Part.DEADLINES:
            return Dates(campaign.deadlines)
        case _:
            assert_never(part)


def _paper_meant(turn: Turn, campaign: Campaign, typed: str) -> Change | Say:
    match number_in(typed):
        case NoNumber():
            return say("planning.no_number")
        case NumberAndRest(number, rest):
            on = read_date(_BEFORE_THE_DATE.sub("", rest), turn.today, Towards.BEHIND)
            if isinstance(on, DateRefused):
                return say("planning.date_of_paper", number=number, fault=date_fault(on))
            return Plan(replace(campaign.plan, number=number, issued_on=on), Part.PAPER)


def _file_meant(turn: Turn, campaign: Campaign) -> Change | Say:
    if len(turn.files) > 1:
        return say("planning.one_file", count=len(turn.files))
    match turn.files[0]:
        case Received(name, size, media_type, sha256):
            return Plan(replace(campaign.plan, file=Attachment(name, sha256, media_type, size)), Part.TASKS)
        case Lost(name, _, "stamped"):
            return say("planning.file_stamped", name=name)
        case Lost(name):
            return say("planning.file_lost", name=name)


def _fault(refused: TooLong | TooMany | Nothing) -> Say:
    match refused:
        case TooLong(length, limit):
            return say("planning.too_long", length=length, limit=limit)
        case TooMany(count):
            return say("planning.too_many", count=count, limit=MOST_LINES)
        case Nothing():
            return say("planning.nothing")
        case _:
            assert_never(refused)
