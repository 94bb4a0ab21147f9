"""What is under deploy/ fits the program: settings that exist, files that are there, nobody as root, no index."""

import asyncio
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from starlette.types import Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bot.commands.office import MISUSED
from bot.config import Settings
from bot.downloads import LARGEST_FILE
from bot.probe import is_well
from tests.bot.web.house import open_house

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "thidua.service"
SETTINGS = frozenset(name.upper() for name in Settings.model_fields)
HARDENED = {
    "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
    "PrivateDevices": "yes", "CapabilityBoundingSet": "", "RestrictSUIDSGID": "yes", "UMask": "0077",
    "StateDirectoryMode": "0700", "MemoryDenyWriteExecute": "yes", "Restart": "always",
    "RestartPreventExitStatus": str(MISUSED),
}  # fmt: skip
MOST_EXPOSED = 20  # tenths, as systemd-analyze counts; an ordinary service has 96
PROXIES = "FORWARDED_ALLOW_IPS"  # the web server's own setting
OURS = ("PATH", "PYTHON", "PIP_", "MPLCONFIGDIR", "XDG_")  # what the image sets beside our settings


def unit() -> dict[str, str]:
    """The unit's words; the last of several with one name."""
    lines = (line.partition("=") for line in UNIT.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {name: value for name, equals, value in lines if equals}


def assigned(text: str) -> dict[str, str]:
    """NAME=value at the beginnings of lines."""
    return dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))


def image() -> list[tuple[str, str]]:
    """The instructions of the Containerfile."""
    text = re.sub(r"^#.*\n", "", (DEPLOY / "Containerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines if line.strip()]


def copied() -> list[str]:
    """What the image takes from the repository."""
    words = [rest.split()[:-1] for name, rest in image() if name == "COPY" and not rest.startswith("--from")]
    return [source for sources in words for source in sources]


def test_the_unit_is_shut_in() -> None:
    words = unit()
    assert {name: words.get(name) for name in HARDENED} == HARDENED
    assert words["User"] not in ("", "root")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    here = tmp_path / UNIT.name
    here.write_text(UNIT.read_text("utf-8").replace(unit()["ExecStart"], shutil.which("true") or "/bin/true"))
    verified = subprocess.run(["systemd-analyze", "verify", str(here)], capture_output=True, text=True)
    assert (verified.returncode, verified.stdout, verified.stderr) == (0, "", "")
    security = ["systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(here)]
    judged = subprocess.run(security, capture_output=True, text=True)
    assert judged.returncode == 0, judged.stdout[-2000:]


def test_the_unit_may_write_where_the_settings_point_and_keys_lie_apart() -> None:
    words, named = unit(), assigned((DEPLOY / "settings.env").read_text("utf-8"))
    assert set(named) <= SETTINGS
    state = Path("/var/lib") / words["StateDirectory"]
    data, keys, backups = (Path(named[name]) for name in ("DATA_DIR", "KEY_DIR", "BACKUP_DIR"))
    assert data.is_relative_to(state)
    assert keys.is_relative_to(state)
    assert words["ReadWritePaths"].lstrip("-") == str(backups)
    assert not keys.is_relative_to(data)
    assert not keys.is_relative_to(backups)


def test_the_image_sets_what_exists_runs_as_nobody_and_keeps_keys_in_a_volume_of_their_own() -> None:
    said = dict(image())  # the last of each kind: those of the final stage
    named = dict(word.split("=", 1) for word in said["ENV"].split())
    ours = {name: value for name, value in named.items() if not name.startswith(OURS)}
    assert set(ours) <= SETTINGS
    assert said["USER"] == "thidua"
    assert f'"{ours["KEY_DIR"]}"' in said["VOLUME"]
    assert f'"{ours["DATA_DIR"]}"' in said["VOLUME"]
    assert ours["WEB_PORT"] == said["EXPOSE"]
    assert '"bot.probe"' in said["HEALTHCHECK"]


def test_every_package_of_the_image_comes_by_its_hash_and_from_no_named_index() -> None:
    installs = [part for _, rest in image() for part in rest.split("&&") if "pip install" in part]
    assert len(installs) == 3
    for install in installs:
        assert ("--require-hashes" in install) != ("--no-deps ." in install)
        assert not re.search(r"index|trusted|https?:", install)


def test_what_the_image_copies_is_there_and_is_every_room() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for source in copied():
        assert (ROOT / source).exists()
        assert f"!{source}" in ignored
    find = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"][
        "find"
    ]
    assert {room for room in find["include"] if "*" not in room} <= set(copied())


def test_compose_sets_only_what_exists_and_publishes_to_this_machine_alone() -> None:
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    assert set(re.findall(r"^      ([A-Z_]+):", text, re.MULTILINE)) <= SETTINGS | {PROXIES}
    assert re.findall(r'- "(.*):8080"', text) == ["127.0.0.1:8080"]
    for word in ("read_only: true", "no-new-privileges:true", "- ALL"):
        assert word in text


def test_settings_copied_as_they_are_cannot_lead_the_container_astray() -> None:
    """`.env.example` names every setting: what depends on the image's own folders is set over it."""
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    set_over = dict(re.findall(r'^      ([A-Z_]+): "?([^"\n]+)"?$', text, re.MULTILINE))
    said = dict(word.split("=", 1) for word in dict(image())["ENV"].split())
    ours = {name: value for name, value in said.items() if not name.startswith(OURS)}
    assert set_over.pop(PROXIES)
    assert set_over == ours | {"BACKUP_DIR": "/backups"}
    assert f'"{set_over["BACKUP_DIR"]}"' in dict(image())["VOLUME"]


async def test_behind_a_proxy_on_the_host_people_in_the_container_are_told_apart() -> None:
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    trusted = re.search(rf"{PROXIES}: (\S+)", text)
    assert trusted is not None
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["client"][0])

    behind = ProxyHeadersMiddleware(app, trusted_hosts=trusted[1])  # type: ignore[arg-type]
    for gateway, said in (
        ("172.18.0.1", b"203.0.113.7"),
        ("10.88.0.1", b"127.0.0.1, 203.0.113.7"),
        ("198.51.100.1", b"203.0.113.7"),
        ("172.18.0.1", b"10.1.2.3"),  # in a network of one's own: the proxy replaces what the client says
    ):
        scope = {
            "type": "http",
            "client": (gateway, 1),
            "scheme": "http",
            "headers": [(b"x-forwarded-for", said)],
        }
        await behind(scope, None, None)  # type: ignore[arg-type]
    assert seen == ["203.0.113.7", "203.0.113.7", "198.51.100.1", "10.1.2.3"]


def test_the_proxy_of_the_guide_lets_files_in_believes_no_client_and_keeps_addresses_to_itself() -> None:
    guide = (ROOT / "docs" / "cai-dat.md").read_text("utf-8")
    block = re.search(r"^ +server \{\n.*?^ +\}\n", guide, re.DOTALL | re.MULTILINE)
    assert block is not None
    said = dict(re.findall(r"^ +(location [^{]*[^{ ]|[a-z_]+) (.*)$", block[0], re.MULTILINE))
    largest = re.match(r"(\d+)m;", said["client_max_body_size"])
    assert largest is not None
    assert int(largest[1]) * 1024 * 1024 > LARGEST_FILE
    assert (
        "proxy_set_header X-Forwarded-For $remote_addr;" in block[0]
    )  # in its place, not behind what a client says
    assert said["listen"].startswith(
        "443 ssl http2;"
    )  # a page of HTTP/1.1 holds one of six lines while it is open
    for kept_out in ("access_log off;", "error_log /dev/null;"):
        assert kept_out in said["location /calendar/"]
    assert "return 404;" in said["location = /metrics"]


def test_the_other_proxy_of_the_guide_writes_no_address_and_no_header_into_its_log() -> None:
    guide = (ROOT / "docs" / "cai-dat.md").read_text("utf-8")
    for words in (
        "request>uri delete",
        "request>headers delete",
        "reverse_proxy 127.0.0.1:8080",
        "respond /metrics 404",
    ):
        assert words in guide


def test_compose_asks_after_its_health_as_the_image_does() -> None:
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    asked = re.search(r'test: \["CMD", (.*)\]', text)
    assert asked is not None
    assert asked[1] in dict(image())["HEALTHCHECK"]


def test_what_is_installed_is_whole(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    for name in copied():
        where = ROOT / name
        if where.is_dir():
            shutil.copytree(where, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(where, source / name)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-build-isolation",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*pip, "--target", str(target), str(source)], check=True, capture_output=True, text=True)
    rooms = {name for name in copied() if (ROOT / name).is_dir()}
    wanted = {
        path.relative_to(source) for room in rooms for path in (source / room).rglob("*") if path.is_file()
    }
    there = {path.relative_to(target) for path in target.rglob("*") if path.is_file()}
    assert sorted(map(str, wanted - there)) == []


async def test_the_probe_says_whether_the_installation_is_well(tmp_path: Path) -> None:
    async with open_house(tmp_path, public="https://thidua.example") as house:
        port = int(house.url.rpartition(":")[2])
        known = Settings.model_validate({"web_port": port, "public_url": "https://thidua.example"})
        assert await asyncio.to_thread(is_well, known)
    assert not await asyncio.to_thread(is_well, known)


def sentence(language: str, key: str) -> str:
    """As the texts have it."""
    subject = key.partition(".")[0]
    with (ROOT / "locales" / language / "LC_MESSAGES" / f"{subject}.po").open("rb") as file:
        return {message.id: str(message.string) for message in read_po(file)}[key]


def test_the_page_says_what_the_texts_say_and_asks_nobody_else() -> None:
    html = (DEPLOY / "restarting.html").read_text("utf-8")
    for language in ("vi", "en"):
        assert sentence(language, "run.restarting") in html
    assert f"<title>{sentence('vi', 'web.title')}</title>" in html
    assert "default-src 'none'" in html
    assert not re.search(r"https?:|src=|href=", html)
