"""[Nhật ký] -> journal.screen: who did what when, the newest first, ten a page; never a choice, never a code"""

from campaign.events import Event
from handlers.keepers import keepers_only
from handlers.kit import End, Result, Say, Turn, plain, say, screen
from handlers.lists import page_of, turning
from handlers.roster.flow import ROSTER, OpenJournal, flow

MOST = 200  # acts that can be paged through

ACTS = {
    "khoi.made": say("journal.khoi_made"),
    "member.joined": say("journal.member_joined"),
    "device.added": say("journal.device_added"),
    "device.removed": say("journal.device_removed"),
    "devices.cut_off": say("journal.devices_cut_off"),
    "feed.made": say("journal.feed_made"),
    "feed.revoked": say("journal.feed_revoked"),
    "person.merged": say("journal.person_merged"),
    "person.split": say("journal.person_split"),
    "invite.revoked": say("journal.invite_revoked"),
    "body.changed": say("journal.body_changed"),
    "unit.named": say("journal.unit_named"),
    "campaign.launched": say("journal.campaign_launched"),
    "campaign.closed": say("journal.campaign_closed"),
    "consultation.sent": say("journal.consultation_sent"),
    "consultation.answered": say("journal.consultation_answered"),
    "consultation.closed": say("journal.consultation_closed"),
    "deadline.moved": say("journal.deadline_moved"),
    "deadline.extended": say("journal.deadline_extended"),
    "rules.confirmed": say("journal.rules_confirmed"),
    "rules.followed": say("journal.rules_followed"),
    "reminders.steps_set": say("journal.reminders_steps_set"),
    "history.imported": say("journal.history_imported"),
    "review.opened": say("journal.review_opened"),
    "review.concluded": say("journal.review_concluded"),
    "ballot.prepared": say("journal.ballot_prepared"),
    "ballot.discarded": say("journal.ballot_discarded"),
    "ballot.opened": say("journal.ballot_opened"),
    "ballot.closed": say("journal.ballot_closed"),
    "ballot.envelope": say("journal.ballot_envelope"),
    "ballot.envelope_back": say("journal.ballot_envelope_back"),
    "ballot.envelopes_opened": say("journal.ballot_envelopes_opened"),
    "ballot.tie_broken": say("journal.ballot_tie_broken"),
    "ballot.announced": say("journal.ballot_announced"),
    "ballot.annulled": say("journal.ballot_annulled"),
    "ballot.next_round": say("journal.ballot_next_round"),
    "meeting.called": say("journal.meeting_called"),
    "meeting.changed": say("journal.meeting_changed"),
    "meeting.cancelled": say("journal.meeting_cancelled"),
    "meeting.roll_called": say("journal.meeting_roll_called"),
}

BY_ITSELF = {
    "ballot.counted": say("journal.ballot_counted"),
    "ballot.key_lost": say("journal.ballot_key_lost"),
    "ballot.turnout_differs": say("journal.ballot_turnout_differs"),
}


@flow.press(OpenJournal)
@keepers_only
async def open_journal(turn: Turn, pressed: OpenJournal) -> Result:
    """One page of the khối's journal."""
    page = page_of(await turn.store.events.latest(turn.khoi, MOST), pressed.page)
    if not page.items:
        return End(screen(say("journal.empty"), back=ROSTER))
    names = {member.id: member.name for member in await turn.store.people.everyone(turn.khoi)}
    lines = [_line(event, {int(one): name for one, name in names.items()}) for event in page.items]
    if page.of > 1:
        lines.append(say("list.place", page=page.number + 1, pages=page.of))
    rows = turning(page, OpenJournal)
    return End(screen(say("journal.screen", lines=tuple(lines)), *rows, back=ROSTER))


def _line(event: Event, names: dict[int, str]) -> Say:
    if event.act in BY_ITSELF:
        return say(
            "journal.line", at=event.at, who=say("journal.itself"), what=BY_ITSELF[event.act], about=None
        )
    who = plain(event.by_name) if event.by is not None else say("journal.command_line")
    subject = names.get(event.subject or 0, "")
    about = say("journal.about", name=subject) if subject and event.subject != event.by else None
    return say("journal.line", at=event.at, who=who, what=_what(event), about=about)


def _what(event: Event) -> Say:
    """The act in words, with its numbers where it has any."""
    details = event.details
    if event.act == "roster.imported":
        new, changed, left = (details.get(name, 0) for name in ("new", "changed", "left"))
        return say("journal.roster_imported", new=new, changed=changed, left=left)
    if event.act == "invite.issued":
        return say("journal.invite_issued", count=details.get("count", 0))
    return ACTS.get(event.act, say("journal.other", act=event.act))
