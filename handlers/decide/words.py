"""Buttons that lead from one screen of deciding together to another, and a ballot in words: headline, rule, names."""

from typing import assert_never

from campaign.ballots.ballot import Ballot, Candidate
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


def due_words(ballot: Ballot) -> Say:
    """Until when, in words."""
    if ballot.closes_at is None:
        return say("decide.until_closed")
    return say("decide.until", at=Until(ballot.closes_at))
