"""The server as a process of its own, driven through its control endpoint."""

import asyncio
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.bot_api.remote import RemoteApi, remote_api

FIRST = 6_000_000_000
MENU = {"inline_keyboard": [[{"text": "Đồng ý", "callback_data": "yes"}]]}


@pytest.fixture
async def remote() -> AsyncIterator[RemoteApi]:
    async with remote_api("--manual-clock") as running:
        yield running


async def call(
    remote: RemoteApi, session: aiohttp.ClientSession, method: str, **values: object
) -> dict[str, object]:
    async with session.post(f"{remote.url}/bot{remote.token}/{method}", json=values) as answer:
        result: dict[str, object] = await answer.json()
        return result


async def test_a_benchmark_pushes_presses_at_once_and_reads_the_times(
    remote: RemoteApi, session: aiohttp.ClientSession
) -> None:
    await remote.phones(20, first_id=FIRST)
    everybody = range(FIRST, FIRST + 20)
    for person in everybody:
        await call(remote, session, "sendMessage", chat_id=person, text="Bỏ phiếu", reply_markup=MENU)
    before = time.monotonic()
    at = await remote.presses([(person, "Đồng ý") for person in everybody])
    updates = (await call(remote, session, "getUpdates"))["result"]
    assert isinstance(updates, list)
    assert len(updates) == 20
    waiting = asyncio.ensure_future(remote.wait_for_calls("answerCallbackQuery", 20))
    for update in updates:
        query = update["callback_query"]
        await call(remote, session, "answerCallbackQuery", callback_query_id=query["id"])
    ended = await waiting
    taps = await remote.taps()
    assert [tap[0] for tap in taps] == list(everybody)
    assert all(before <= at <= pushed <= answered <= ended for _, _, pushed, _, answered in taps)
    calls = await remote.calls(since=20)
    assert [one[2] for one in calls] == ["getupdates", *["answercallbackquery"] * 20]
    assert calls[1][3] == FIRST
    await call(remote, session, "getUpdates", offset=updates[-1]["update_id"] + 1)
    await remote.all_taken()
    state = await remote.state()
    assert (state["pending"], state["unanswered"], state["refusals"]) == (0, 0, 0)
    await remote.control("forget")
    assert (await remote.state())["calls"] == 0


async def test_limits_faults_files_and_the_clock_are_set_from_outside(
    remote: RemoteApi, session: aiohttp.ClientSession
) -> None:
    await remote.phones(1, first_id=FIRST)
    await remote.control("limits", per_chat=[1.0, 1])
    answers = [await call(remote, session, "sendMessage", chat_id=FIRST, text=word) for word in "ab"]
    assert [answer["ok"] for answer in answers] == [True, False]
    assert (await remote.control("refusals"))[0][2:] == [429, "Too Many Requests: retry after 1"]
    await remote.control("clock", advance=1)
    await remote.control("limits")
    await remote.control("faults", fault="error", code=502, when="after", method="sendMessage")
    assert (await call(remote, session, "sendMessage", chat_id=FIRST, text="c"))["error_code"] == 502
    await remote.control("sends_file", user_id=FIRST, name="a.txt", mime="text/plain", base64="YQ==")
    await remote.says([(FIRST, "xong")])
    shown = await remote.control("chat", user_id=FIRST)
    assert [one["text"] for one in shown] == ["a", "c", "", "xong"]
    await remote.control("blocks", user_ids=[FIRST])
    assert (await call(remote, session, "sendMessage", chat_id=FIRST, text="d"))["error_code"] == 403


async def test_a_wrong_order_is_explained(remote: RemoteApi) -> None:
    await remote.phones(1, first_id=FIRST)
    with pytest.raises(AssertionError, match="no button “Không” is shown"):
        await remote.presses([(FIRST, "Không")])
    with pytest.raises(AssertionError, match="no such verb: dance"):
        await remote.control("dance")
    with pytest.raises(AssertionError, match="no such fault: flood of tears"):
        await remote.control("faults", fault="flood of tears")
