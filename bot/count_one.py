"""Counts one closed ballot: worked out first, beside everything else, then written in one short transaction

    reckoned, from one picture of the database -> the ballot still the same? -> record, sheet, first verdict: committed

When somebody has annulled the ballot meanwhile, or named another counting team, nothing is written: whatever is right
by then is found at the next look.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot import envelope
from bot.files import Files
from bot.reckoning import KeyLost, Reckoned, Result, reckoned
from bot.saying import Saying
from campaign.ballots.ballot import Ballot
from campaign.ballots.counting import TurnoutDiffers
from campaign.catalogue.model import Openness
from campaign.ids import BallotId, KhoiId, NoticeId
from handlers.decide.words import ManageBallot, headline
from handlers.kit import Notice, Priority, Say, say
from handlers.poll.stand import TROUBLES
from storage.outbox import Letter
from storage.unit import Database, Unit


@dataclass(frozen=True, slots=True)
class CountOne:
    """Counts at a moment. `legend`: the sentences that explain a sheet."""

    database: Database
    files: Files
    legend: Mapping[str, str]
    fresh_id: Callable[[], int]
    now: datetime

    async def count(self, khoi: KhoiId, ballot: BallotId) -> bool:
        """Counts the ballot, of which nothing is on its way any more; False when it cannot be counted now."""
        async with self.database.reading() as unit:
            found = await reckoned(unit, khoi, ballot, self.legend, self.now)
        if found is None:
            return False
        async with self.database.unit() as unit:
            done = await self._write(unit, khoi, found)
            if done:
                await unit.commit()
        return done

    async def _write(self, unit: Unit, khoi: KhoiId, found: Reckoned) -> bool:
        match found.outcome:
            case Result() as result:
                return await self._result(unit, khoi, found, result)
            case KeyLost():
                return await self._trouble(unit, khoi, found, "key_lost")
            case TurnoutDiffers():
                return await self._trouble(unit, khoi, found, "turnout_differs")
            case _:
                return False

    async def _result(self, unit: Unit, khoi: KhoiId, found: Reckoned, result: Result) -> bool:
        ballot = result.ballot
        if not await unit.counts.counted(ballot, found.writes):
            return False
        await unit.opinions.keep_record(ballot.id, result.record, result.sheet)
        if ballot.settings.secrecy is Openness.SECRET:
            await unit.opinions.wipe_opened(ballot.id)
        await self._undelivered(unit, ballot.id)
        await unit.events.record(khoi, "ballot.counted", None, self.now, ballot.id)
        text = say("verdict.notice_counted", full=result.verdict)
        await self._tell(unit, khoi, found, ballot, "ballot.counted", text, say("verdict.look_button"))
        return True

    async def _trouble(self, unit: Unit, khoi: KhoiId, found: Reckoned, trouble: str) -> bool:
        """Nothing is counted: the chair is told why, once, and has to annul."""
        ballot = found.ballot
        if not await unit.counts.set_trouble(ballot.id, found.writes, trouble):
            return False
        await unit.events.record(khoi, f"ballot.{trouble}", None, self.now, ballot.id)
        text = say("poll.notice_trouble", headline=headline(ballot), why=TROUBLES[trouble])
        await self._tell(unit, khoi, found, ballot, "ballot.trouble", text, say("poll.follow_button"))
        return True

    async def _tell(
        self, unit: Unit, khoi: KhoiId, found: Reckoned, ballot: Ballot, kind: str, text: Say, look: Say
    ) -> None:
        """First to those who may see a verdict before it is announced: chair, counting team, secretary."""
        follow = ManageBallot(ballot.id).labelled(look)
        notice = Notice(
            NoticeId(self.fresh_id()), khoi, kind, found.insiders, text, (follow,),
            Priority.RECEIPT, ballot.campaign,
        )  # fmt: skip
        await Saying(self.database.seals, self.files, self.fresh_id, self.now).notice(unit, notice)

    async def _undelivered(self, unit: Unit, ballot: BallotId) -> None:
        """Receipts that could not be sent are lost with the key; their voters are told at least that."""
        body = envelope.to_bytes(envelope.message_of(say("decide.undelivered")))
        letters = [
            Letter(
                self.fresh_id(), channel, account, person, language, Priority.RECEIPT.value, body, self.now
            )
            for channel, account, person, language in await unit.outbox.give_up_sealed(ballot)
        ]
        await unit.outbox.add(letters, self.now)
