"""Office files are zip archives: looked into before anything is unpacked, written without the time of writing."""

import zipfile
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from campaign.sheet import SheetFault, SheetRefused

MOST_UNPACKED = 40 * 1024 * 1024  # bytes of all parts together
_MOST_RATIO = 100  # to one; a real sheet stays below thirty
_RATIO_FROM = 100 * 1024  # bytes: a small part may be all blanks
_MOST_PARTS = 500
_MOST_TAGS = 3_000_000  # each becomes an object of a hundred bytes and more
_CHUNK = 256 * 1024
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_ENCRYPTED = 0x1
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip archive can hold

# What Python's zip reader raises on damaged bytes.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


def look_into(data: bytes) -> SheetRefused | None:
    """Why these zipped bytes are not to be unpacked, or None: first the directory, then the parts piece by piece."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _directory(archive.infolist()) or _parts(archive)
    except ZIP_ERRORS:
        return SheetRefused(SheetFault.BROKEN)


def settled(data: bytes) -> bytes:
    """The same archive without the time it was written: equal parts give equal bytes."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            info = ZipInfo(part.filename, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            target.writestr(info, source.read(part))
    return out.getvalue()


def _directory(parts: list[ZipInfo]) -> SheetRefused | None:
    """What the directory alone tells. A part cannot unpack to more than it says there: Python stops at that size."""
    names = {part.filename for part in parts}
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        return SheetRefused(SheetFault.LOCKED)
    if "[Content_Types].xml" not in names or not any(name.endswith("workbook.xml") for name in names):
        return SheetRefused(SheetFault.NOT_A_SHEET)
    if len(names) != len(parts):
        return SheetRefused(SheetFault.BROKEN)
    swollen = any(p.file_size > _RATIO_FROM and p.file_size > _MOST_RATIO * p.compress_size for p in parts)
    if swollen or len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return SheetRefused(SheetFault.SWELLS)
    return None


def _parts(archive: ZipFile) -> SheetRefused | None:
    """Unpack piece by piece, keeping nothing: no part may be damaged, define entities or hold tags without end."""
    tags = 0
    for part in archive.infolist():
        before = b""
        with archive.open(part) as unpacked:
            while piece := unpacked.read(_CHUNK):
                if part.filename.startswith("xl/media/"):  # pictures are never parsed
                    continue
                tags += piece.count(b"<")
                if tags > _MOST_TAGS or any(doctype in before + piece for doctype in _DOCTYPES):
                    return SheetRefused(SheetFault.SWELLS)
                before = piece[-32:]
    return None
