"""The candidates' files, readable in the chat while one decides: the achievement report of the registration.

decide.files [1. Trần Thị A] … -> decide.file, section by section, and the files sent with it
"""

from campaign.ballots.announcing import sees_verdict
from campaign.ballots.ballot import Ballot, BallotState, Candidate
from campaign.ballots.rights import prepares
from campaign.ids import BallotId
from campaign.report import SECTIONS, Report, Stage
from handlers.decide.found import Found, found, refused
from handlers.decide.words import PAGE, ListFiles, OpenPaper, ReadFile, headline, listed, sealed
from handlers.kit import End, Flow, Kept, Output, Result, Row, Say, Turn, plain, say, screen
from handlers.report.words import SECTION_NAMES

flow = Flow("decide_files", about=say("decide.about"), help=say("decide.help_files"))

HANDED_IN = (Stage.FILED, Stage.CONFIRMED)
"""What is still being written is its author's own, also while people vote."""
LONGEST = 2400  # characters of a report on one screen; its files hold the whole
MOST_FILES = 5


@flow.press(ListFiles)
async def list_files(turn: Turn, asked: ListFiles) -> Result:
    """Whose file to read."""
    voting = await readable(turn, asked.ballot)
    if voting is None:
        return await refused(turn, say("decide.unknown"))
    ballot, first = voting.ballot, max(0, asked.page) * PAGE
    page = list(enumerate(ballot.candidates, 1))[first : first + PAGE]
    buttons = [ReadFile(ballot.id, place).labelled(listed(place, one)) for place, one in page]
    rows: list[Row] = list(buttons)
    if len(ballot.candidates) > first + PAGE:
        rows.append(ListFiles(ballot.id, asked.page + 1).labelled(say("decide.next_button")))
    text = say("decide.files", headline=headline(ballot))
    return End(screen(text, *rows, back=OpenPaper(ballot.id)), sealed_by=sealed(ballot))


@flow.press(ReadFile)
async def read_file(turn: Turn, asked: ReadFile) -> Result:
    """One candidate's file."""
    voting = await readable(turn, asked.ballot)
    if voting is None or not 1 <= asked.place <= len(voting.ballot.candidates):
        return await refused(turn, say("decide.unknown"))
    ballot = voting.ballot
    text, report = await file_of(turn, ballot, asked.place)
    return End(screen(text, back=OpenPaper(ballot.id)), *kept_files(report), sealed_by=sealed(ballot))


async def file_of(turn: Turn, ballot: Ballot, place: int) -> tuple[Say, Report | None]:
    """The file of the candidate at a place of the list, in words, and the report it comes from."""
    one = ballot.candidates[place - 1]
    report = None if one.registration is None else await turn.store.reports.of_registration(one.registration)
    if report is not None and report.stage not in HANDED_IN:
        report = None
    return _text(ballot, one, place, report), report


def _text(ballot: Ballot, one: Candidate, place: int, report: Report | None) -> Say:
    if report is None:
        why = (
            say("decide.added_because", reason=one.added_because)
            if one.added_because
            else say("decide.no_report")
        )
        return say(
            "decide.file", headline=headline(ballot), name=listed(place, one), award=one.award, body=(why,)
        )
    room = LONGEST
    body: list[Say] = []
    for section in SECTIONS[report.subject]:
        text = report.sections.get(section, "")[: max(0, room)]
        room -= len(text)
        if text:
            body.append(say("decide.section", name=SECTION_NAMES[section], text=text))
    if room <= 0:
        body.append(say("decide.file_goes_on"))
    if not body:
        body.append(say("decide.only_files") if report.files else say("decide.no_report"))
    return say(
        "decide.file", headline=headline(ballot), name=listed(place, one), award=one.award, body=tuple(body)
    )


def kept_files(report: Report | None) -> list[Output]:
    """The files sent with a report."""
    files = () if report is None else report.files[:MOST_FILES]
    return [Kept(one.name, one.sha256, plain(one.name)) for one in files]


async def readable(turn: Turn, ballot: BallotId) -> Found | None:
    """The ballot, if this person votes, prepares, counts or presides in it."""
    voting = await found(turn, ballot)
    if voting is None or voting.ballot.state in {BallotState.DRAFT, BallotState.ANNULLED}:
        return None
    votes = voting.ballot.voter_of(turn.member.id) is not None
    counts = any(teller.member == turn.member.id for teller in voting.ballot.tellers)
    first = sees_verdict(voting.ballot, voting.body, turn.member)
    return voting if votes or counts or first or prepares(voting.body, turn.member) else None
