"""Rows -> Excel bytes: headings, widths, lists to choose from; the same input gives the same bytes.

What people typed is written as text and never as a formula, however it begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook as OpenWorkbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from papers.zips import settled

_NEVER = datetime(2000, 1, 1)  # noqa: DTZ001 - the file's “created”: any fixed moment, Excel knows no zones
FORMULA_STARTS = tuple("=+-@\t\r")
_LONGEST_LIST = 255  # characters, Excel's own limit for a list written into the rule
_ROWS_FOR_TYPING = 2000  # rows of an empty template that offer the lists

CellValue = str | int | float | date


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: `width` in characters; `choices` are offered, other text stays possible; `hint` shows on entry.

    A long list stands on another sheet: `choices_in` names its cells (“'Danh mục'!$A$2:$A$9”) in place of `choices`.
    """

    heading: str
    width: int
    choices: tuple[str, ...] = ()
    hint: str = ""
    choices_in: str = ""


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A sheet to write: its name, columns and rows (cells in the order of the columns)."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: Sequence[Sequence[CellValue]] = ()


def write_xlsx(*pages: SheetPage) -> bytes:
    """An Excel file with these sheets. A list of choices must have at most 255 characters with its commas."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for page in pages:
        _write(workbook, page)
    workbook.properties.creator = ""
    workbook.properties.created = workbook.properties.modified = _NEVER
    out = BytesIO()
    ExcelWriter(workbook, ZipFile(out, "w")).save()  # Workbook.save would stamp the time of day
    return settled(out.getvalue())


def _write(workbook: OpenWorkbook, page: SheetPage) -> None:
    sheet: Worksheet = workbook.create_sheet(page.name)
    sheet.freeze_panes = "A2"
    for place, column in enumerate(page.columns, start=1):
        _head(sheet, place, column)
        _offer(sheet, place, column, len(page.rows))
    for number, row in enumerate(page.rows, start=2):
        for place, value in enumerate(row, start=1):
            _fill(sheet.cell(number, place), value)


def _head(sheet: Worksheet, place: int, column: SheetColumn) -> None:
    thin = Side(style="thin", color="808080")
    cell = sheet.cell(1, place)
    _fill(cell, column.heading)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E8EEF7")
    cell.border = Border(bottom=thin)
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].width = column.width
    sheet.column_dimensions[letter].number_format = "@"  # “001” typed into an empty cell stays 001


def _offer(sheet: Worksheet, place: int, column: SheetColumn, rows: int) -> None:
    if not column.choices and not column.hint and not column.choices_in:
        return
    words = ",".join(column.choices)
    if len(words) > _LONGEST_LIST or any("," in choice for choice in column.choices):
        raise ValueError(column.heading)
    formula = column.choices_in or (f'"{words}"' if column.choices else "")
    rule = DataValidation(type="list", formula1=formula) if formula else DataValidation()
    rule.allow_blank = True
    rule.showErrorMessage = False  # several roles with “;” are typed by hand
    if column.hint:
        rule.showInputMessage = True
        rule.promptTitle = column.heading[:32]
        rule.prompt = column.hint[:255]
    letter = get_column_letter(place)
    rule.add(f"{letter}2:{letter}{max(rows, _ROWS_FOR_TYPING) + 1}")
    sheet.add_data_validation(rule)


def _fill(cell: Cell | MergedCell, value: CellValue) -> None:
    if isinstance(value, datetime):
        cell.value = value.replace(tzinfo=None)  # the time of day in the zone the caller chose
        cell.number_format = "hh:mm dd/mm/yyyy"
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, str):
        _fill_text(cell, value)
    else:
        cell.value = value


def _fill_text(cell: Cell | MergedCell, value: str) -> None:
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.value = text
    cell.number_format = "@"
    if text.startswith(FORMULA_STARTS):
        cell.data_type = "s"
        cell.quotePrefix = True  # stays text when somebody edits the cell
