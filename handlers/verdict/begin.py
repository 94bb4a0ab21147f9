"""verdict.full: chair, counting team and secretary see it first; [Công bố] -> read back -> confirm -> everybody is told

[Biên bản kiểm phiếu] [Bảng phiếu]: from the frozen record, the same bytes each time; public once announced.
[Đã công bố] in /binhxet lists what was announced; everybody of the khối may read it and recount it.
"""

from campaign.ballots.aftermath import AnotherRound, BreakTie, aftermath
from campaign.ballots.announcing import Announced, TieUnbroken, announce, sees_verdict
from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.presiding import WrongState
from campaign.ballots.record import BallotRecord
from campaign.ballots.rights import NotAllowed, presides
from campaign.ballots.tally import Result
from campaign.ids import BallotId, NoticeId
from handlers.decide.found import Found, body_people, found, looks_after, refused
from handlers.decide.words import ListAnnounced, ManageBallot, ShowResult, headline
from handlers.filenames import file_name
from handlers.kit import (
    Choice,
    Document,
    End,
    Flow,
    Notice,
    OpenFlow,
    Priority,
    Row,
    Say,
    Turn,
    fact,
    led,
    say,
    screen,
)
from handlers.kit import Result as Answer
from handlers.poll.words import Annul, state_words
from handlers.verdict.words import announcement, full

flow = Flow("verdict", about=say("decide.about"), help=say("verdict.help"))

MOST = 6
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class AskAnnounce(Choice, tag="br1", label=say("verdict.announce_button")):
    """Tells everybody: to be confirmed."""

    ballot: BallotId


class ConfirmAnnounce(Choice, tag="br2", label=say("verdict.confirm_announce_button")):
    """As read back."""

    ballot: BallotId


class MakeMinutes(Choice, tag="br3", label=say("verdict.minutes_button")):
    """Biên bản kiểm phiếu as a Word file."""

    ballot: BallotId


class GetSheet(Choice, tag="br4", label=say("verdict.sheet_button")):
    """The published sheet."""

    ballot: BallotId


class AskTie(Choice, tag="br5", label=say("verdict.tie_button")):
    """The chair breaks a tie."""

    ballot: BallotId


class AskRound(Choice, tag="br6", label=say("verdict.round_button")):
    """Another round, as the rule allows."""

    ballot: BallotId


@flow.press(ShowResult)
async def show_result(turn: Turn, asked: ShowResult) -> Answer:
    """The result, for whoever may see it."""
    voting = await found(turn, asked.ballot)
    return await refused(turn, say("decide.unknown")) if voting is None else await show(turn, voting)


async def show(turn: Turn, voting: Found, lead: Say | None = None) -> End:
    """The verdict, or that it is not announced yet."""
    ballot = voting.ballot
    if not sees_verdict(ballot, voting.body, turn.member) and ballot.annulled is None:
        return await refused(turn, say("verdict.not_announced"))
    record = await turn.store.opinions.record(ballot.id)
    if ballot.annulled is not None:
        gone = ballot.annulled
        text = say(
            "verdict.annulled",
            headline=headline(ballot),
            at=gone.stamp.at,
            by=gone.stamp.name,
            reason=gone.reason,
        )
        again = ManageBallot(gone.replaced_by).labelled(say("verdict.replaced_button"))
        return End(screen(text, again, back=OpenFlow("decide")))
    if record is None:
        return await refused(turn, state_words(ballot.state))
    whole = screen(_text(turn, voting, record), *_rows(turn, voting, record), back=OpenFlow("decide"))
    return End(whole if lead is None else led(lead, whole))


def _text(turn: Turn, voting: Found, record: BallotRecord) -> Say:
    """Everything for those who look after it; what was announced for everybody else."""
    return full(record) if looks_after(voting, turn.member) else announcement(record)


def _rows(turn: Turn, voting: Found, record: BallotRecord) -> list[Row]:
    ballot = voting.ballot
    rows: list[Row] = []
    chair = presides(voting.body, turn.member)
    after = aftermath(ballot, record.count)
    if chair and ballot.state is BallotState.COUNTED:
        rows.append(AskTie(ballot.id) if isinstance(after, BreakTie) else AskAnnounce(ballot.id))
    if chair and isinstance(after, AnotherRound):
        rows.append(AskRound(ballot.id))
    if looks_after(voting, turn.member):
        rows.append(MakeMinutes(ballot.id))
    if ballot.announced is not None or looks_after(voting, turn.member):
        rows.append(GetSheet(ballot.id))
    if chair:
        rows.append(Annul(ballot.id))
    return rows


# --- announcing ---


@flow.press(AskAnnounce)
async def ask_announce(turn: Turn, asked: AskAnnounce) -> Answer:
    """What everybody will be told, word for word."""
    voting = await found(turn, asked.ballot)
    record = None if voting is None else await turn.store.opinions.record(asked.ballot)
    if voting is None or record is None or not presides(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    text = say("verdict.ask_announce", text=announcement(record))
    return End(screen(text, ConfirmAnnounce(asked.ballot), back=ManageBallot(asked.ballot)))


@flow.press(ConfirmAnnounce)
async def confirm_announce(turn: Turn, asked: ConfirmAnnounce) -> Answer:
    """The Khối trưởng announces."""
    voting = await found(turn, asked.ballot)
    record = None if voting is None else await turn.store.opinions.record(asked.ballot)
    if voting is None or record is None:
        return await refused(turn, say("decide.unknown"))
    match announce(voting.ballot, record.count, voting.body, turn.member, turn.now):
        case Announced(ballot):
            return await _announced(turn, voting.with_ballot(ballot), record.with_ballot(ballot))
        case TieUnbroken():
            return await show(turn, voting, say("verdict.tie_first"))
        case WrongState(state):
            return await refused(turn, state_words(state))
        case NotAllowed():
            return await refused(turn, say("chat.not_for_you"))


async def _announced(turn: Turn, voting: Found, record: BallotRecord) -> Answer:
    ballot = voting.ballot
    await turn.store.ballots.save(turn.khoi, ballot, turn.now)
    await turn.store.opinions.amend_record(record, await turn.store.opinions.sheet(ballot.id) or "")
    details = {"passed": len(record.count.of(Result.PASSED)), "names": len(record.count.candidates)}
    await turn.store.events.record(
        turn.khoi, "ballot.announced", turn.member.id, turn.now, ballot.id, details
    )
    audience = await body_people(turn.store, ballot, voting.body)
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "ballot.announced", audience, announcement(record),
        (ShowResult(ballot.id),), Priority.RECEIPT, ballot.campaign, turn.member.id,
    )  # fmt: skip
    done = fact(
        say("verdict.announced_done", headline=headline(ballot), count=len(audience)), ShowResult(ballot.id)
    )
    return End(done, notice)


# --- papers ---


@flow.press(MakeMinutes)
async def make_minutes(turn: Turn, asked: MakeMinutes) -> Answer:
    """The minutes of the count, to be printed and signed."""
    voting = await found(turn, asked.ballot)
    record = None if voting is None else await turn.store.opinions.record(asked.ballot)
    if voting is None or record is None or not looks_after(voting, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    content = await turn.papers.minutes(record)
    caption = say("verdict.minutes_caption", headline=headline(voting.ballot))
    return End(Document(_named(turn, voting.ballot, "bien-ban-kiem-phieu", "docx"), content, caption, DOCX))


@flow.press(GetSheet)
async def get_sheet(turn: Turn, asked: GetSheet) -> Answer:
    """The sheet from which anybody recounts; public once announced."""
    voting = await found(turn, asked.ballot)
    sheet = None if voting is None else await turn.store.opinions.sheet(asked.ballot)
    if voting is None or sheet is None:
        return await refused(turn, say("decide.unknown"))
    if not sees_verdict(voting.ballot, voting.body, turn.member):
        return await refused(turn, say("verdict.not_announced"))
    caption = say("verdict.sheet_caption", headline=headline(voting.ballot))
    name = _named(turn, voting.ballot, "bang-phieu", "csv")
    return End(Document(name, sheet.encode("utf-8-sig"), caption, "text/csv"))


def _named(turn: Turn, ballot: Ballot, kind: str, ending: str) -> str:
    """Of the day on which the ballot was closed."""
    day = turn.today if ballot.closed is None else ballot.closed.at.astimezone(turn.zone).date()
    about = (ballot.title, f"vong {ballot.round}" if ballot.round > 1 else "", ballot.body_name)
    return file_name(kind, *about, day=day, ending=ending)


@flow.press(ListAnnounced)
async def list_announced(turn: Turn, asked: ListAnnounced) -> Answer:
    """The newest results."""
    ballots = await turn.store.ballots.in_state(turn.khoi, BallotState.ANNOUNCED, BallotState.ANNULLED)
    rows = [ShowResult(one.id).labelled(headline(one)) for one in ballots[:MOST]]
    text = say("verdict.list", count=len(ballots)) if rows else say("verdict.nothing_announced")
    return End(screen(text, *rows, back=OpenFlow("decide")))
