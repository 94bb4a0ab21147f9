"""`thidua rehearse`: a sample khối on this machine, without any account; what `make run` starts."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import config, logs
from bot.clock import RealClock
from bot.config import LogFormat
from bot.nature import WrongNature
from bot.rehearse.room import Room
from bot.rehearse.scenario import ScenarioWrong, shipped
from bot.rehearse.stage import Stage
from bot.texts import Texts
from bot.web.patience import Patience
from bot.web.server import Server, listen
from campaign.people import Language
from handlers.kit import Say, say

HOST = "127.0.0.1"


def rehearse(
    scenario: Annotated[str | None, typer.Argument(help="Name of a scenario, or a file")] = None,
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1; 0 takes a free one")] = 8090,
    folder: Annotated[Path, typer.Option(help="Folder of the rehearsal")] = Path("rehearsal"),
) -> None:
    """Rehearse a campaign on this computer: be anybody, move the time. Nothing leaves this machine."""
    logs.set_up(LogFormat.TEXT)
    zone = config.Settings.model_construct().zone
    scenarios = shipped()
    if scenario is not None and scenario.endswith(".toml"):
        scenarios = {Path(scenario).stem: Path(scenario)} | scenarios
        scenario = Path(scenario).stem
    texts = Texts(zone)
    if scenario is not None and scenario not in scenarios:
        _stop(texts, say("rehearsal.no_such_scenario", name=scenario, names=", ".join(scenarios)))
    try:
        asyncio.run(_serve(Stage(folder, scenarios, zone), scenario, port, texts))
    except WrongNature as wrong:
        _stop(texts, say("rehearsal.is_real", folder=str(wrong.where)))
    except ScenarioWrong as wrong:
        _stop(texts, say("rehearsal.scenario_wrong", file=str(wrong.file), errors="\n".join(wrong.errors)))
    except OSError as error:
        _stop(texts, say("run.cannot_listen", at=f"{HOST}:{port}", why=str(error.strerror or error)))


async def _serve(stage: Stage, scenario: str | None, port: int, texts: Texts) -> None:
    listening = listen(HOST, port)
    await stage.open(scenario)
    try:
        server = Server(Room(stage).site(), listening, stage.hub.hang_up_all, Patience())
        opened = say("rehearsal.open", title=stage.play.scenario.title, url=f"http://{HOST}:{server.port}/")
        typer.echo(texts.render(opened, Language.VI, stage.play.clock.now()))
        await server.serve()
    finally:
        await stage.close()


def _stop(texts: Texts, why: Say) -> None:
    typer.echo(texts.render(why, Language.VI, RealClock().now()), err=True)
    sys.exit(1)
