"""Biểu quyết, as a unit sees it: what was entered for it, and its own correction until the close.

decide.hands [Đồng ý] [Không đồng ý] [Ý kiến khác] -> read back -> confirm -> decide.cast_open
    Ý kiến khác -> the words are typed -> read back -> confirm

With several names on the list: [Đồng ý tất cả] first, then a name to answer otherwise.
"""

from dataclasses import dataclass

from campaign.ballots.ballot import Ballot
from campaign.ballots.casting import Vote, VoteAgain, VoteCast, VoteChanged, cast_open
from campaign.ballots.choices import LONGEST_REMARK, Choices, Mark
from campaign.ballots.choices import Choice as OneChoice
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.rights import prepares
from campaign.ballots.roll import Voter
from campaign.ids import BallotId
from handlers.decide.cast import not_taken, taken_openly
from handlers.decide.found import admitted, found, heard_at, refused, vote_before
from handlers.decide.voting_words import MARKS, chosen_words, refusal_words
from handlers.decide.words import OpenPaper, due_words, headline, listed
from handlers.kit import Choice, End, Flow, Next, Result, Row, Say, Screen, Turn, led, say, screen

flow = Flow("decide_hands", about=say("decide.about"), help=say("decide.help_hands"))

EVERYBODY = 0  # instead of a place on the list
MOST = 5  # names with a button of their own
ANSWERS = (Mark.AGREE, Mark.DISAGREE, Mark.OTHER, Mark.BLANK)


class AboutName(Choice, tag="bx"):
    """One name of several, to be answered otherwise."""

    ballot: BallotId
    place: int


class RaiseHand(Choice, tag="bh"):
    """The unit's own answer, to be read back."""

    ballot: BallotId
    place: int
    mark: Mark


class ConfirmHand(Choice, tag="bi", label=say("decide.confirm_hand_button")):
    """The answer as read back; the words of an “ý kiến khác” are in the conversation."""

    ballot: BallotId
    place: int
    mark: Mark


@dataclass(frozen=True)
class Remarking:
    """Waits for the words of an “ý kiến khác”, then for its confirmation."""

    ballot: BallotId
    place: int
    remark: str = ""


async def paper(turn: Turn, ballot: Ballot, voter: Voter, lead: Say | None = None) -> Result:
    """What stands for this unit now, and the answers."""
    before = await turn.store.urns.vote(ballot.id, voter.id)
    single = len(ballot.candidates) == 1
    text = say(
        "decide.hands",
        headline=headline(ballot),
        names=tuple(listed(place, one) for place, one in enumerate(ballot.candidates, 1)),
        now=_now_words(ballot, before),
        due=due_words(ballot),
    )
    answers: list[Row] = [RaiseHand(ballot.id, 1, mark).labelled(MARKS[mark]) for mark in ANSWERS]
    if not single:
        answers = [RaiseHand(ballot.id, EVERYBODY, Mark.AGREE).labelled(say("decide.agree_all_button"))]
    shown = screen(text, *answers, *([] if single else _names(ballot)))
    return End(shown if lead is None else led(lead, shown))


def _names(ballot: Ballot) -> list[Row]:
    return [
        AboutName(ballot.id, place).labelled(say("decide.about_name_button", name=one.name))
        for place, one in enumerate(ballot.candidates[:MOST], 1)
    ]


@flow.press(AboutName)
async def about_name(turn: Turn, asked: AboutName) -> Result:
    """The answers for one name of several."""
    voting = await found(turn, asked.ballot)
    if voting is None or not 1 <= asked.place <= len(voting.ballot.candidates):
        return await refused(turn, say("decide.unknown"))
    if voting.ballot.voter_of(turn.member.id) is None and not prepares(voting.body, turn.member):
        return await refused(turn, say("decide.not_on_roll"))
    one = voting.ballot.candidates[asked.place - 1]
    rows = [RaiseHand(asked.ballot, asked.place, mark).labelled(MARKS[mark]) for mark in ANSWERS]
    text = say("decide.hands_one", headline=headline(voting.ballot), name=listed(asked.place, one))
    return End(screen(text, *rows, back=OpenPaper(asked.ballot)))


@flow.press(RaiseHand)
async def raise_hand(turn: Turn, asked: RaiseHand) -> Result:
    """The answer read back; an “ý kiến khác” first asks for its words."""
    if asked.mark is Mark.OTHER:
        return Next(Remarking(asked.ballot, asked.place), say_other("", back=OpenPaper(asked.ballot)))
    return await _read_back(turn, asked, "")


@flow.answer(Remarking)
async def remark(turn: Turn, state: Remarking, text: str) -> Result:
    """The words, read back."""
    if not text.strip() or len(text.strip()) > LONGEST_REMARK:
        return Next(state, say_other(text.strip(), back=OpenPaper(state.ballot)))
    return await _read_back(turn, RaiseHand(state.ballot, state.place, Mark.OTHER), text.strip())


def say_other(typed: str, back: Choice) -> Screen:
    """The question for the words of an “ý kiến khác”, once more where too many were typed."""
    asked = screen(say("decide.say_other", most=LONGEST_REMARK), back=back)
    return led(say("decide.remark_too_long", most=LONGEST_REMARK), asked) if typed else asked


async def _read_back(turn: Turn, asked: RaiseHand, words: str) -> Result:
    voting = await found(turn, asked.ballot)
    if voting is None:
        return await refused(turn, say("decide.unknown"))
    ballot = voting.ballot
    voter = await admitted(turn, ballot)
    if not isinstance(voter, Voter):
        return await refused(turn, refusal_words(voter))
    before = await turn.store.urns.vote(ballot.id, voter.id)
    said = with_mark(ballot, voter, before, asked.place, asked.mark, words)
    text = say(
        "decide.read_back",
        headline=headline(ballot),
        chosen=chosen_words(ballot, said),
        firm=say("decide.firm_open"),
        before=None if before is None else _replaces(ballot, before),
    )
    shown = screen(text, ConfirmHand(ballot.id, asked.place, asked.mark), back=OpenPaper(ballot.id))
    return Next(Remarking(ballot.id, asked.place, words), shown) if words else End(shown)


@flow.press(ConfirmHand)
async def confirm(turn: Turn, asked: ConfirmHand) -> Result:
    """Takes the unit's own answer, in place of what stood there."""
    voting = await found(turn, asked.ballot)
    if voting is None:
        return await refused(turn, say("decide.unknown"))
    ballot, words = voting.ballot, ""
    if asked.mark is Mark.OTHER:
        kept = turn.state
        if not isinstance(kept, Remarking) or kept.ballot != ballot.id or not kept.remark:
            return await raise_hand(turn, RaiseHand(asked.ballot, asked.place, asked.mark))
        words = kept.remark
    voter = ballot.voter_of(turn.member.id)
    before = None if voter is None else await vote_before(turn, ballot, voter)
    known = before if isinstance(before, Vote | ReceivedOpinion) else None
    earlier = before if isinstance(before, Vote) else None
    said = () if voter is None else with_mark(ballot, voter, earlier, asked.place, asked.mark, words)
    match cast_open(ballot, turn.member.id, said, known, await heard_at(turn, ballot)):
        case VoteCast(vote) | VoteChanged(vote):
            await turn.store.urns.write(vote)
            return End(taken_openly(ballot, vote))
        case VoteAgain(vote):
            return End(taken_openly(ballot, vote))
        case refusal:
            return await refused(turn, not_taken(ballot, refusal))


def with_mark(
    ballot: Ballot, voter: Voter, before: Vote | None, place: int, mark: Mark, words: str
) -> Choices:
    """What stood for the voter, with one name (or all) answered anew."""
    recused = ballot.recused(voter)
    known = (
        {}
        if before is None
        else {one.candidate: one for one in before.choices if one.mark is not Mark.RECUSED}
    )
    for at, one in enumerate(ballot.candidates, 1):
        if place in (EVERYBODY, at) and one.id not in recused:
            known[one.id] = OneChoice(one.id, mark, words)
    return tuple(known[one.id] for one in ballot.candidates if one.id in known)


def _now_words(ballot: Ballot, before: Vote | None) -> Say:
    if before is None:
        return say("decide.nothing_yet")
    said = chosen_words(ballot, before.choices)
    return say("decide.own_now", chosen=said) if before.own else say("decide.entered_now", chosen=said)


def _replaces(ballot: Ballot, before: Vote) -> Say:
    return say("decide.replaces", at=before.at, chosen=chosen_words(ballot, before.choices))
