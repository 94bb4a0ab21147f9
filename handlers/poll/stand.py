"""Where a ballot stands, for those who look after it: draft, roll, turnout, what the count waits for, or the result.

Turnout only, never a tally. Counting is the machine's: nobody sets a result.
"""

from campaign.ballots.ballot import BallotState
from campaign.ballots.rights import prepares, presides
from campaign.ballots.rule import Act
from campaign.ids import BallotId, NoticeId
from handlers.decide import hands_screen
from handlers.decide.found import Found, found, looks_after, refused
from handlers.decide.words import ManageBallot, OpenPaper, due_words, headline, is_secret, two
from handlers.kit import Choice, End, Flow, Notice, Priority, Result, Row, Say, Turn, led, plain, say, screen
from handlers.poll import draft as poll_draft
from handlers.poll import opening as poll_open
from handlers.poll.words import Annul, NudgeVoters, ShowRoll, Team, presiding_rows, state_words
from handlers.verdict import begin as verdict

flow = Flow("poll_stand", about=say("decide.about"), help=say("poll.help_stand"))

TROUBLES = {
    "key_lost": say("poll.trouble_key_lost"),
    "turnout_differs": say("poll.trouble_turnout"),
}


class OpenEnvelopes(Choice, tag="bo7", label=say("poll.open_envelopes_button")):
    """The counting team reads the written opinions, all at once."""

    ballot: BallotId


@flow.press(ManageBallot)
async def manage(turn: Turn, asked: ManageBallot) -> Result:
    """The screen of where the ballot stands."""
    voting = await found(turn, asked.ballot)
    if voting is None or not looks_after(voting, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    return await stand(turn, voting)


async def stand(turn: Turn, voting: Found, lead: Say | None = None) -> Result:
    """Draft, roll, turnout, what is still missing for the count, or the result."""
    state = voting.ballot.state
    if state in {BallotState.COUNTED, BallotState.ANNOUNCED, BallotState.ANNULLED}:
        return await verdict.show(turn, voting, lead)
    if state is BallotState.CLOSED:
        return await _waiting(turn, voting, lead)
    if not prepares(voting.body, turn.member):
        return await refused(turn, state_words(state))
    if state is BallotState.OPEN and voting.ballot.settings.act is Act.HANDS:
        return await hands_screen.entry(turn, voting, lead=lead)
    if state is BallotState.OPEN:
        return await _turnout(turn, voting, lead)
    if state is BallotState.PREPARED and presides(voting.body, turn.member):
        return await poll_open.show_roll(turn, ShowRoll(voting.ballot.id, 0))
    return await poll_draft.show_draft(turn, voting, lead)


async def _turnout(turn: Turn, voting: Found, lead: Say | None) -> End:
    ballot = voting.ballot
    done = await turn.store.urns.turnout(ballot.id)
    papers = {one.voter for one in await turn.store.opinions.received(ballot.id)}
    missing = [voter for voter in ballot.roll if voter.id not in done | papers]
    text = say(
        "poll.turnout",
        headline=headline(ballot),
        voted=two(len(done)),
        roll=two(len(ballot.roll)),
        papers=say("poll.papers_received", count=two(len(papers))) if papers else None,
        missing=tuple(plain(voter.name) for voter in missing[:12]) or (say("poll.nobody_missing"),),
        more=say("poll.and_more", count=len(missing) - 12) if len(missing) > 12 else None,
        due=due_words(ballot),
    )
    rows: list[Row] = [NudgeVoters(ballot.id)] if missing else []
    rows += presiding_rows(turn, voting)
    rows.append(ShowRoll(ballot.id, 0))
    shown = screen(text, *rows)
    if is_secret(ballot) and not await turn.store.urns.has_key(ballot.id):
        shown = led(TROUBLES["key_lost"], shown)
    return End(shown if lead is None else led(lead, shown))


@flow.press(NudgeVoters)
async def nudge(turn: Turn, asked: NudgeVoters) -> Result:
    """Reminds those who have neither voted nor sent an envelope."""
    voting = await found(turn, asked.ballot)
    if voting is None or not prepares(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    ballot = voting.ballot
    if ballot.state is not BallotState.OPEN:
        return await stand(turn, voting)
    done = await turn.store.urns.turnout(ballot.id)
    done |= {one.voter for one in await turn.store.opinions.received(ballot.id)}
    people = await turn.store.voters.people(ballot.id)
    audience = tuple(dict.fromkeys(person for voter, person in people.items() if voter not in done))
    if not audience:
        return await stand(turn, voting)
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "ballot.nudge", audience,
        say("poll.notice_nudge", headline=headline(ballot), due=due_words(ballot)),
        (OpenPaper(ballot.id),), Priority.REMINDER, ballot.campaign, turn.member.id,
    )  # fmt: skip
    shown = await _turnout(turn, voting, say("poll.nudged", count=two(len(audience))))
    shown.out = (*shown.out, notice)
    return shown


async def _waiting(turn: Turn, voting: Found, lead: Say | None) -> Result:
    """Closed and not counted: what is still missing."""
    ballot = voting.ballot
    trouble = await turn.store.ballots.trouble(ballot.id)
    papers = await turn.store.opinions.received(ballot.id)
    sealed = bool(papers) and await turn.store.opinions.opened_by(ballot.id) is None
    why = TROUBLES.get(trouble) or (
        say("poll.envelopes_first", count=two(len(papers))) if sealed else say("poll.counting")
    )
    shown = screen(
        say("poll.waiting", headline=headline(ballot), why=why), *_waiting_rows(turn, voting, sealed)
    )
    return End(shown if lead is None else led(lead, shown))


def _waiting_rows(turn: Turn, voting: Found, sealed: bool) -> list[Row]:  # noqa: FBT001 - private
    ballot = voting.ballot
    rows: list[Row] = []
    if sealed and any(teller.member == turn.member.id for teller in ballot.tellers):
        rows.append(OpenEnvelopes(ballot.id))
    if presides(voting.body, turn.member):
        rows += [Team(ballot.id), Annul(ballot.id)]
    rows.append(ManageBallot(ballot.id).labelled(say("poll.look_again_button")))
    return rows
