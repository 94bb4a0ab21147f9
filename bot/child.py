"""The processes we start for what computes long: how each of them is started

Everybody on the machine can read the words of a command, and whoever breaks into a process reads its environment. So a
process of ours is called by its module alone: names of files, passwords and what people sent go through standard input.
Of our environment it has what an interpreter needs, and no token nor address of a database; whoever counts on a server
also has what PostgreSQL's own clients read. What it complains of is not kept: it may quote what it reads.
"""

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio.subprocess import Process

ROOT = Path(__file__).parents[1]
NEEDED = frozenset(
    ("HOME", "LANG", "LANGUAGE", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ", "VIRTUAL_ENV")
)
KINDS = ("LC_", "LD_", "PYTHON", "MALLOC_")
OF_SERVERS = ("PG", "SSL_CERT_")  # how a database is reached beside its address


async def started(module: str, also: tuple[str, ...] = ()) -> "Process":
    """Starts a module of ours, with pipes to its input and from its output. `also`: variables by their beginnings."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, cwd=ROOT, env=environment(os.environ, also),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip


def environment(ours: Mapping[str, str], also: tuple[str, ...] = ()) -> dict[str, str]:
    """What a process of ours is given of our environment."""
    return {name: value for name, value in ours.items() if name in NEEDED or name.startswith((*KINDS, *also))}
