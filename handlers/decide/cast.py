"""The ballot is read back, confirmed and taken: the same for every act that hands out ballots.

    ReadBack -> decide.read_back [Xác nhận bỏ phiếu] [Chọn lại] -> decide.cast_secret, with the codes, shown once
                                                              -> decide.cast_open, may be changed until the close

The receipt of a secret ballot travels in the confirm button, so the same press gets the identical answer again.
"""

import secrets

from campaign.ballots.admission import Refusal
from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.casting import (
    AlreadyCast,
    CastAgain,
    NotTaken,
    SlipCast,
    Vote,
    VoteAgain,
    VoteCast,
    VoteChanged,
    cast_open,
    cast_secret,
)
from campaign.ballots.choices import complete
from campaign.ballots.marking import unpack
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.published import shown_codes
from campaign.ballots.receipt import SEED_BYTES, Receipt, from_token
from campaign.ballots.roll import Voter
from campaign.ids import BallotId
from handlers.decide.found import Found, admitted, found, heard_at, refused, vote_before
from handlers.decide.marking_page import redo
from handlers.decide.voting_words import chosen_words, refusal_words, wrong_words
from handlers.decide.words import OpenPaper, ReadBack, headline, is_secret, name_of, sealed
from handlers.kit import Choice, End, Fact, Flow, Late, Marks, Result, Say, Turn, fact, say, screen
from handlers.menu import menu

flow = Flow("decide_cast", about=say("decide.about"), help=say("decide.help_cast"))


class Cast(Choice, tag="bc", sealed_by="ballot", label=say("decide.cast_button")):
    """The ballot as read back. `receipt` is the token of a secret one, empty for an open vote."""

    ballot: BallotId
    marks: Marks
    receipt: str


@flow.press(ReadBack)
async def read_back(turn: Turn, asked: ReadBack) -> Result:
    """Everything chosen, once more in words, before it is confirmed."""
    voting = await found(turn, asked.ballot)
    if voting is None:
        return await refused(turn, say("decide.unknown"))
    ballot = voting.ballot
    voter = await admitted(turn, ballot)
    if not isinstance(voter, Voter):
        return await refused(turn, refusal_words(voter))
    before = await vote_before(turn, ballot, voter)
    full = complete(ballot, voter, unpack(ballot, voter, asked.marks))
    if not isinstance(full, tuple):
        once_more = redo(ballot, asked.marks).labelled(say("decide.redo_button"))
        return End(screen(wrong_words(ballot, full), once_more), sealed_by=sealed(ballot))
    token = Receipt(secrets.token_bytes(SEED_BYTES)).token if is_secret(ballot) else ""
    text = say(
        "decide.read_back",
        headline=headline(ballot),
        chosen=chosen_words(ballot, full),
        firm=say("decide.firm_secret") if is_secret(ballot) else say("decide.firm_open"),
        before=_before(ballot, before),
    )
    rows = (
        Cast(ballot.id, asked.marks, token),
        redo(ballot, asked.marks).labelled(say("decide.redo_button")),
    )
    return End(screen(text, *rows), sealed_by=sealed(ballot))


@flow.press(Cast)
async def cast(turn: Turn, asked: Cast) -> Result:
    """Takes the ballot. A repeated press changes nothing and hears the same."""
    voting = await found(turn, asked.ballot)
    if voting is None:
        return await refused(turn, say("decide.unknown"))
    voter = voting.ballot.voter_of(turn.member.id)
    if is_secret(voting.ballot):
        return await _secret(turn, voting, voter, asked)
    return await _open(turn, voting.ballot, voter, asked.marks)


async def _secret(turn: Turn, voting: Found, voter: Voter | None, asked: Cast) -> Result:
    ballot = voting.ballot
    receipt = from_token(asked.receipt)
    if receipt is None:
        return await refused(turn, say("chat.stale"))
    if not await turn.store.urns.has_key(ballot.id):
        return await refused(turn, say("decide.key_lost"))
    said = () if voter is None else unpack(ballot, voter, asked.marks)
    before = None if voter is None else await vote_before(turn, ballot, voter)
    assert not isinstance(before, Vote), "a secret ballot holds no open vote"
    match cast_secret(ballot, turn.member.id, said, receipt, before, await heard_at(turn, ballot)):
        case SlipCast() as taken:
            await turn.store.urns.cast(ballot, taken)
            return End(_receipt(ballot, receipt), sealed_by=ballot.id)
        case CastAgain(same):
            return End(_receipt(ballot, same), sealed_by=ballot.id)
        case AlreadyCast():
            return await refused(turn, say("decide.already_cast"))
        case refusal:
            return await refused(turn, not_taken(ballot, refusal), sealed_by=ballot.id)


async def _open(turn: Turn, ballot: Ballot, voter: Voter | None, marks: int) -> Result:
    said = () if voter is None else unpack(ballot, voter, marks)
    before = None if voter is None else await vote_before(turn, ballot, voter)
    known = before if isinstance(before, Vote | ReceivedOpinion) else None
    match cast_open(ballot, turn.member.id, said, known, await heard_at(turn, ballot)):
        case VoteCast(vote) | VoteChanged(vote):
            await turn.store.urns.write(vote)
            return End(taken_openly(ballot, vote))
        case VoteAgain(vote):
            return End(taken_openly(ballot, vote))
        case refusal:
            return await refused(turn, not_taken(ballot, refusal))


@flow.press(Late)
async def late(turn: Turn, asked: Late) -> Result:
    """A press for a secret ballot that is over: what was chosen was never stored."""
    voting = await found(turn, BallotId(asked.ballot))
    if voting is None:
        return End(await menu(turn))
    ballot = voting.ballot
    if ballot.state in {BallotState.OPEN, BallotState.CLOSED}:
        return await refused(turn, say("decide.key_lost"))
    voter = ballot.voter_of(turn.member.id)
    voted = voter is not None and await turn.store.urns.took_part(ballot.id, voter.id)
    return await refused(turn, say("decide.late_voted") if voted else say("decide.late"))


def taken_openly(ballot: Ballot, vote: Vote) -> Fact:
    """An open vote was taken; it may be changed until the close."""
    text = say(
        "decide.cast_open", headline=headline(ballot), chosen=chosen_words(ballot, vote.choices), at=vote.at
    )
    return fact(text, OpenPaper(ballot.id).labelled(say("decide.change_button")))


def not_taken(ballot: Ballot, refusal: NotTaken) -> Say:
    """Why a vote was not taken."""
    return refusal_words(refusal) if isinstance(refusal, Refusal) else wrong_words(ballot, refusal)


def _receipt(ballot: Ballot, receipt: Receipt) -> Fact:
    codes = shown_codes(ballot, receipt)
    lines = tuple(say("decide.code_line", name=name_of(ballot, one), code=code) for one, code in codes.names)
    if not lines:
        return fact(say("decide.cast_secret", headline=headline(ballot), code=codes.code))
    return fact(say("decide.cast_secret_many", headline=headline(ballot), code=codes.code, codes=lines))


def _before(ballot: Ballot, before: object) -> Say | None:
    if not isinstance(before, Vote):
        return None
    return say("decide.replaces", at=before.at, chosen=chosen_words(ballot, before.choices))
