"""When all is over: everything that was done is there exactly once, in order, and nothing is lost."""

import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from campaign.ballots.recount import Counts, recount
from campaign.ids import BallotId
from handlers.decide.words import ManageBallot
from tests.bot_api import BotApi, Tap
from tests.faults.crowd import MARKED, Crowd, Kind, Person, mark
from tests.faults.leaks import leaks, logged
from tests.faults.stage import EPOCH, Scene
from tests.faults.witness import Witness
from tests.talk import Room
from tests.talk.room import open_room

# A crash between a send and its record says the same again: the same edit, the same answer to a press.
TOO_OLD = "Bad Request: query is too old"
OTHER_POLL = "Conflict: terminated by other getUpdates request"  # the one of the process that has just died
SAID_AGAIN = ("Bad Request: message is not modified", TOO_OLD, OTHER_POLL)


UNTOLD = (
    "SELECT count(*) FROM delivery d JOIN notice n ON n.id = d.notice_id WHERE d.state <> 'sent'"
    " AND EXISTS (SELECT 1 FROM account a WHERE a.person_id = d.person_id) AND n.by_member IS NOT NULL"
)
LEFT_OVER: Mapping[str, str] = {
    "updates wait": "SELECT count(*) FROM inbox WHERE done_at IS NULL",
    "updates that are done keep what they carried": "SELECT count(*) FROM inbox WHERE length(payload) > 0",
    "letters wait": "SELECT count(*) FROM outbox WHERE state = 'due'",
    "letters failed": "SELECT count(*) FROM outbox WHERE state NOT IN ('due', 'sent', 'dropped')",
    "lines of the ledger do not say “sent”": UNTOLD,
}


@dataclass
class Verdict:
    """What was found. `wrong`, `lost` and `other` must be empty: acts, notices, and whatever else must not be."""

    acts: Counter[Kind] = field(default_factory=Counter)
    delivered: int = 0  # notices that reached somebody, each counted once
    repeated_notices: int = 0
    repeated_replies: int = 0
    messages: int = 0
    not_yet: int = 0
    refused_polls: int = 0
    expired: int = 0  # presses that nobody could answer within the time that the messenger allows
    log_bytes: int = 0  # searched for names, accounts, receipts, typed words and the token
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


async def judged(
    folder: Path, server: str | None, api: BotApi, scene: Scene, crowd: Crowd, witness: Witness
) -> Verdict:
    """Compares what people did and read with what the database holds. The program is no longer running."""
    verdict = Verdict()
    for who in crowd.people:
        await _acts(verdict, witness, scene, who)
        _messages(verdict, who, crowd.secretary.done[Kind.NOTICE])
    verdict.other += [each async for each in _left_over(witness)]
    verdict.other += [
        f"refused: {r.method}: {r.description}"
        for r in api.refusals
        if not r.description.startswith(SAID_AGAIN)
    ]
    taps = spinning(api)
    verdict.refused_polls = sum(r.description.startswith(OTHER_POLL) for r in api.refusals)
    verdict.expired = len(api.unanswered) - len(taps)
    verdict.other += [f"a tap of {tap.chat.user.name} spins for ever" for tap in taps]
    log = logged(folder)
    verdict.other += [*_incidents(folder), *leaks(log, api, crowd)]
    verdict.log_bytes = len(log.encode())
    async with open_room(folder, server=server) as room:
        verdict.wrong += [each async for each in _count(room, scene, crowd)]
    return verdict


def spinning(api: BotApi) -> list[Tap]:
    """Presses that are still to be answered: nobody has, nor tried when it was too late."""
    expired = {r.values.get("callback_query_id") for r in api.refusals if r.description.startswith(TOO_OLD)}
    return [tap for tap in api.unanswered if tap.query_id not in expired]


async def _acts(verdict: Verdict, witness: Witness, scene: Scene, who: Person) -> None:
    for kind in Kind:
        if (kind is Kind.NOTICE) != (who.player is None):
            continue
        verdict.acts[kind] += who.done[kind]
        wanted = [mark(kind, number + 1) for number in range(who.done[kind])]
        found = await witness.of(scene, who, kind)
        if found != wanted:
            verdict.wrong.append(f"{who.phone.id} {kind.value}: did {len(wanted)}, recorded {found}")


def _messages(verdict: Verdict, who: Person, notices: int) -> None:
    received = [message.text for message in who.phone.received]
    verdict.messages += len(received)
    verdict.not_yet += sum("Chưa ghi nhận được" in text for text in received)
    verdict.other += [f"{who.phone.id} read: {text}" for text in received if "Mã sự cố" in text]
    if who.player is not None:
        came = Counter(
            found[0] for text in received if (found := MARKED.findall(text)) and "Thư ký Khối" in text
        )
        for number in range(1, notices + 1):
            times = came[mark(Kind.NOTICE, number)]
            verdict.delivered += times > 0
            verdict.repeated_notices += max(0, times - 1)
            if not times:
                verdict.lost.append(f"{who.phone.id} never got notice {number}")
    verdict.other += _out_of_order(who)
    replies = Counter(text for text in received if MARKED.search(text) and "Thư ký Khối" not in text)
    for text, times in replies.items():
        wanted = 2 if set(MARKED.findall(text)) & who.twice else 1
        verdict.repeated_replies += max(0, times - wanted)


def _out_of_order(who: Person) -> Iterator[str]:
    """Answers that came first behind a later one, or had the last word in its place. (Notices are no answers.)

    A crash may say the last few again, in their order.
    """
    messages = sorted(who.phone.received, key=lambda message: message.changed)
    for kind in (Kind.WISH, Kind.FILE, Kind.REPLY, Kind.HAND):
        of_kind = re.compile(rf"{kind.name}-(\d+)\.")
        numbers = [max(map(int, found)) for message in messages if (found := of_kind.findall(message.text))]
        firsts = list(dict.fromkeys(numbers))
        if firsts != sorted(firsts) or numbers[-1:] != firsts[-1:]:
            yield f"{who.phone.id} read answers in this order: {kind.name} {numbers}"


async def _left_over(witness: Witness) -> AsyncIterator[str]:
    for what, query in LEFT_OVER.items():
        if count := await witness.number(query):
            yield f"{count} {what}"


def _incidents(folder: Path) -> Iterator[str]:
    for log in folder.glob("log.*"):
        lines = log.read_text("utf-8").splitlines()
        for place, line in enumerate(lines):
            if '"incident"' in line:
                yield f"{log.name}: {line[:400]}"
            if line.startswith("Traceback"):
                yield "\n".join((log.name, *lines[max(0, place - 1) : place + 60]))


async def _count(room: Room, scene: Scene, crowd: Crowd) -> AsyncIterator[str]:
    """The chair closes; the machine counts what people chose."""
    room.clock.move_to(EPOCH + timedelta(days=1))
    async with room.store() as store:
        chairing = await store.people.member(scene.khoi, scene.players[0].member)
    assert chairing is not None
    chair = await room.another_phone(chairing)
    wanted: Counter[int] = Counter()
    for who in crowd.people:
        for slip in who.slips:
            wanted.update(place for place, agrees in enumerate(slip) if agrees)
    counted: Counter[int] = Counter()
    for ballot in scene.secret:
        await chair.presses_choice(ManageBallot(ballot))
        await chair.presses("poll.close_button")
        await chair.presses("poll.confirm_close_button")
        counted.update(await _yes(room, ballot))
    if counted != wanted:
        yield f"people agreed {dict(wanted)} times, the machine counted {dict(counted)}"


async def _yes(room: Room, ballot: BallotId) -> Counter[int]:
    async with room.store() as store:
        sheet = await store.opinions.sheet(ballot)
    found = recount(sheet or "")
    assert isinstance(found, Counts), f"ballot {ballot} was not counted"
    return Counter({place: one.yes for place, one in enumerate(found.candidates)})
