"""Two processes send one notice to everybody: together they keep to what the messenger takes, and each gets it once."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.bots import Kind, cpu_of, running
from bench.people import FIRST, on_server
from tests.bot_api.remote import remote_api
from tests.end_to_end.test_taking_over import are_here
from tests.faults.witness import Witness

AUDIENCE = 300
RATE = 30.0  # messages a second that are taken in the long run, and as many at once after a rest


async def test_what_two_processes_send_together_is_never_too_fast(
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
            await api.wait_for_calls("sendMessage", AUDIENCE + 1, timeout=120)
            spent = [cpu_of(pid) - was for pid, was in zip(bots.pids, before, strict=True)]
            sent = [call for call in await api.calls() if call[2] == "sendmessage"]
    taken = [(at, chat) for _, at, _, chat, status, _ in sent if status == 200]
    heard = Counter(chat for _, chat in taken)
    assert heard.pop(FIRST) == 2, "whoever sends it sees how far it has come, too"
    assert sorted(heard) == list(range(FIRST + 1, FIRST + AUDIENCE))
    assert set(heard.values()) == {1}
    assert [call for call in sent if call[4] == 429] == []
    record_property("messages", len(taken))
    record_property("messages a second", round((len(taken) - 1) / (taken[-1][0] - taken[0][0]), 2))
    record_property("answers 429", 0)
    for seconds in spent:
        record_property("processor seconds of each process", round(seconds, 2))
