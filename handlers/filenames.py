"""Names of files that the program makes: what it is, of whom, of which day, in letters that every phone and disk takes.

“Chiến sĩ thi đua cơ sở”, “Khối số IV” -> bang-phieu-chien-si-thi-dua-co-so-khoi-so-iv-18-12-2026.csv
"""

from datetime import date

from campaign.search import search_key
from handlers.kit import Turn

LONGEST_PART = 40  # characters


def file_name(kind: str, *about: str, day: date, ending: str) -> str:
    """Plain letters, digits and hyphens; `ending` without its dot, for example “xlsx”."""
    parts = [kind, *filter(None, map(_plain, about)), day.strftime("%d-%m-%Y")]
    return f"{'-'.join(parts)}.{ending}"


async def khoi_name(turn: Turn) -> str:
    """The khối that a file is of."""
    khoi = await turn.store.people.khoi(turn.khoi)
    return "" if khoi is None else khoi.name


def _plain(text: str) -> str:
    """Whole words as long as they fit."""
    kept = ""
    for word in search_key(text).encode("ascii", "ignore").decode("ascii").split():
        longer = f"{kept}-{word}" if kept else word[:LONGEST_PART]
        if len(longer) > LONGEST_PART:
            break
        kept = longer
    return kept
