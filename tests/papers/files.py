"""Excel files for the tests, whole and spoilt."""

from collections.abc import Mapping
from datetime import date, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"


def xlsx(*rows: tuple[str | float | date | time | None, ...]) -> bytes:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def spoilt(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same archive with these parts put in place of its own."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, parts.get(name) or source.read(name))
        for name in parts.keys() - set(source.namelist()):
            target.writestr(name, parts[name])
    return out.getvalue()


def sheet_xml(body: str, head: str = "", dimension: str = "A1:B2") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="{dimension}"/><sheetData>{body}</sheetData></worksheet>'
    ).encode()


def shared_strings(xml: str) -> dict[str, bytes]:
    """The parts that give a workbook a table of texts."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    with ZipFile(BytesIO(xlsx(("x",)))) as archive:
        types = archive.read("[Content_Types].xml").decode()
    added = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    return {
        "[Content_Types].xml": types.replace("</Types>", added).encode(),
        "xl/sharedStrings.xml": xml.encode(),
    }
