"""[Đóng] -> poll.ask_close, how many have voted -> confirm -> poll.closed

Closing takes its place in the inbox: what arrived before it counts, however late it is worked on; what comes later
hears “đã đóng”. Where the roll of a meeting was called since the opening, the chair closes with the number present
seen there, or without it: then those present are those who voted.
"""

from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.presiding import ClosedNow, WrongState, close
from campaign.ballots.rights import NotAllowed, presides
from campaign.ids import BallotId, MeetingId, NoticeId
from handlers.attendance.roll_call_seen import Held, held
from handlers.decide.found import Found, found, refused
from handlers.decide.words import ManageBallot, headline, two
from handlers.kit import Choice, End, Flow, Notice, Priority, Result, Row, Say, Turn, led, say, screen
from handlers.poll.stand import OpenEnvelopes
from handlers.poll.words import AskClose, denied, state_words

flow = Flow("poll_close", about=say("decide.about"), help=say("poll.help_stand"))


class ConfirmClose(Choice, tag="bo6", label=say("poll.confirm_close_button")):
    """As shown."""

    ballot: BallotId


class CloseAtMeeting(Choice, tag="bo8"):
    """As shown, with who was in the room when the roll of this meeting was called."""

    ballot: BallotId
    meeting: MeetingId


@flow.press(AskClose)
async def ask_close(turn: Turn, asked: AskClose) -> Result:
    """How many have voted, and what closing means."""
    voting = await found(turn, asked.ballot)
    if voting is None or not presides(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    ballot = voting.ballot
    if ballot.state is not BallotState.OPEN:
        return await refused(turn, state_words(ballot.state))
    done = await turn.store.urns.turnout(ballot.id)
    papers = await turn.store.opinions.received(ballot.id)
    at = await held(turn, ballot)
    text = say(
        "poll.ask_close",
        headline=headline(ballot),
        voted=two(len(done)),
        roll=two(len(ballot.roll)),
        papers=two(len(papers)),
        team=None if not papers or ballot.tellers else say("poll.team_needed"),
        seen=None if at is None else _seen(ballot, at),
    )
    return End(screen(text, *_closing_rows(ballot, at), back=ManageBallot(ballot.id)))


def _seen(ballot: Ballot, at: Held) -> Say:
    present, roll = two(len(at.there)), two(len(ballot.roll))
    return say("poll.roll_called", title=at.meeting.title, present=present, roll=roll)


def _closing_rows(ballot: Ballot, at: Held | None) -> tuple[Row, ...]:
    if at is None:
        return (ConfirmClose(ballot.id),)
    with_roll = say("poll.close_at_meeting_button", present=two(len(at.there)))
    return (
        CloseAtMeeting(ballot.id, at.meeting.id).labelled(with_roll),
        ConfirmClose(ballot.id).labelled(say("poll.close_by_ballots_button")),
    )


@flow.press(ConfirmClose)
async def confirm_close(turn: Turn, asked: ConfirmClose) -> Result:
    """Closes it, with this press as the cut-off."""
    return await _close(turn, asked.ballot, None)


@flow.press(CloseAtMeeting)
async def close_at_meeting(turn: Turn, asked: CloseAtMeeting) -> Result:
    """Closes it with who is in the room now; where the roll is of another meeting by now, it is shown first."""
    voting = await found(turn, asked.ballot)
    at = None if voting is None else await held(turn, voting.ballot)
    if voting is not None and voting.ballot.state is BallotState.OPEN and not _is_of(at, asked.meeting):
        return await ask_close(turn, AskClose(asked.ballot))
    return await _close(turn, asked.ballot, at)


def _is_of(at: Held | None, meeting: MeetingId) -> bool:
    return at is not None and at.meeting.id == meeting


async def _close(turn: Turn, asked: BallotId, at: Held | None) -> Result:
    voting = await found(turn, asked)
    if voting is None:
        return await refused(turn, say("decide.unknown"))
    match close(voting.ballot, voting.body, turn.member, turn.now):
        case ClosedNow(ballot):
            await turn.store.ballots.cut_off(turn.khoi, ballot, turn.seq, turn.now)
            await turn.store.events.record(turn.khoi, "ballot.closed", turn.member.id, turn.now, ballot.id)
            if at is not None:
                await _keep_presence(turn, ballot, at)
            return await _closed(turn, voting.with_ballot(ballot))
        case NotAllowed() as refusal:
            return await refused(turn, denied(refusal))
        case WrongState(state):
            return await refused(turn, state_words(state))


async def _keep_presence(turn: Turn, ballot: Ballot, at: Held) -> None:
    """Who was in the room is frozen with the ballot; why others were not stands in the minutes."""
    await turn.store.roll_calls.freeze(ballot.id, [voter.id for voter in ballot.roll], at.there)
    noted = await turn.store.opinions.absences(ballot.id)
    for voter, reason in at.away.items():
        if reason and not noted.get(voter):
            await turn.store.opinions.mark_absent(ballot.id, voter, reason)


async def _closed(turn: Turn, voting: Found) -> Result:
    ballot = voting.ballot
    papers = await turn.store.opinions.received(ballot.id)
    shown = screen(
        say("poll.closed", headline=headline(ballot)),
        ManageBallot(ballot.id).labelled(say("poll.follow_button")),
    )
    if not papers:
        return End(shown)
    members = await turn.store.people.members(turn.khoi)
    team = {teller.member for teller in ballot.tellers}
    audience = tuple(one.person for one in members if one.id in team)
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "ballot.envelopes", audience,
        say("poll.notice_envelopes", headline=headline(ballot), count=two(len(papers))),
        (OpenEnvelopes(ballot.id),), Priority.RECEIPT, ballot.campaign, turn.member.id,
    )  # fmt: skip
    return End(led(say("poll.envelopes_first", count=two(len(papers))), shown), notice)
