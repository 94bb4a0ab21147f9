"""deadline.read_back [Đồng ý] -> deadline.moved, and those whose work it is are told

A second press finds the deadline where it is and says so. A deadline that somebody moved meanwhile is shown again.
"""

from datetime import datetime

from campaign.ids import CampaignId, NoticeId
from campaign.people import Member
from campaign.plan.deadline import Deadline, InThePast, Matter, Unchanged, concerned
from campaign.plan.plan import OVERSEERS, Campaign, NotAllowed, Stage
from campaign.plan.planning import Frozen
from campaign.plan.rescheduling import MovedMeanwhile, Rescheduled, reschedule
from handlers.kit import Choice, End, Flow, Notice, Progress, Result, Turn, Until, fact, led, say, screen
from handlers.manage.begin import ended, not_yours, refused
from handlers.manage.campaign_words import MATTERS, door, found
from handlers.manage.deadline_words import list_screen, minutes, moment, question, was
from handlers.manage.delivery_words import leaving, leaving_line, ledger_rows
from handlers.manage.planning_words import ListDeadlines

flow = Flow("deadline_moving", about=say("deadline.about"), help=say("deadline.help"))


class MoveTo(Choice, tag="ddm", label=say("deadline.confirm_button")):
    """Moves a deadline to a moment (minutes since 1970), as long as it is the revision that was shown."""

    campaign: CampaignId
    matter: Matter
    at: int
    seen: int


def move_to(campaign: Campaign, matter: Matter, at: datetime) -> MoveTo:
    """The button that moves this deadline, as it stands now, to that moment."""
    current = campaign.deadline(matter)
    return MoveTo(campaign.id, matter, minutes(at), 0 if current is None else current.revision)


async def read_back(turn: Turn, campaign: Campaign, wanted: MoveTo) -> Result:
    """From when to when, and how many people are told."""
    old = campaign.deadline(wanted.matter)
    new = Deadline(wanted.matter, moment(wanted.at))
    if old is not None and old.at == new.at:
        return await move(turn, wanted)
    text = say(
        "deadline.read_back",
        matter=MATTERS[new.matter],
        old=was(old),
        at=Until(new.at),
        count=len(await _whom(turn, campaign, old, new)),
        leaves=leaving_line(leaving(turn)),
    )
    return End(screen(text, wanted, back=ListDeadlines(campaign.id)))


@flow.press(MoveTo)
async def move(turn: Turn, moved: MoveTo) -> Result:
    """The deadline is moved; a second press finds it where it is."""
    campaign = await found(turn, moved.campaign)
    if campaign is None or not turn.member.holds(*OVERSEERS):
        return await not_yours(turn)
    match reschedule(campaign, turn.member, moved.matter, moment(moved.at), moved.seen, turn.now):
        case Rescheduled() as done:
            await turn.store.campaigns.save(done.campaign, turn.member.id, turn.now)
            return await _done(turn, done)
        case NotAllowed() as not_allowed:
            return await refused(turn, campaign, not_allowed)
        case Frozen():
            return await ended(turn, campaign, say("planning.frozen"))
        case Unchanged(at):
            lead = say("deadline.unchanged", matter=MATTERS[moved.matter], at=at)
            return End(led(lead, list_screen(turn, campaign)))
        case InThePast():
            return question(campaign, moved.matter, say("deadline.in_the_past"))
        case MovedMeanwhile():
            return End(led(say("deadline.moved_meanwhile"), list_screen(turn, campaign)))


async def _done(turn: Turn, done: Rescheduled) -> End:
    """What was done, and in a running campaign a notice to those whose work it is."""
    matter, at = MATTERS[done.new.matter], Until(done.new.at)
    if done.campaign.stage is Stage.DRAFT:
        return End(led(say("deadline.set", matter=matter, at=at), list_screen(turn, done.campaign)))
    await turn.store.events.record(
        turn.khoi, "deadline.moved", turn.member.id, turn.now, done.campaign.id,
        {"matter": done.new.matter.value},
    )  # fmt: skip
    moved = fact(say("deadline.moved", matter=matter, at=at))
    people = await _whom(turn, done.campaign, done.old, done.new)
    if not people:
        return End(moved, list_screen(turn, done.campaign))
    text = say("deadline.notice", matter=matter, at=at, old=was(done.old))
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "deadline", tuple(m.person for m in people), text,
        door(turn, done.new.matter), campaign=done.campaign.id, by=turn.member.id, not_before=leaving(turn),
    )  # fmt: skip
    return End(
        moved, notice, Progress(notice.id, say("deadline.told", matter=matter), ledger_rows(notice.id))
    )


async def _whom(turn: Turn, campaign: Campaign, old: Deadline | None, new: Deadline) -> list[Member]:
    members = await turn.store.people.members(turn.khoi)
    extensions = await turn.store.extensions.of(campaign.id)
    return [m for m in concerned(old, new, extensions, members) if m.id != turn.member.id]
