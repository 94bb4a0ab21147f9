"""Which push services are spoken to, and the key they know us by."""

import asyncio
import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from bot.web.push_keys import FILE, PushKey
from bot.web.push_services import KNOWN
from bot.web.push_wire import _PublicOnly
from bot.web.shell import FOLDER
from storage.sealing import Seals
from tests.bot.web.house import WebHouse
from tests.bot.web.push_service import unb64
from tests.talk.room import START

FCM = "https://fcm.googleapis.com/fcm/send/abc:APA91b"


@pytest.mark.parametrize(
    "endpoint",
    [
        FCM,
        "https://fcm.googleapis.com:443/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
        "https://web.push.apple.com/QGh",
        "https://wns2-sg2p.notify.windows.com/w/?token=BQY%3d",
    ],
)
def test_the_services_of_the_known_browsers_are_spoken_to(endpoint: str) -> None:
    assert KNOWN.accepts(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:8443/fcm/send/abc",
        "https://fcm.googleapis.com.evil.example/",
        "https://evil-fcm.googleapis.com/",
        "https://notify.windows.com.evil.example/",
        "https://evilnotify.windows.com/",
        "https://notify.windows.com/",
        "https://fcm.googleapis.com@evil.example/",
        "https://evil.example\\@fcm.googleapis.com/",
        "https://evil.example#.push.apple.com/",
        "https://evil.example/.push.apple.com",
        "https://evil.example?.push.apple.com",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::1",
        "https://fcm.googleapis.com:x/",
        "https://169.254.169.254/latest/meta-data",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/\r\nHost: evil",
        "https://fcm.googleapis.com/" + "a" * 2000,
        "file:///etc/passwd",
        "",
    ],
)
def test_nothing_else_is(endpoint: str) -> None:
    assert not KNOWN.accepts(endpoint)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "224.0.0.1"],
)  # fmt: skip
def test_no_private_address_is_connected_to(address: str) -> None:
    assert not KNOWN.may_connect(address)
    assert KNOWN.may_connect("142.250.0.1")
    assert KNOWN.may_connect("2404:6800:4003::1")


async def test_a_name_that_leads_to_this_machine_leads_nowhere() -> None:
    resolver = _PublicOnly(KNOWN)
    with pytest.raises(OSError, match="public internet"):
        await resolver.resolve("localhost", 443)
    await resolver.close()


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    first = PushKey.kept_in(folder, "https://thidua.example")
    again = PushKey.kept_in(folder, "https://thidua.example")
    assert first.public == again.public
    assert len(unb64(first.public)) == 65
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [FILE]
    assert Seals(folder).kept() == []


def test_processes_that_begin_together_have_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = list(
            threads.map(lambda _: PushKey.kept_in(tmp_path, "https://thidua.example").public, range(8))
        )
    assert len(set(keys)) == 1


def test_a_signature_is_for_one_service_and_half_a_day(tmp_path: Path) -> None:
    key = PushKey.kept_in(tmp_path, "https://thidua.example:8443/tai-day")
    words = key.authorization(FCM, START)
    claims = json.loads(unb64(words.split("t=")[1].split(".")[1]))
    assert claims["aud"] == "https://fcm.googleapis.com"
    assert claims["exp"] == int((START + timedelta(hours=12)).timestamp())
    assert claims["sub"] == "https://thidua.example"
    assert key.authorization(FCM + "2", START + timedelta(hours=5)) == words
    assert key.authorization(FCM, START + timedelta(hours=7)) != words
    assert key.authorization("https://web.push.apple.com/x", START) != words


async def test_the_worker_may_serve_the_whole_page_and_run_nothing_else(house: WebHouse) -> None:
    browser = await house.browser()
    answer = await browser.http.get("/worker.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert "importScripts" not in answer.text
    assert (await asyncio.to_thread((FOLDER / "push.js").read_text)).count("requestPermission") == 1
