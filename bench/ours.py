"""This program with two more flows: /vote [Agree] [Disagree] -> the vote is recorded; /tell -> a notice to everybody

The assembly of `thidua run` with Telegram alone, on a folder that `bench/people.py` has filled.
"""

import argparse
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from bench.rule import BALLOT, CAST, ELIGIBLE, OPTIONS, QUESTION, Found, counted, refusal
from bot import logs, loop
from bot.assembly import assemble
from bot.clock import RealClock
from bot.config import LogFormat
from bot.ground import Place
from bot.telegram import TelegramChannel
from campaign.ids import NoticeId, PersonId
from handlers import FLOWS
from handlers.kit import Choice, End, Flow, Notice, Progress, Turn, plain, screen
from storage.sql import micros
from storage.unit import Unit

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
flow = Flow("bench", command="vote", about=plain("Vote"), help=plain("Vote"))
broadcast = Flow("bench_tell", command="tell", about=plain("Tell"), help=plain("Tell"))
FLOWS_HERE = (*FLOWS, flow, broadcast)


class Cast(Choice, tag="bench"):
    """A vote."""

    ballot: int
    option: str


@flow.begin
async def offer(turn: Turn, argument: str) -> End:
    """The question."""
    buttons = (Cast(BALLOT, option).labelled(plain(option)) for option in OPTIONS)
    return End(screen(plain(QUESTION), *buttons))


@flow.press(Cast)
async def take(turn: Turn, pressed: Cast) -> End:
    """A press: may they vote, is it open, count it, answer."""
    sql = cast(Unit, turn.store).sql
    now = micros(turn.now)
    row = await sql.one(ELIGIBLE, turn.member.id, pressed.ballot)
    found = None if row is None else Found(row["closes_at"], row["voter_id"] is not None, row["option"])
    words = refusal(found, pressed.option, now)
    if words is None:
        await sql.run(CAST, pressed.ballot, turn.member.id, pressed.option, now)
        words = counted(pressed.option)
    return End(screen(plain(words)))


@broadcast.begin
async def tell(turn: Turn, argument: str) -> End:
    """A notice to everybody."""
    people = await cast(Unit, turn.store).sql.all("SELECT id FROM person ORDER BY id")
    audience = tuple(PersonId(row["id"]) for row in people)
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "bench", audience, plain("The meeting is tomorrow.")
    )
    return End(Progress(notice.id, plain("The meeting is tomorrow.")), notice)


async def serve(token: str, url: str, folder: Path, server: str | None) -> None:
    """Serves until it is terminated."""
    channel = TelegramChannel(token, url)
    place = Place(server or folder / "thidua.db", folder / "files", folder / "keys")
    async with assemble(place, RealClock(), ZONE, [channel], FLOWS_HERE) as app:
        await app.serve()


def main() -> None:
    """`python -m bench.ours --url … --token … --folder … [--server …]`"""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--folder", required=True, type=Path)
    parser.add_argument(
        "--server", help="the address of a PostgreSQL database instead of the file in the folder"
    )
    options = parser.parse_args()
    logs.set_up(LogFormat.TEXT)
    loop.run(serve(options.token, options.url, options.folder, options.server))


if __name__ == "__main__":
    main()
