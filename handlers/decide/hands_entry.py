"""Biểu quyết, as the secretary enters it: “Ai không đồng ý? Ý kiến khác?”, then 05/05 on one screen.

poll.entry: every unit with what stands for it
[Các đơn vị còn lại đồng ý (05)] -> poll.rest_agree, the units by name -> confirm -> poll.entry
[Báo Thanh tra] -> Đồng ý / Không đồng ý / Ý kiến khác / Không biểu quyết / Vắng; the secretary may enter it again

A unit's own vote is left alone. What is entered counts when the chair closes; every change is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.ballots.admission import Annulled, Closed, NotYetOpen
from campaign.ballots.casting import Vote
from campaign.ballots.choices import LONGEST_REMARK, Choices, Mark
from campaign.ballots.hands import (
    CannotRaise,
    HandsRaised,
    NotHands,
    WrongHand,
    everybody_agrees,
    raise_hands,
)
from campaign.ballots.rights import NotAllowed, prepares
from campaign.ids import BallotId, VoterId
from handlers.decide.found import Found, found, heard_at, refused
from handlers.decide.hands import say_other, with_mark
from handlers.decide.hands_screen import EnterFor, EntryPage, RestAgree, entry, without_entry
from handlers.decide.voting_words import MARKS, refusal_words, wrong_words
from handlers.decide.words import ManageBallot, headline, listed, two
from handlers.kit import Choice, End, Flow, Next, Result, Row, Say, Turn, plain, say, screen

flow = Flow("decide_hands_entry", about=say("decide.about"), help=say("poll.help_entry"))


class ConfirmRest(Choice, tag="brc", label=say("poll.confirm_rest_button")):
    """As read back."""

    ballot: BallotId


class SetFor(Choice, tag="bsf"):
    """What the unit answered."""

    ballot: BallotId
    voter: VoterId
    place: int
    mark: Mark


class SetAbsent(Choice, tag="bsa", label=say("poll.absent_button")):
    """The unit is not at the meeting."""

    ballot: BallotId
    voter: VoterId


@dataclass(frozen=True)
class Quoting:
    """Waits for the words of a unit's “ý kiến khác”."""

    ballot: BallotId
    voter: VoterId
    place: int


@flow.press(EntryPage)
async def turn_page(turn: Turn, asked: EntryPage) -> Result:
    """Another page of units."""
    hands = await _mine(turn, asked.ballot)
    return hands if isinstance(hands, End) else await entry(turn, hands, max(0, asked.page))


@flow.press(RestAgree)
async def rest_agree(turn: Turn, asked: RestAgree) -> Result:
    """Who would be entered as agreeing, by name."""
    hands = await _mine(turn, asked.ballot)
    if isinstance(hands, End):
        return hands
    names = [voter.name for voter in await without_entry(turn, hands.ballot)]
    if not names:
        return await entry(turn, hands)
    text = say(
        "poll.rest_agree",
        headline=headline(hands.ballot),
        count=two(len(names)),
        roll=two(len(hands.ballot.roll)),
        names=tuple(plain(name) for name in names),
    )
    return End(screen(text, ConfirmRest(asked.ballot), back=ManageBallot(asked.ballot)))


@flow.press(ConfirmRest)
async def confirm_rest(turn: Turn, asked: ConfirmRest) -> Result:
    """Enters them."""
    hands = await _mine(turn, asked.ballot)
    if isinstance(hands, End):
        return hands
    rest = await without_entry(turn, hands.ballot)
    agree = everybody_agrees(hands.ballot, [voter.id for voter in rest], {})
    return await _enter(turn, hands, agree)


@flow.press(EnterFor)
async def enter_for(turn: Turn, asked: EnterFor) -> Result:
    """The answers of one unit; with several names, the next name is one button away."""
    hands = await _mine(turn, asked.ballot)
    if isinstance(hands, End):
        return hands
    ballot, voter = hands.ballot, hands.ballot.voter(asked.voter)
    if voter is None or not 1 <= asked.place <= len(ballot.candidates):
        return await refused(turn, say("decide.unknown"))
    rows: list[Row] = [
        SetFor(ballot.id, voter.id, asked.place, mark).labelled(MARKS[mark])
        for mark in (Mark.AGREE, Mark.DISAGREE, Mark.OTHER, Mark.BLANK)
    ]
    rows.append(SetAbsent(ballot.id, voter.id))
    if asked.place < len(ballot.candidates):
        following = ballot.candidates[asked.place]
        rows.append(EnterFor(ballot.id, voter.id, asked.place + 1).labelled(plain(following.name)))
    one = ballot.candidates[asked.place - 1]
    text = say("poll.enter_for", headline=headline(ballot), voter=voter.name, name=listed(asked.place, one))
    return End(screen(text, *rows, back=ManageBallot(ballot.id)))


@flow.press(SetFor)
async def set_for(turn: Turn, asked: SetFor) -> Result:
    """Enters what the unit answered; an “ý kiến khác” asks for its words."""
    if asked.mark is Mark.OTHER:
        ask = say_other("", back=EnterFor(asked.ballot, asked.voter, asked.place))
        return Next(Quoting(asked.ballot, asked.voter, asked.place), ask)
    return await _set(turn, asked, "")


@flow.answer(Quoting)
async def quoted(turn: Turn, state: Quoting, text: str) -> Result:
    """The words."""
    asked, words = SetFor(state.ballot, state.voter, state.place, Mark.OTHER), text.strip()
    if not words or len(words) > LONGEST_REMARK:
        return Next(state, say_other(words, back=EnterFor(state.ballot, state.voter, state.place)))
    return await _set(turn, asked, words)


@flow.press(SetAbsent)
async def set_absent(turn: Turn, asked: SetAbsent) -> Result:
    """Takes the unit's entry back: it is not there."""
    hands = await _mine(turn, asked.ballot)
    if isinstance(hands, End):
        return hands
    if hands.ballot.voter(asked.voter) is None:
        return await refused(turn, say("decide.unknown"))
    vote = await turn.store.urns.vote(asked.ballot, asked.voter)
    if vote is not None and vote.own:
        return await entry(turn, hands, lead=say("poll.voted_itself"))
    votes = await turn.store.urns.votes(asked.ballot)
    stays = {voter: vote.choices for voter, vote in votes.items() if voter != asked.voter}
    answer = await _write(turn, hands, stays)
    if answer is None:
        await turn.store.opinions.mark_absent(asked.ballot, asked.voter, "")
    return await entry(turn, hands, lead=answer)


async def _set(turn: Turn, asked: SetFor, words: str) -> Result:
    hands = await _mine(turn, asked.ballot)
    if isinstance(hands, End):
        return hands
    ballot, voter = hands.ballot, hands.ballot.voter(asked.voter)
    if voter is None:
        return await refused(turn, say("decide.unknown"))
    before = await turn.store.urns.vote(ballot.id, voter.id)
    if (
        before is None and len(ballot.candidates) > 1
    ):  # the other names are agreed with until somebody says otherwise
        agreed = everybody_agrees(ballot, [voter.id], {})[voter.id]
        before = Vote(ballot.id, voter.id, agreed, turn.member.id, turn.now, own=False)
    said = with_mark(ballot, voter, before, asked.place, asked.mark, words)
    await turn.store.opinions.mark_present(ballot.id, voter.id)
    return await _enter(turn, hands, {voter.id: said})


async def _enter(turn: Turn, hands: Found, new: Mapping[VoterId, Choices]) -> Result:
    """Enters these besides what stands already."""
    votes = await turn.store.urns.votes(hands.ballot.id)
    stands = {voter: vote.choices for voter, vote in votes.items()}
    return await entry(turn, hands, lead=await _write(turn, hands, {**stands, **new}))


async def _write(turn: Turn, hands: Found, whole: Mapping[VoterId, Choices]) -> Say | None:
    """Writes the whole screen; answers what was wrong, None when nothing was."""
    ballot = hands.ballot
    before = await turn.store.urns.votes(ballot.id)
    on_paper = {one.voter for one in await turn.store.opinions.received(ballot.id)}
    clean = {
        voter: tuple(one for one in said if one.mark is not Mark.RECUSED) for voter, said in whole.items()
    }
    heard = await heard_at(turn, ballot)
    match raise_hands(ballot, hands.body, turn.member, clean, before, on_paper, heard):
        case HandsRaised(votes, withdrawn, kept):
            for vote in votes:
                await turn.store.urns.write(vote)
            for vote in withdrawn:
                await turn.store.urns.withdraw(vote, turn.member.id, turn.now)
            return say("poll.voted_itself") if kept else None
        case NotAllowed() | NotHands():
            return say("chat.not_for_you")
        case NotYetOpen() | Closed() | Annulled() as shut:
            return refusal_words(shut)
        case CannotRaise():
            return say("poll.cannot_raise")
        case WrongHand(_, wrong):
            return wrong_words(ballot, wrong)


async def _mine(turn: Turn, ballot: BallotId) -> Found | End:
    hands = await found(turn, ballot)
    if hands is None or not prepares(hands.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    return hands
