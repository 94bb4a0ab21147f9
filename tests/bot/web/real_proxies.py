"""nginx and Caddy themselves, with the configuration that the guide of installation prints, in front of a house.

Only what cannot be on a machine of tests is exchanged: the name, the port and https. A proxy that is not installed is
said in one line.
"""

import asyncio
import os
import re
import shutil
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.bot.web.proxy import Proxy
from tests.ports import own_port

ROOT = Path(__file__).parents[3]
GUIDE = ROOT / "docs" / "cai-dat.md"
PAGE = ROOT / "deploy" / "restarting.html"
NAME, PROGRAM, HTDOCS = "thidua.example.vn", "127.0.0.1:8080", "/var/www/thidua"
SYSTEM = os.pathsep + "/usr/sbin"  # where nginx is, and not everybody looks
LONG = 60.0  # seconds after which a proxy that does not listen fails the test

NGINX = """
daemon off; user root; pid {folder}/nginx.pid; error_log {folder}/error.log info;
events {{ }}
http {{
    access_log {folder}/access.log; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    {site}
}}
"""


def printed(first: str) -> str:
    """The indented block of the guide that has this as its first line of a site."""
    blocks: list[str] = re.findall(r"(?:^ {7}.*\n|^\n(?= {7}))+", GUIDE.read_text("utf-8"), re.MULTILINE)
    (block,) = [block for block in blocks if re.search(rf"^ *{re.escape(first)}", block, re.MULTILINE)]
    return block


def nginx(folder: Path, port: int, behind: int) -> tuple[str, list[str]]:
    """Its program and what it is told, as the guide has it."""
    site = printed("server {").replace("443 ssl http2", f"127.0.0.1:{port}")
    site = site.replace(f"Host {NAME}", f"Host 127.0.0.1:{port}").replace(
        f"server_name {NAME}", "server_name _"
    )
    whole = NGINX.format(folder=folder, site=_ours(site, folder, behind))
    (folder / "nginx.conf").write_text(whole, "utf-8")
    return "nginx", ["-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]


def caddy(folder: Path, port: int, behind: int) -> tuple[str, list[str]]:
    """Its program and what it is told, as the guide has it; beside that it logs what is asked, too."""
    site = printed(f"{NAME} {{").replace(f"{NAME} {{", f"http://127.0.0.1:{port} {{\nlog", 1)
    whole = _ours(site, folder, behind).replace("{", "{\nadmin off\n", 1)
    (folder / "Caddyfile").write_text(whole, "utf-8")
    return "caddy", ["run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


def _ours(site: str, folder: Path, behind: int) -> str:
    return site.replace(PROGRAM, f"127.0.0.1:{behind}").replace(HTDOCS, str(folder))


@dataclass
class Street:
    """A proxy that people reach at `url`, and the house behind it, which comes and goes as a program that restarts."""

    url: str
    folder: Path
    _behind: int
    _house: Proxy | None = None
    _server: asyncio.Server | None = None

    async def house_comes(self, url: str) -> None:
        """The house listens."""
        self._house = Proxy(int(url.rsplit(":", 1)[1]))
        self._server = await asyncio.start_server(self._house.take, "127.0.0.1", self._behind)

    async def house_goes(self) -> None:
        """Nobody listens there any more."""
        if self._server is not None and self._house is not None:
            self._server.close()
            self._house.house_goes()

    def logged(self) -> str:
        """All that the proxy wrote anywhere."""
        return "\n".join(
            path.read_text("utf-8", "replace")
            for path in self.folder.rglob("*")
            if path.is_file() and path.suffix in (".log", ".out")
        )


Kind = Callable[[Path, int, int], tuple[str, list[str]]]


@asynccontextmanager
async def street(kind: Kind, folder: Path) -> AsyncIterator[Street]:
    """A proxy of a kind, that runs, and nobody behind it yet."""
    with own_port() as port, own_port() as behind:
        async with _running(kind, folder, port, behind) as there:
            yield there


@asynccontextmanager
async def _running(kind: Kind, folder: Path, port: int, behind: int) -> AsyncIterator[Street]:
    folder.mkdir(parents=True)
    shutil.copy(PAGE, folder / PAGE.name)
    name, words = kind(folder, port, behind)
    program = shutil.which(name, path=os.environ.get("PATH", "") + SYSTEM)
    if program is None:
        pytest.skip(f"{name} is missing: apt-get install {name}")
    with (folder / "said.out").open("wb") as said:
        running = await asyncio.create_subprocess_exec(
            program, *words, stdin=DEVNULL, stdout=said, stderr=said,
            env={"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "XDG_DATA_HOME": str(folder)},
        )  # fmt: skip
        there = Street(f"http://127.0.0.1:{port}", folder, behind)
        try:
            await _listens(port, running, there)
            yield there
        finally:
            await there.house_goes()
            if running.returncode is None:
                running.terminate()
            await running.wait()


async def _listens(port: int, running: asyncio.subprocess.Process, there: Street) -> None:
    async with asyncio.timeout(LONG):
        while True:
            assert running.returncode is None, there.logged()
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionError:
                await asyncio.sleep(0.05)  # a program of others does not say when it is ready
                continue
            writer.close()
            return
