"""The Khối trưởng sees the roll and opens: poll.roll [Mở] -> poll.ask_open, the rule and what to mind -> poll.opened

The roll shows who acts for each voter, whether and when they joined, and on which devices. Opening approves it by name:
from then on nobody is added or taken away.
"""

import zlib

from campaign.ballots.ballot import Ballot
from campaign.ballots.presiding import Opened, Prepared, Unfit, WrongState, open_ballot, prepare
from campaign.ballots.rights import NotAllowed, prepares, presides
from campaign.ballots.roll import Voter
from campaign.ballots.rule import Act
from campaign.ids import BallotId, NoticeId
from handlers import lists
from handlers.decide.found import Found, found, refused
from handlers.decide.words import (
    ManageBallot,
    OpenPaper,
    due_words,
    headline,
    is_secret,
    privacy,
    rule_words,
    two,
)
from handlers.device_words import channel_name
from handlers.kit import (
    Choice,
    End,
    Flow,
    Notice,
    Priority,
    Result,
    Row,
    Say,
    Turn,
    led,
    say,
    screen,
)
from handlers.poll.edit import CHANGEABLE, with_roll_of_today
from handlers.poll.words import (
    FAULTS,
    ShowDraft,
    ShowRoll,
    StandIns,
    basis_words,
    cautions_words,
    denied,
    doubt_words,
    state_words,
)

flow = Flow("poll_open", about=say("decide.about"), help=say("poll.help_open"))


class AskOpen(Choice, tag="bo1", label=say("poll.open_button")):
    """Opens the ballot: to be confirmed."""

    ballot: BallotId


class ConfirmOpen(Choice, tag="bo2", label=say("poll.confirm_open_button")):
    """As shown: `seen` is the check of everything the chair has seen."""

    ballot: BallotId
    seen: int


def check_of(ballot: Ballot) -> int:
    """A number that changes when anything of the ballot does."""
    whole = (ballot.title, ballot.settings, ballot.candidates, ballot.roll, ballot.tellers, ballot.recusals)
    return zlib.crc32(repr(whole).encode())


@flow.press(ShowRoll)
async def show_roll(turn: Turn, asked: ShowRoll) -> Result:
    """The roll, ten voters a page."""
    voting = await found(turn, asked.ballot)
    if voting is None or not prepares(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    return await _roll(turn, voting, asked.page)


async def _roll(turn: Turn, voting: Found, page: int, lead: Say | None = None) -> End:
    voting, doubts = await with_roll_of_today(turn, voting)
    ballot = voting.ballot
    shown = lists.page_of(ballot.roll, page)
    text = say(
        "poll.roll",
        headline=headline(ballot),
        total=two(len(ballot.roll)),
        voters=tuple([await _line(turn, ballot, voter) for voter in shown.items]),
        place=say("poll.page", page=shown.number + 1, pages=shown.of) if shown.of > 1 else None,
        doubts=say("poll.cautions", lines=tuple(doubt_words(one) for one in doubts)) if doubts else None,
    )
    preparing = ballot.state in CHANGEABLE
    rows: list[Row] = list(lists.turning(shown, lambda to: ShowRoll(ballot.id, to)))
    if preparing and presides(voting.body, turn.member):
        rows.append(AskOpen(ballot.id))
    rows.append(StandIns(ballot.id))
    if preparing:
        rows.append(ShowDraft(ballot.id))
    whole = screen(text, *rows, back=None if preparing else ManageBallot(ballot.id))
    return End(whole if lead is None else led(lead, whole))


async def _line(turn: Turn, ballot: Ballot, voter: Voter) -> Say:
    """“1. Báo Thanh tra – Nguyễn Văn A, Tổng Biên tập: tham gia 12/03/2026, Telegram, Web”."""
    if voter.hand is None:
        return say("poll.roll_nobody", place=voter.id, name=voter.name)
    member = await turn.store.people.member(turn.khoi, voter.hand.member)
    devices = [] if member is None else await turn.store.devices.of(member.person)
    reached = [device for device in devices if device.reachable]
    joined = say("poll.not_joined")
    if reached:
        first = min(device.joined_at for device in devices)
        channels = tuple(channel_name(name) for name in dict.fromkeys(device.channel for device in reached))
        joined = say(
            "poll.joined", at=first.astimezone(turn.zone).date(), count=len(reached), on=_joined_up(channels)
        )
    return say(
        "poll.roll_line",
        place=voter.id,
        name=voter.name,
        hand=voter.hand.name,
        mandate=say("poll.with_mandate", number=voter.hand.mandate) if voter.hand.mandate else None,
        joined=joined,
    )


def _joined_up(words: tuple[Say, ...]) -> Say:
    """Words one after the other: “Telegram, Web”."""
    first, *rest = words
    return say("poll.and_also", first=first, rest=_joined_up(tuple(rest))) if rest else first


@flow.press(AskOpen)
async def ask_open(turn: Turn, asked: AskOpen) -> Result:
    """Everything once more: the rule, the list, what to mind."""
    voting = await found(turn, asked.ballot)
    if voting is None or not presides(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    if voting.ballot.state not in CHANGEABLE:
        return await refused(turn, state_words(voting.ballot.state))
    voting, _ = await with_roll_of_today(turn, voting)
    ballot = voting.ballot
    text = say(
        "poll.ask_open",
        headline=headline(ballot),
        names=", ".join(one.name for one in ballot.candidates[:6]),
        total=two(len(ballot.candidates)),
        roll=two(len(ballot.roll)),
        rule=rule_words(ballot),
        basis=basis_words(ballot.settings),
        privacy=privacy(ballot),
        cautions=cautions_words(ballot),
    )
    return End(screen(text, ConfirmOpen(ballot.id, check_of(ballot)), back=ShowRoll(ballot.id, 0)))


@flow.press(ConfirmOpen)
async def confirm_open(turn: Turn, asked: ConfirmOpen) -> Result:
    """Opens it, exactly as it was shown."""
    voting = await found(turn, asked.ballot)
    if voting is None or not prepares(voting.body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    voting, _ = await with_roll_of_today(turn, voting)
    if voting.ballot.state in CHANGEABLE and check_of(voting.ballot) != asked.seen:
        return await _roll(turn, voting, 0, say("poll.changed_meanwhile"))
    ballot = voting.ballot
    if ballot.prepared is None and presides(voting.body, turn.member):
        ready = prepare(ballot, voting.body, turn.member, turn.now)
        ballot = ready.ballot if isinstance(ready, Prepared) else ballot
    match open_ballot(ballot, voting.body, turn.member, turn.now):
        case Opened(now_open):
            return await _opened(turn, voting.with_ballot(now_open))
        case Unfit(faults):
            return await refused(turn, say("poll.unfit", faults=tuple(FAULTS[one] for one in faults)))
        case NotAllowed() as refusal:
            return await refused(turn, denied(refusal))
        case WrongState(state):
            return await refused(turn, state_words(state))


async def _opened(turn: Turn, voting: Found) -> Result:
    ballot = voting.ballot
    if is_secret(ballot):
        await turn.store.urns.make_key(ballot.id)
    await turn.store.ballots.save(turn.khoi, ballot, turn.now)
    details = {"voters": len(ballot.roll), "names": len(ballot.candidates)}
    await turn.store.events.record(turn.khoi, "ballot.opened", turn.member.id, turn.now, ballot.id, details)
    people = await turn.store.voters.people(ballot.id)
    text = say(
        "poll.notice_opened", headline=headline(ballot), due=due_words(ballot), privacy=privacy(ballot)
    )
    if ballot.settings.act is Act.HANDS:
        text = say("poll.notice_hands", headline=headline(ballot))
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "ballot.opened", tuple(dict.fromkeys(people.values())), text,
        (OpenPaper(ballot.id),), Priority.RECEIPT, ballot.campaign, turn.member.id,
    )  # fmt: skip
    done = say("poll.opened", headline=headline(ballot), roll=two(len(ballot.roll)))
    rows: list[Row] = [ManageBallot(ballot.id).labelled(say("poll.follow_button"))]
    if ballot.voter_of(turn.member.id) is not None and ballot.settings.act is not Act.HANDS:
        rows.insert(0, OpenPaper(ballot.id))
    return End(screen(done, *rows), notice)
