"""A long paper is marked by tapping, page by page; every name that is not marked counts as the rest.

decide.marking [1] [2] … [10] -> the same page with the marks -> [Đồng ý với các đồng chí còn lại (58)] -> read back
types “3, 7” -> marked too; types a part of a name or unit -> decide.marking_found, with a button for each
[Hồ sơ ứng viên] -> decide.marking_files [1] … -> decide.file -> ‹ the page, with the marks

The marks travel in the buttons. Of a secret ballot nothing of this is stored anywhere (`unwritten`): the number of
turns would tell how many names somebody marked.
"""

from campaign.ballots.ballot import Ballot
from campaign.ballots.marking import Marked, NotUnderstood, Searched, number, read_on_list
from campaign.ballots.roll import Voter
from campaign.ids import BallotId
from handlers.decide.files import file_of, kept_files, readable
from handlers.decide.found import admitted, found, refused
from handlers.decide.marking_page import (
    Mark,
    MarkFile,
    MarkFiles,
    Marking,
    digits,
    found_page,
    in_rows,
    is_long,
    marking,
    page_of,
    redo,
    waiting,
)
from handlers.decide.voting_words import refusal_words
from handlers.decide.words import PAGE, WhoLearns, headline, is_secret, listed, privacy, sealed
from handlers.kit import End, Flow, Next, Result, Say, Turn, say, screen

flow = Flow("decide_marking", about=say("decide.about"), help=say("decide.help_marking"))


@flow.press(Mark)
async def mark(turn: Turn, asked: Mark) -> Result:
    """The page with other marks, or another page."""
    paper = await _paper(turn, asked.ballot)
    if not isinstance(paper, tuple):
        return await refused(turn, paper)
    return marking(*paper, asked.page, asked.marks)


@flow.marking(Marking)
async def typed(turn: Turn, state: Marking, text: str) -> Result:
    """Numbers and whole names are marked too, “0” unmarks all; a part of a name searches."""
    paper = await _paper(turn, state.ballot)
    if not isinstance(paper, tuple):
        return await refused(turn, paper)
    ballot, voter = paper
    if turn.files:
        return marking(ballot, voter, state.page, state.marks, say("decide.no_files"))
    match read_on_list(ballot, text):
        case Marked(()):
            return marking(ballot, voter, state.page, 0)
        case Marked(meant):
            return marking(ballot, voter, page_of(meant[0]), state.marks | number(meant))
        case Searched(hits):
            return found_page(ballot, voter, hits, state)
        case NotUnderstood(part):
            wrong = say("decide.not_on_list", part=part[:60], total=len(ballot.candidates))
            return marking(ballot, voter, state.page, state.marks, wrong)


@flow.press(MarkFiles)
async def files(turn: Turn, asked: MarkFiles) -> Result:
    """Whose file to read."""
    paper = await _paper(turn, asked.ballot)
    if not isinstance(paper, tuple):
        return await refused(turn, paper)
    ballot, _ = paper
    page = min(max(0, asked.page), (len(ballot.candidates) - 1) // PAGE)
    listing = list(enumerate(ballot.candidates, 1))[page * PAGE : (page + 1) * PAGE]
    buttons = [MarkFile(ballot.id, place, asked.marks).labelled(digits(place)) for place, _ in listing]
    names = tuple(listed(place, one) for place, one in listing)
    text = say("decide.marking_files", headline=headline(ballot), names=names)
    shown = screen(text, *in_rows(buttons), back=Mark(ballot.id, page, asked.marks))
    return waiting(ballot, page, asked.marks, shown)


@flow.press(MarkFile)
async def file(turn: Turn, asked: MarkFile) -> Result:
    """One candidate's file; what is marked stays marked."""
    voting = await readable(turn, asked.ballot)
    if voting is None or not 1 <= asked.place <= len(voting.ballot.candidates):
        return await refused(turn, say("decide.unknown"))
    ballot, page = voting.ballot, page_of(asked.place)
    text, report = await file_of(turn, ballot, asked.place)
    shown = screen(text, back=Mark(ballot.id, page, asked.marks))
    state = Marking(ballot.id, page, asked.marks)
    return Next(state, shown, *kept_files(report), sealed_by=sealed(ballot))


@flow.press(WhoLearns)
async def who_learns(turn: Turn, asked: WhoLearns) -> Result:
    """Who could still learn what was chosen, one line each."""
    paper = await _paper(turn, asked.ballot)
    if not isinstance(paper, tuple):
        return await refused(turn, paper)
    ballot, _ = paper
    text = say("decide.who_learns") if is_secret(ballot) else privacy(ballot)
    shown = screen(text, back=redo(ballot, asked.marks))
    return waiting(ballot, 0, asked.marks, shown) if is_long(ballot) else End(shown, sealed_by=sealed(ballot))


async def _paper(turn: Turn, asked: BallotId) -> tuple[Ballot, Voter] | Say:
    """The ballot and the voter for whom this person marks it, or why not."""
    voting = await found(turn, asked)
    if voting is None:
        return say("decide.unknown")
    voter = await admitted(turn, voting.ballot)
    return (voting.ballot, voter) if isinstance(voter, Voter) else refusal_words(voter)
