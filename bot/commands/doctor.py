"""`thidua doctor`: is everything as it should be? Ends with 1 when something does not work."""

import asyncio

import typer

from bot.commands.office import REFUSED, open_office
from bot.doctor import examine
from bot.doctor_words import Mark
from handlers.kit import say

MARKS = {Mark.WELL: say("doctor.well"), Mark.LOOK: say("doctor.look"), Mark.ILL: say("doctor.ill")}
STYLES = {Mark.WELL: None, Mark.LOOK: "yellow", Mark.ILL: "red"}


def doctor() -> None:
    """Look at this installation: disk, keys, database, queues, backups, web page, Telegram, clock."""
    office = open_office()
    findings = asyncio.run(examine(office.settings, office.clock))
    for finding in findings:
        office.tell(say("doctor.line", mark=MARKS[finding.mark], text=finding.text), STYLES[finding.mark])
    if any(finding.mark is Mark.ILL for finding in findings):
        raise typer.Exit(REFUSED)
