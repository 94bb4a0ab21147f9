"""A small stage, set once for all tests of this folder."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.house import House, house
from tests.faults.stage import Scene, Size, prepared


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Scene]:
    folder = tmp_path_factory.mktemp("stage")
    with ThreadPoolExecutor(1) as elsewhere:  # a loop runs here already
        scene = elsewhere.submit(lambda: asyncio.run(prepared(folder, None, Size(4, 2, 2)))).result()
    return folder, scene


@pytest.fixture
async def home(stage: tuple[Path, Scene], tmp_path: Path) -> AsyncIterator[House]:
    async with house(*stage, tmp_path) as opened:
        yield opened
