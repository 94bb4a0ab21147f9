"""Buttons and sentences that several screens of deciding together share."""

from collections.abc import Iterable
from typing import assert_never

from campaign.ballots import admission, choices
from campaign.ballots.admission import LeftRoll, NothingToVoteOn, NotOnRoll, NotYetOpen, OpinionReceived
from campaign.ballots.ballot import Ballot, Candidate
from campaign.ballots.choices import Choices, Mark
from campaign.ballots.rule import Act, Majority, Percent, Settings, needed, quorum_needed
from campaign.catalogue.general import Denominator
from campaign.catalogue.model import Openness
from campaign.ids import BallotId, CandidateId, ReviewId
from campaign.people import Office
from handlers.kit import Choice, Marks, Say, Until, say

PAGE = 10  # names on a page


class OpenPaper(Choice, tag="bp", label=say("decide.vote_button")):
    """The ballot paper, for whoever may vote."""

    ballot: BallotId


class ManageBallot(Choice, tag="bm"):
    """Where a ballot stands, for those who prepare or preside."""

    ballot: BallotId


class ReadBack(Choice, tag="bb", sealed_by="ballot"):
    """Everything is chosen: `marks` is the whole ballot as a number (`campaign.ballots.marking`)."""

    ballot: BallotId
    marks: Marks


class ReadFile(Choice, tag="bf", sealed_by="ballot", unwritten=True):
    """The file of one candidate, by its place on the list."""

    ballot: BallotId
    place: int


class ListFiles(Choice, tag="bl", sealed_by="ballot", unwritten=True, label=say("decide.files_button")):
    """Whose file to read, of a list."""

    ballot: BallotId
    page: int


class WhoLearns(Choice, tag="bj", sealed_by="ballot", unwritten=True, label=say("decide.who_learns_button")):
    """Who could still learn what somebody chose; the marks of a long paper stay."""

    ballot: BallotId
    marks: Marks


class ShowResult(Choice, tag="br", label=say("decide.result_button")):
    """The numbers and the verdict of a counted ballot."""

    ballot: BallotId


class OpenReview(Choice, tag="bz"):
    """A session of bình xét."""

    review: ReviewId


class PrepareVote(Choice, tag="bw", label=say("decide.prepare_button")):
    """Prepares a vote."""


class ListAnnounced(Choice, tag="by", label=say("decide.announced_button")):
    """Results announced so far."""


OFFICES = {Office.CHAIR: say("decide.office_chair"), Office.VICE_CHAIR: say("decide.office_vice_chair")}
ACTS = {
    Act.REVIEW: say("decide.act_review"),
    Act.HANDS: say("decide.act_hands"),
    Act.BALLOT: say("decide.act_ballot"),
    Act.ACCLAIM: say("decide.act_acclaim"),
    Act.ELECT: say("decide.act_elect"),
}
MARKS = {
    Mark.AGREE: say("decide.mark_agree"),
    Mark.DISAGREE: say("decide.mark_disagree"),
    Mark.OTHER: say("decide.mark_other"),
    Mark.BLANK: say("decide.mark_blank"),
    Mark.INVALID: say("decide.mark_invalid"),
    Mark.RECUSED: say("decide.mark_recused"),
}
DENOMINATORS = {
    Denominator.ALL_MEMBERS: say("decide.of_all"),
    Denominator.ELIGIBLE: say("decide.of_eligible"),
    Denominator.PRESENT: say("decide.of_present"),
    Denominator.CAST: say("decide.of_cast"),
}


def headline(ballot: Ballot) -> Say:
    """“Bỏ phiếu kín: Chiến sĩ thi đua cơ sở năm 2026 (vòng 2)”."""
    return say(
        "decide.headline",
        act=ACTS[ballot.settings.act],
        title=ballot.title,
        secret=say("decide.secret_word") if is_secret(ballot) else None,
        round=None if ballot.round == 1 else say("decide.round_word", round=ballot.round),
    )


def is_secret(ballot: Ballot) -> bool:
    """Whether the minutes never name who voted how."""
    return ballot.settings.secrecy is Openness.SECRET


def sealed(ballot: Ballot) -> BallotId | None:
    """By which ballot's key an answer is sealed: every screen that shows or could take a choice of a secret one."""
    return ballot.id if is_secret(ballot) else None


def privacy(ballot: Ballot) -> Say:
    """Whether anybody learns what was chosen, in a sentence; everything else is behind a button."""
    return say("decide.privacy_secret") if is_secret(ballot) else say("decide.privacy_open")


def why(ballot: Ballot, marks: int = 0) -> tuple[WhoLearns, ...]:
    """The button of a secret paper that says the rest."""
    return (WhoLearns(ballot.id, marks),) if is_secret(ballot) else ()


def two(number: int) -> str:
    """Counts as official papers write them: 05."""
    return f"{number:02}"


def threshold_words(settings: Settings) -> Say:
    """How much is enough, of whom."""
    of = DENOMINATORS[settings.denominator]
    match settings.threshold:
        case Percent(percent):
            return say("decide.threshold_percent", percent=percent, of=of)
        case Majority():
            return say("decide.threshold_majority", of=of)
        case _:
            assert_never(settings.threshold)


def rule_words(ballot: Ballot) -> Say:
    """The rule in two lines, with the numbers it comes to on this roll."""
    roll = len(ballot.roll)
    quorum = quorum_needed(ballot.settings.quorum, roll)
    return say(
        "decide.rule",
        threshold=threshold_words(ballot.settings),
        needed=two(needed(ballot.settings.threshold, roll)),
        roll=two(roll),
        quorum=say("decide.no_quorum")
        if quorum == 0
        else say("decide.quorum", needed=two(quorum), roll=two(roll)),
    )


def name_of(ballot: Ballot, candidate: CandidateId) -> str:
    """The candidate's name."""
    found = ballot.candidate(candidate)
    return "" if found is None else found.name


def listed(place: int, one: Candidate) -> Say:
    """One line of a list: number, name, function or unit."""
    about = ", ".join(filter(None, (one.position, one.unit_name if one.unit_name != one.name else "")))
    if not about:
        return say("decide.name_line", place=place, name=one.name)
    return say("decide.name_line_about", place=place, name=one.name, about=about)


def chosen_words(ballot: Ballot, said: Choices) -> tuple[Say, ...]:
    """A ballot read back: name by name when it is short, the exceptions and “the rest” when it is long."""
    if ballot.settings.act.chooses:
        return _picked(ballot, said)
    exceptions = [one for one in said if one.mark is not Mark.AGREE]
    if len(said) <= PAGE:
        return tuple(_line(ballot, one) for one in said)
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


def due_words(ballot: Ballot) -> Say:
    """Until when, in words."""
    if ballot.closes_at is None:
        return say("decide.until_closed")
    return say("decide.until", at=Until(ballot.closes_at))


def _names(ballot: Ballot, candidates: Iterable[CandidateId]) -> str:
    return ", ".join(name_of(ballot, one) for one in candidates)
