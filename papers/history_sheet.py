"""An empty history file to fill in, and a second sheet with every kind of row and an example of each."""

from campaign.history.words import Column, HistoryWords, RowKind, history_words
from papers.xlsx_writing import SheetColumn, SheetPage, write_xlsx

_GUIDE_WIDTH = 44


def write_history_template() -> bytes:
    """The columns that `campaign.history.reading` reads, with the lists to choose from."""
    words = history_words()
    guide = words.heading(Column.KIND)
    choices = {
        Column.LEVEL: tuple(words.scopes.first.values()),
        Column.GROUND: tuple(words.grounds.first.values()),
    }
    kinds = f"'{guide}'!$A$2:$A${1 + len(RowKind)}"
    columns = tuple(
        SheetColumn(
            rule.heading.names[0], rule.width, choices.get(column, ()), rule.example,
            kinds if column is Column.KIND else "",
        )
        for column, rule in words.columns.items()
    )  # fmt: skip
    return write_xlsx(SheetPage(words.sheet_name, columns), SheetPage(guide, _headings(words), _lines(words)))


def _headings(words: HistoryWords) -> tuple[SheetColumn, ...]:
    return (
        SheetColumn(words.heading(Column.KIND), _GUIDE_WIDTH),
        SheetColumn(words.heading(Column.VALUE), _GUIDE_WIDTH),
    )


def _lines(words: HistoryWords) -> list[tuple[str, str]]:
    return [(words.kinds.first[kind], words.examples[kind]) for kind in RowKind]
