"""Which step answers: a pure choice from what was heard, where the conversation stands and what was last shown."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.book import Book
from bot.channel import Heard
from bot.envelope import STAYS, Label
from campaign.search import search_key
from handlers.kit import Choice, Flow, OpenFlow, OpenMenu
from handlers.packing import unpack


@dataclass(frozen=True, slots=True)
class Begin:
    """A flow is begun, by command or button."""

    flow: Flow
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button was pressed, or chosen by its number or words. `stays`: its message is not edited."""

    choice: Choice
    flow: Flow | None
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Text or files answer the question the conversation waits at."""

    flow: Flow
    state: object


@dataclass(frozen=True, slots=True)
class Stale:
    """A button that is no longer known."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing fits."""


Step = Begin | Press | Answer | Stale | Unclear


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the conversation stands: the flow and state it waits in, and the buttons last shown."""

    flow: Flow | None
    state: object | None
    shown: tuple[Label, ...]


def choose(book: Book, standing: Standing, heard: Heard, words: Callable[[Label], str]) -> Step:
    """The step for what was heard. `words` renders a button in the person's language."""
    if heard.choice is not None:
        return press(book, heard.choice)
    text = heard.text.strip()
    if text.startswith("/"):
        return _command(book, text)
    kind = type(standing.state)
    waiting = standing.flow is not None and kind in standing.flow.answers
    asked = standing.flow is not None and waiting and kind not in standing.flow.searches
    numbered = () if asked else standing.shown  # a bare number answers the question
    picked = None if heard.files else _picked(standing.shown, numbered, text, words)
    if picked is not None:
        return press(book, picked)
    recognised = None if asked or heard.files else book.recognises(text)
    if recognised is not None:
        return Begin(recognised, text)
    if standing.flow is not None and waiting:
        return Answer(standing.flow, standing.state)
    return Unclear()


def pick(shown: tuple[Label, ...], text: str, words: Callable[[Label], str]) -> str | None:
    """The data of the shown button that a typed number or its words mean."""
    return _picked(shown, shown, text.strip(), words)


def press(book: Book, data: str) -> Step:
    """The step for a button's data."""
    stays = data.startswith(STAYS)
    choice = unpack(data.removeprefix(STAYS), book.tags)
    match choice:
        case None:
            return Stale()
        case OpenMenu():
            return Press(choice, None, stays)
        case OpenFlow(flow=name) if name in book.by_name:
            return Press(choice, book.by_name[name], stays)
        case _ if type(choice) in book.by_choice:
            return Press(choice, book.by_choice[type(choice)], stays)
        case _:
            return Stale()


MOST_DIGITS = 10  # of the number of a button; a number of thousands of digits cannot even be read


def _command(book: Book, text: str) -> Step:
    command, _, argument = text[1:].partition(" ")
    flow = book.by_command.get(command.split("@")[0].lower())
    return Unclear() if flow is None else Begin(flow, argument.strip())


def _picked(
    shown: tuple[Label, ...], numbered: tuple[Label, ...], text: str, words: Callable[[Label], str]
) -> str | None:
    """The data of the button meant by its number (“3” among `numbered`, “#3” always) or by its words."""
    among = shown if text.startswith("#") else numbered
    number = text.removeprefix("#")
    if number.isdecimal() and len(number) < MOST_DIGITS and 1 <= int(number) <= len(among):
        return among[int(number) - 1].data
    key = search_key(text)
    return next((label.data for label in shown if key and search_key(words(label)) == key), None)
