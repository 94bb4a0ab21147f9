"""Two processes send one notice to everybody: together they keep to what the messenger takes, and each gets it once."""

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.bots import Kind, cpu_of, running
from bench.people import FIRST, on_server
from tests.bot_api.remote import RemoteApi, remote_api
from tests.end_to_end.test_taking_over import PATIENCE, are_here
from tests.faults.witness import Witness

AUDIENCE = 300
RATE = 30.0  # messages a second that are taken in the long run, and as many at once after a rest


async def test_what_two_processes_send_together_reaches_everybody_once_at_the_pace_of_one(
    postgres_url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    await on_server(postgres_url, AUDIENCE)
    async with remote_api() as api:
        await api.phones(AUDIENCE, FIRST)
        async with running(Kind.OURS, api, tmp_path, postgres_url, processes=2) as bots:
            await are_here(Witness(tmp_path, postgres_url), 2)
            await api.control("limits", overall=[RATE, RATE])
            before = [cpu_of(pid) for pid in bots.pids]
            await api.says([(FIRST, "/tell")])
            await _all_told(api)
            spent = [cpu_of(pid) - was for pid, was in zip(bots.pids, before, strict=True)]
            sent = [call for call in await api.calls() if call[2] == "sendmessage"]
    taken = [(at, chat) for _, at, _, chat, status, _ in sent if status == 200]
    heard = Counter(chat for _, chat in taken)
    assert heard.pop(FIRST) == 2, "whoever sends it sees how far it has come, too"
    assert sorted(heard) == list(range(FIRST + 1, FIRST + AUDIENCE))
    assert set(heard.values()) == {1}
    record_property("messages", len(taken))
    record_property("messages a second", round((len(taken) - 1) / (taken[-1][0] - taken[0][0]), 2))
    record_property("answers 429", len(sent) - len(taken))
    for seconds in spent:
        record_property("processor seconds of each process", round(seconds, 2))


async def _all_told(api: RemoteApi) -> None:
    """A server that stands still for a second on a busy machine finds too many at once and refuses them: they come
    again.
    """
    async with asyncio.timeout(2 * PATIENCE):
        while sum(call[2] == "sendmessage" and call[4] == 200 for call in await api.calls()) < AUDIENCE + 1:  # noqa: ASYNC110 - nobody rings
            await asyncio.sleep(0.2)
