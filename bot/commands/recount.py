"""`thidua recount FILE`: counts a ballot again from its published sheet alone.

It opens no database and asks no installation: whoever has the sheet can run it anywhere. The exit code is 0 when every
number and verdict on the sheet is what comes out again, 1 when something differs, 2 when the file is no sheet.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.texts import Texts
from campaign.ballots.published_rows import Malformed, Problem
from campaign.ballots.recount import Counts, Recounted
from campaign.ballots.recount import recount as count_again
from campaign.people import Language
from handlers.kit import Say, say

LARGEST = 20_000_000  # bytes
DIFFERS, NO_SHEET = 1, 2
NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # no sentence here says how long it is until something

File = Annotated[Path, typer.Argument(help="The published sheet (.csv).")]

PROBLEMS = {
    Problem.NOT_A_SHEET: say("recount.not_a_sheet"),
    Problem.OTHER_VERSION: say("recount.other_version"),
    Problem.UNREADABLE: say("recount.unreadable"),
    Problem.UNKNOWN_ROW: say("recount.unknown_row"),
    Problem.WRONG_ROW: say("recount.wrong_row"),
    Problem.TWICE: say("recount.twice"),
    Problem.MISSING: say("recount.missing"),
    Problem.IMPOSSIBLE: say("recount.impossible"),
    Problem.WRONG_NUMBER_OF_ANSWERS: say("recount.wrong_answers"),
    Problem.WRONG_NUMBER_OF_RECEIPTS: say("recount.wrong_receipts"),
}
RESULTS = {
    "passed": say("verdict.passed"),
    "short": say("verdict.short"),
    "outranked": say("verdict.outranked"),
    "tied": say("verdict.tied"),
    "no_quorum": say("verdict.no_quorum"),
}


def recount(file: File) -> None:
    """Count a ballot again from its published sheet."""
    texts = Texts(ZoneInfo("UTC"))

    def tell(said: Say) -> None:
        typer.echo(texts.render(said, Language.VI, NO_MOMENT))

    found = count_again(_read(file)) if _readable(file) else None
    match found:
        case None:
            tell(say("recount.no_file", file=str(file)))
            raise typer.Exit(NO_SHEET)
        case Malformed(row, problem, what):
            tell(say("recount.malformed", row=row, what=what, why=PROBLEMS[problem]))
            raise typer.Exit(NO_SHEET)
        case Counts() as counts:
            for line in lines(counts):
                tell(line)
            raise typer.Exit(0 if counts.agrees else DIFFERS)


def _readable(file: Path) -> bool:
    return file.is_file() and file.stat().st_size <= LARGEST


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8-sig", errors="replace")


def lines(counts: Counts) -> list[Say]:
    """What came out, name by name, and whether it is what the sheet states."""
    head = say(
        "recount.head",
        title=counts.title,
        body=counts.body,
        cast=counts.cast,
        roll=counts.roll,
        opinions=counts.opinions,
        citation=counts.citation,
    )
    names = [_line(one) for one in counts.candidates]
    end = say("recount.agrees") if counts.agrees else say("recount.differs")
    return [head, *names, end]


def _line(one: Recounted) -> Say:
    return say(
        "recount.line",
        number=one.number,
        name=one.name,
        yes=one.yes,
        base=one.base,
        needed=one.needed,
        result=RESULTS[one.result],
        mark=None if one.agrees else say("recount.differs_here"),
    )
