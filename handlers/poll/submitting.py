"""What becomes of a draft: [Trình Khối trưởng] -> poll.submitted, the Khối trưởng is told; or [Bỏ bản chuẩn bị] -> gone

Submitting it changes nothing yet: the Khối trưởng sees the roll and opens, and until then it may be amended.
"""

from campaign.ballots.presiding import Prepared, Unfit, WrongState, prepare
from campaign.ballots.rights import NotAllowed
from campaign.ids import BallotId, NoticeId
from handlers.decide.found import Found, chairs, refused
from handlers.decide.words import headline
from handlers.kit import Choice, End, Notice, Priority, Result, Turn, say, screen
from handlers.poll.draft import AskDiscard, Submit, flow, show_draft
from handlers.poll.edit import draft_of, with_roll_of_today
from handlers.poll.words import FAULTS, ShowDraft, ShowRoll, denied, state_words

__all__ = ["flow"]  # begun in draft.py; whole with the steps of this file


class Discard(Choice, tag="bq5", label=say("poll.really_discard_button")):
    """As asked."""

    ballot: BallotId


@flow.press(Submit)
async def submit(turn: Turn, asked: Submit) -> Result:
    """Tells the Khối trưởng that it is ready."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    drafted, _ = await with_roll_of_today(turn, drafted)
    match prepare(drafted.ballot, drafted.body, turn.member, turn.now):
        case Prepared(ballot):
            return await _submitted(turn, drafted.with_ballot(ballot))
        case Unfit(faults):
            why = tuple(FAULTS[one] for one in faults)
            return await show_draft(turn, drafted, say("poll.unfit", faults=why))
        case NotAllowed() as refusal:
            return await refused(turn, denied(refusal))
        case WrongState(state):
            return await refused(turn, state_words(state))


async def _submitted(turn: Turn, drafted: Found) -> End:
    ballot = drafted.ballot
    await turn.store.ballots.save(turn.khoi, ballot, turn.now)
    await turn.store.events.record(turn.khoi, "ballot.prepared", turn.member.id, turn.now, ballot.id)
    shown = await show_draft(turn, drafted, say("poll.submitted"))
    shown.out = (*shown.out, await _to_chair(turn, drafted))
    return shown


async def _to_chair(turn: Turn, drafted: Found) -> Notice:
    audience = tuple(one.person for one in await chairs(turn.store, drafted.body))
    return Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "ballot.prepared", audience,
        say("poll.notice_prepared", headline=headline(drafted.ballot), by=turn.member.name),
        (ShowRoll(drafted.ballot.id, 0),), Priority.RECEIPT, drafted.ballot.campaign, turn.member.id,
    )  # fmt: skip


@flow.press(AskDiscard)
async def ask_discard(turn: Turn, asked: AskDiscard) -> Result:
    """Once more before it goes."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    text = say("poll.ask_discard", headline=headline(drafted.ballot))
    return End(screen(text, Discard(asked.ballot), back=ShowDraft(asked.ballot)))


@flow.press(Discard)
async def discard(turn: Turn, asked: Discard) -> Result:
    """The draft is gone; nothing opened can be."""
    drafted = await draft_of(turn, asked.ballot)
    if isinstance(drafted, End):
        return drafted
    if drafted.ballot.follows is not None:
        return await show_draft(turn, drafted, say("poll.must_stay"))
    await turn.store.ballots.discard(asked.ballot)
    await turn.store.events.record(turn.khoi, "ballot.discarded", turn.member.id, turn.now, asked.ballot)
    return await refused(turn, say("poll.discarded"))
