"""A vote in words: what somebody chose, what is wrong with it, why it is not taken."""

from collections.abc import Iterable
from typing import assert_never

from campaign.ballots import admission, choices
from campaign.ballots.admission import LeftRoll, NothingToVoteOn, NotOnRoll, NotYetOpen, OpinionReceived
from campaign.ballots.ballot import Ballot
from campaign.ballots.choices import Choices, Mark
from campaign.ids import CandidateId
from handlers.decide.words import PAGE, name_of, two
from handlers.kit import Say, say

MARKS = {
    Mark.AGREE: say("decide.mark_agree"),
    Mark.DISAGREE: say("decide.mark_disagree"),
    Mark.OTHER: say("decide.mark_other"),
    Mark.BLANK: say("decide.mark_blank"),
    Mark.INVALID: say("decide.mark_invalid"),
    Mark.RECUSED: say("decide.mark_recused"),
}


def chosen_words(ballot: Ballot, said: Choices) -> tuple[Say, ...]:
    """A ballot read back: name by name when it is short, the exceptions and “the rest” when it is long."""
    if ballot.settings.act.chooses:
        return _picked(ballot, said)
    if len(said) <= PAGE:
        return tuple(_line(ballot, one) for one in said)
    exceptions = [one for one in said if one.mark is not Mark.AGREE]
    rest = say("decide.agree_rest", count=two(len(said) - len(exceptions)))
    return (*(_line(ballot, one) for one in exceptions), rest)


def _picked(ballot: Ballot, said: Choices) -> tuple[Say, ...]:
    picked = [one for one in said if one.mark is Mark.AGREE]
    if not picked:
        return (say("decide.chose_nobody"),)
    return tuple(say("decide.chose_line", name=name_of(ballot, one.candidate)) for one in picked)


def _line(ballot: Ballot, one: choices.Choice) -> Say:
    name = name_of(ballot, one.candidate)
    if one.mark is Mark.OTHER:
        return say("decide.other_line", name=name, remark=one.remark)
    return say("decide.mark_line", name=name, mark=MARKS[one.mark])


def refusal_words(refusal: admission.Refusal) -> Say:
    """Why somebody cannot vote at this moment."""
    match refusal:
        case NotYetOpen():
            return say("decide.not_yet_open")
        case admission.Closed(at):
            return say("decide.closed", at=at)
        case admission.Annulled():
            return say("decide.annulled")
        case NotOnRoll():
            return say("decide.not_on_roll")
        case LeftRoll():
            return say("decide.left_roll")
        case OpinionReceived(received_at):
            return say("decide.opinion_received", at=received_at)
        case NothingToVoteOn():
            return say("decide.nothing_to_vote_on")
        case _:
            assert_never(refusal)


def wrong_words(ballot: Ballot, wrong: choices.WrongChoices) -> Say:
    """What is wrong with a ballot, and what is expected."""
    match wrong:
        case choices.TooMany(limit, chosen):
            return say("decide.too_many", limit=two(limit), chosen=two(chosen))
        case choices.Incomplete(missing):
            return say("decide.incomplete", names=_names(ballot, missing))
        case choices.RemarkMissing(candidates):
            return say("decide.remark_missing", names=_names(ballot, candidates))
        case choices.RemarkTooLong(_, limit):
            return say("decide.remark_too_long", most=limit)
        case choices.NotOnList() | choices.RecusedFrom() | choices.MarkNotOffered():
            return say("decide.wrong_choice")
        case _:
            assert_never(wrong)


def _names(ballot: Ballot, candidates: Iterable[CandidateId]) -> str:
    return ", ".join(name_of(ballot, one) for one in candidates)
