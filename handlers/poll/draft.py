"""A ballot being prepared, on one screen: poll.draft [Trình Khối trưởng] [Danh sách] [Thể lệ] [Bỏ phiếu kín] …

Its name, its place and its secrecy are changed here; it is submitted or thrown away in submitting.py.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from campaign.ballots.quorum import Fault
from campaign.ballots.rights import presides
from campaign.ballots.rule import Act
from campaign.catalogue.model import Openness
from campaign.ids import BallotId
from handlers.decide.found import Found
from handlers.decide.words import headline, is_secret, rule_words, two
from handlers.kit import (
    Choice,
    End,
    Flow,
    Next,
    OpenFlow,
    Result,
    Row,
    Say,
    Turn,
    led,
    say,
    screen,
)
from handlers.poll.candidates import ListCandidates
from handlers.poll.edit import amended, draft_of, with_roll_of_today
from handlers.poll.settings import ShowRules
from handlers.poll.words import (
    FAULTS,
    ShowDraft,
    ShowRoll,
    Team,
    basis_words,
    cautions_words,
)

flow = Flow("poll_draft", about=say("decide.about"), help=say("poll.help_draft"))

FEW = 3  # names on the screen of a draft; the list has all of them
LONGEST = 200  # characters of a name or a place; what is typed beyond is left out


class Part(StrEnum):
    """What is typed."""

    TITLE = "t"
    PLACE = "p"


class Submit(Choice, tag="bq1", label=say("poll.submit_button")):
    """To the Khối trưởng, who opens it."""

    ballot: BallotId


class SwitchSecrecy(Choice, tag="bq2"):
    """Secret or open."""

    ballot: BallotId
    secrecy: Openness


class AskFor(Choice, tag="bq3"):
    """The name of the vote, or where the meeting is."""

    ballot: BallotId
    part: Part


class AskDiscard(Choice, tag="bq4", label=say("poll.discard_button")):
    """Throws the draft away: to be confirmed."""

    ballot: BallotId


@dataclass(frozen=True)
class Naming:
    """Waits for the name or the place."""

    ballot: BallotId
    part: Part


@flow.press(ShowDraft)
async def open_draft(turn: Turn, asked: ShowDraft) -> Result:
    """The draft's screen."""
    drafted = await draft_of(turn, asked.ballot)
    return drafted if isinstance(drafted, End) else await show_draft(turn, drafted)


async def show_draft(turn: Turn, drafted: Found, lead: Say | None = None) -> End:
    """Everything proposed or set so far, and what the chair should hear before opening."""
    drafted, _ = await with_roll_of_today(turn, drafted)
    ballot = drafted.ballot
    text = say(
        "poll.draft",
        headline=headline(ballot),
        body=ballot.body_name,
        roll=two(len(ballot.roll)),
        names=_names(drafted),
        rule=rule_words(ballot),
        basis=basis_words(ballot.settings),
        team=_team(drafted),
        cautions=cautions_words(ballot),
    )
    shown = screen(text, *_rows(turn, drafted), back=OpenFlow("decide"))
    return End(shown if lead is None else led(lead, shown))


def _team(drafted: Found) -> Say:
    names = ", ".join(teller.name for teller in drafted.ballot.tellers)
    return say("poll.team_line", names=names) if names else say("poll.team_nobody")


def _names(drafted: Found) -> Say:
    names = drafted.ballot.candidates
    if not names:
        return say("poll.no_names_yet")
    few = ", ".join(one.name for one in names[:FEW])
    return say("poll.names", total=two(len(names)), few=few + (" …" if len(names) > FEW else ""))


def _rows(turn: Turn, drafted: Found) -> list[Row]:
    ballot = drafted.ballot
    onward: Row = Submit(ballot.id)
    if presides(drafted.body, turn.member) or ballot.prepared is not None:
        onward = ShowRoll(ballot.id, 0)
    rows: list[Row] = [onward, (ListCandidates(ballot.id, 0), ShowRules(ballot.id))]
    if ballot.settings.act is not Act.HANDS:
        rows.append(_switch(drafted))
    title = AskFor(ballot.id, Part.TITLE).labelled(say("poll.title_button"))
    place = AskFor(ballot.id, Part.PLACE).labelled(say("poll.place_button"))
    return [*rows, Team(ballot.id), (title, place), AskDiscard(ballot.id)]


def _switch(drafted: Found) -> Row:
    if is_secret(drafted.ballot):
        return SwitchSecrecy(drafted.ballot.id, Openness.OPEN).labelled(say("poll.make_open_button"))
    return SwitchSecrecy(drafted.ballot.id, Openness.SECRET).labelled(say("poll.make_secret_button"))


@flow.press(SwitchSecrecy)
async def switch(turn: Turn, asked: SwitchSecrecy) -> Result:
    """Secret or open, until it is opened."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    if drafted.ballot.settings.act is Act.HANDS and asked.secrecy is Openness.SECRET:
        return await show_draft(turn, drafted, FAULTS[Fault.SECRET_HANDS])
    settings = replace(drafted.ballot.settings, secrecy=asked.secrecy)
    return await show_draft(turn, await amended(turn, drafted, replace(drafted.ballot, settings=settings)))


@flow.press(AskFor)
async def ask_for(turn: Turn, asked: AskFor) -> Result:
    """The name or the place is typed."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    title = say("poll.ask_title", now=drafted.ballot.title)
    text = title if asked.part is Part.TITLE else say("poll.ask_place")
    return Next(Naming(asked.ballot, asked.part), screen(text, back=ShowDraft(asked.ballot)))


@flow.answer(Naming)
async def named(turn: Turn, state: Naming, typed: str) -> Result:
    """Writes it."""
    drafted = await draft_of(turn, state.ballot)
    if isinstance(drafted, End):
        return drafted
    words = " ".join(typed.split())[:LONGEST]
    if not words:
        return await ask_for(turn, AskFor(state.ballot, state.part))
    ballot = drafted.ballot
    changed = replace(ballot, title=words) if state.part is Part.TITLE else replace(ballot, place=words)
    return await show_draft(turn, await amended(turn, drafted, changed))
