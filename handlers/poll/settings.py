"""The rule of a ballot: poll.rules [Tỷ lệ] [Mẫu số] [Số dự họp] … -> poll.choose -> poll.rules

What is proposed comes from the campaign's rules with its citation. A threshold set by hand needs a citation by hand.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from campaign.ballots.rule import Basis, Percent, Settings
from campaign.dates.dates import DateRefused, read_moment
from campaign.ids import BallotId
from handlers.decide.found import Found
from handlers.decide.words import due_words, headline, rule_words, two
from handlers.kit import Choice, End, Flow, Next, Result, Row, Say, Turn, led, say, screen
from handlers.poll.edit import amended, draft_of
from handlers.poll.rule_items import ABSENT, NAMES, TYPED, Item, applies, as_it_is, options, with_value
from handlers.poll.words import RECUSALS, TIES, ShowDraft, basis_words

flow = Flow("poll_settings", about=say("decide.about"), help=say("poll.help_rules"))

WHOLE = 100  # percent


class ShowRules(Choice, tag="bq6", label=say("poll.rules_button")):
    """The rule of the ballot."""

    ballot: BallotId


class AskItem(Choice, tag="bq7"):
    """What it may be set to."""

    ballot: BallotId
    item: Item


class SetItem(Choice, tag="bq8"):
    """Sets it."""

    ballot: BallotId
    item: Item
    value: str


@dataclass(frozen=True)
class Typing:
    """Waits for a citation, a date, or a percentage of one's own."""

    ballot: BallotId
    item: Item


@flow.press(ShowRules)
async def show_rules(turn: Turn, asked: ShowRules) -> Result:
    """The rule, item by item."""
    drafted = await draft_of(turn, asked.ballot)
    return drafted if isinstance(drafted, End) else rules(drafted)


def rules(drafted: Found, lead: Say | None = None) -> End:
    """The rule as a screen."""
    ballot, s = drafted.ballot, drafted.ballot.settings
    text = say(
        "poll.rules",
        headline=headline(ballot),
        rule=rule_words(ballot),
        absent=ABSENT[s.absent],
        recusal=RECUSALS[s.recusal],
        rounds=two(s.max_rounds),
        tie=TIES[s.tie],
        places=say("poll.no_limit") if s.places is None else two(s.places),
        until=due_words(ballot),
        basis=basis_words(s),
    )
    buttons = [AskItem(ballot.id, item).labelled(NAMES[item]) for item in Item if applies(item, s)]
    rows: list[Row] = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    shown = screen(text, *rows, back=ShowDraft(ballot.id))
    return End(shown if lead is None else led(lead, shown))


@flow.press(AskItem)
async def ask_item(turn: Turn, asked: AskItem) -> Result:
    """The possible values; some are typed."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    back = ShowRules(asked.ballot)
    if asked.item in TYPED:
        text = say("poll.ask_citation") if asked.item is Item.CITATION else say("poll.ask_until")
        return Next(Typing(asked.ballot, asked.item), screen(text, back=back))
    rows = [
        SetItem(asked.ballot, asked.item, value).labelled(option.words)
        for value, option in options(asked.item, drafted.ballot.settings).items()
    ]
    text = say("poll.choose", item=NAMES[asked.item], now=as_it_is(asked.item, drafted.ballot))
    shown = screen(text, *rows, back=back)
    if asked.item is Item.THRESHOLD:
        return Next(Typing(asked.ballot, asked.item), shown)
    return End(shown)


@flow.press(SetItem)
async def set_item(turn: Turn, asked: SetItem) -> Result:
    """The rule with the value."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    if asked.value not in options(asked.item, drafted.ballot.settings):
        return rules(drafted, say("chat.stale"))
    return await _set(turn, drafted, with_value(drafted.ballot.settings, asked.item, asked.value), asked.item)


async def _set(turn: Turn, drafted: Found, settings: Settings, item: Item) -> Result:
    if item in {Item.THRESHOLD, Item.DENOMINATOR} and settings != drafted.ballot.settings:
        settings = replace(settings, basis=Basis(""))
    changed = await amended(turn, drafted, replace(drafted.ballot, settings=settings))
    return rules(changed, say("poll.cite_it") if not settings.basis.citation else None)


@flow.answer(Typing)
async def typed(turn: Turn, state: Typing, text: str) -> Result:
    """A citation, the planned end, or a percentage."""
    drafted = await draft_of(turn, state.ballot)
    if isinstance(drafted, End):
        return drafted
    match state.item:
        case Item.CITATION:
            settings = replace(drafted.ballot.settings, basis=Basis(" ".join(text.split())[:300]))
            return await _set(turn, drafted, settings, state.item)
        case Item.UNTIL:
            return await _until(turn, drafted, text)
        case _:
            return await _percent(turn, drafted, text)


async def _until(turn: Turn, drafted: Found, text: str) -> Result:
    read = read_moment(text, turn.now, turn.zone)
    if isinstance(read, DateRefused):
        again = screen(say("poll.ask_until"), back=ShowRules(drafted.ballot.id))
        return Next(Typing(drafted.ballot.id, Item.UNTIL), led(Say(read.key, read.values), again))
    assert isinstance(read, datetime)
    return rules(await amended(turn, drafted, replace(drafted.ballot, closes_at=read)))


async def _percent(turn: Turn, drafted: Found, text: str) -> Result:
    number = text.strip().removesuffix("%").strip()
    if not number.isdecimal() or not 1 <= int(number) <= 100:
        return rules(drafted, say("poll.bad_percent"))
    settings = replace(drafted.ballot.settings, threshold=Percent(int(number)))
    return await _set(turn, drafted, settings, Item.THRESHOLD)
