"""Which files the page takes: by the ending of the name, which the first bytes must bear out."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

LONGEST_NAME = 120
ZIP, OLE, PDF = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0",), (b"%PDF-",)
JPEG, PNG = (b"\xff\xd8\xff",), (b"\x89PNG\r\n\x1a\n",)
OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class KindOfFile:
    """A type we take: how it begins, at which byte."""

    media_type: str
    begins: tuple[bytes, ...]
    at: int = 0


KINDS = {
    ".pdf": KindOfFile("application/pdf", PDF),
    ".docx": KindOfFile(OFFICE + "wordprocessingml.document", ZIP),
    ".xlsx": KindOfFile(OFFICE + "spreadsheetml.sheet", ZIP),
    ".doc": KindOfFile("application/msword", OLE),
    ".xls": KindOfFile("application/vnd.ms-excel", OLE),
    ".csv": KindOfFile("text/csv", ()),
    ".jpg": KindOfFile("image/jpeg", JPEG),
    ".jpeg": KindOfFile("image/jpeg", JPEG),
    ".png": KindOfFile("image/png", PNG),
    ".webp": KindOfFile("image/webp", (b"WEBP",), 8),
    ".heic": KindOfFile("image/heic", (b"ftyp",), 4),
    ".heif": KindOfFile("image/heif", (b"ftyp",), 4),
}


def safe_name(name: str) -> str:
    """The last part of a file's name, without anything a path, a header or a screen could be tricked with."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", unquote(name)))[-1]
    clean = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*')
    stem, dot, suffix = clean.strip(" .").rpartition(".")
    return f"{stem[: LONGEST_NAME - len(suffix)]}{dot}{suffix}"


def looks_like(head: bytes, kind: KindOfFile) -> bool:
    """Whether the first bytes are what the name promises."""
    if not head:
        return False
    return not kind.begins or any(head[kind.at :].startswith(begin) for begin in kind.begins)
