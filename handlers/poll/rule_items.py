"""What of a ballot's rule can be set, and to which values there is a button."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Any

from campaign.ballots.ballot import Ballot
from campaign.ballots.rule import Majority, Percent, Settings
from campaign.catalogue.general import AbsentRule
from handlers.decide.words import DENOMINATORS, due_words, threshold_words, two
from handlers.kit import Say, say
from handlers.poll.words import RECUSALS, TIES, basis_words


class Item(StrEnum):
    """What can be set."""

    THRESHOLD = "t"
    DENOMINATOR = "d"
    QUORUM = "q"
    ABSENT = "a"
    RECUSAL = "r"
    ROUNDS = "n"
    TIE = "e"
    PLACES = "p"
    CITATION = "c"
    UNTIL = "u"


NAMES = {
    Item.THRESHOLD: say("poll.item_threshold"),
    Item.DENOMINATOR: say("poll.item_denominator"),
    Item.QUORUM: say("poll.item_quorum"),
    Item.ABSENT: say("poll.item_absent"),
    Item.RECUSAL: say("poll.item_recusal"),
    Item.ROUNDS: say("poll.item_rounds"),
    Item.TIE: say("poll.item_tie"),
    Item.PLACES: say("poll.item_places"),
    Item.CITATION: say("poll.item_citation"),
    Item.UNTIL: say("poll.item_until"),
}
ABSENT = {
    AbsentRule.WRITTEN_OPINION: say("poll.absent_written"),
    AbsentRule.NO_VOTE: say("poll.absent_nothing"),
}
TYPED = frozenset({Item.CITATION, Item.UNTIL})


@dataclass(frozen=True, slots=True)
class Option:
    """A value with a button: its words, and what it sets."""

    words: Say
    sets: Mapping[str, Any]


def _percent(percent: int) -> Option:
    return Option(say("poll.percent", percent=percent), {"threshold": Percent(percent)})


def _places(count: int) -> Option:
    return Option(say("poll.at_most", count=two(count)), {"places": count})


OPTIONS: Mapping[Item, Mapping[str, Option]] = {
    Item.THRESHOLD: {
        "0": Option(say("poll.majority"), {"threshold": Majority()}),
        **{str(percent): _percent(percent) for percent in (67, 80, 90, 100)},
    },
    Item.DENOMINATOR: {
        base.value: Option(words, {"denominator": base}) for base, words in DENOMINATORS.items()
    },
    Item.QUORUM: {
        "0": Option(say("poll.quorum_none"), {"quorum": None}),
        "1/2": Option(say("poll.quorum_half"), {"quorum": Fraction(1, 2)}),
        "2/3": Option(say("poll.quorum_two_thirds"), {"quorum": Fraction(2, 3)}),
        "4/5": Option(say("poll.quorum_four_fifths"), {"quorum": Fraction(4, 5)}),
    },
    Item.ABSENT: {rule.value: Option(words, {"absent": rule}) for rule, words in ABSENT.items()},
    Item.RECUSAL: {rule.value: Option(words, {"recusal": rule}) for rule, words in RECUSALS.items()},
    Item.ROUNDS: {str(n): Option(say("poll.rounds", count=n), {"max_rounds": n}) for n in (1, 2, 3)},
    Item.TIE: {rule.value: Option(words, {"tie": rule}) for rule, words in TIES.items()},
    Item.PLACES: {
        "0": Option(say("poll.no_limit"), {"places": None}),
        **{str(count): _places(count) for count in (1, 2, 3)},
    },
    Item.CITATION: {},
    Item.UNTIL: {},
}


def options(item: Item, settings: Settings) -> Mapping[str, Option]:
    """The values with a button; where one chooses names, how many is always limited."""
    offered = OPTIONS[item]
    if item is Item.PLACES and settings.act.chooses:
        return {value: option for value, option in offered.items() if value != "0"}
    return offered


def with_value(settings: Settings, item: Item, value: str) -> Settings:
    """The settings with one of the values offered."""
    return replace(settings, **OPTIONS[item][value].sets)


def as_it_is(item: Item, ballot: Ballot) -> Say:
    """The present value in words."""
    settings = ballot.settings
    if item is Item.CITATION:
        return basis_words(settings)
    if item is Item.UNTIL:
        return due_words(ballot)
    if item is Item.THRESHOLD:
        return threshold_words(settings)
    for option in OPTIONS[item].values():
        if all(getattr(settings, name) == value for name, value in option.sets.items()):
            return option.words
    return say("poll.other_value")


def applies(item: Item, settings: Settings) -> bool:
    """Rounds and ties are a matter only where places are limited."""
    return item not in {Item.ROUNDS, Item.TIE} or settings.places is not None
