"""Files that Telegram keeps: sent by a person or by the bot, fetched through a link that lives an hour."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, TypeVar

from tests.bot_api.clock import Now
from tests.bot_api.pictures import picture_size
from tests.bot_api.refused import bad
from tests.bot_api.wire import Json

DOWNLOAD_LIMIT: Final = 20 * 1024 * 1024
LINK_SECONDS: Final = 3600.0
PHOTO_LIMIT: Final = 10 * 1024 * 1024
_EXTENSION: Final = re.compile(r"\.[A-Za-z0-9]{1,8}")


@dataclass(slots=True, eq=False)
class File:
    """`link_until` is the server's time until which the last link given out works; `gone` files are lost."""

    id: str
    unique_id: str
    data: bytes
    path: str
    link_until: float = 0.0
    gone: bool = False

    @property
    def json(self) -> Json:
        me: Json = {"file_id": self.id, "file_unique_id": self.unique_id}
        if self.data:
            me["file_size"] = len(self.data)
        return me


@dataclass(frozen=True, slots=True)
class Document:
    """A file with the name and type its sender gave it: Telegram checks neither."""

    file: File
    name: str
    mime: str

    @property
    def data(self) -> bytes:
        return self.file.data

    @property
    def json(self) -> Json:
        return {"file_name": self.name, "mime_type": self.mime, **self.file.json}


@dataclass(frozen=True, slots=True)
class Photo:
    """A small and a full size, as `(file, width, height)`; the small one holds other bytes."""

    small: File
    full: File
    width: int
    height: int

    @property
    def data(self) -> bytes:
        return self.full.data

    @property
    def json(self) -> list[Json]:
        scale = max(self.width, self.height, 1)
        width, height = max(1, self.width * 90 // scale), max(1, self.height * 90 // scale)
        return [
            {**self.small.json, "width": width, "height": height},
            {**self.full.json, "width": self.width, "height": self.height},
        ]


Kept = TypeVar("Kept", Document, Photo)


class Files:
    """Everything ever sent, by identifier and by path."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}
        self._documents: dict[str, Document] = {}
        self._photos: dict[str, Photo] = {}

    def keep_document(self, name: str, mime: str, data: bytes) -> Document:
        if not data:
            raise bad("file must be non-empty")
        suffix = PurePosixPath(name).suffix
        suffix = suffix if _EXTENSION.fullmatch(suffix) else ""
        document = Document(self._keep("BQ", "documents", suffix, data), name, mime)
        self._documents[document.file.id] = document
        return document

    def keep_photo(self, data: bytes) -> Photo:
        """Raises Refused as the real server does for what is no picture or has an impossible shape."""
        if not data:
            raise bad("file must be non-empty")
        size = picture_size(data)
        if size is None:
            raise bad("IMAGE_PROCESS_FAILED")
        width, height = size
        if not width or not height or width + height > 10_000 or max(size) > 20 * min(size):
            raise bad("PHOTO_INVALID_DIMENSIONS")
        if len(data) > PHOTO_LIMIT:
            raise bad("file is too big for a photo")
        full = self._keep("AgF", "photos", ".jpg", data)
        photo = Photo(self._keep("AgS", "photos", ".jpg", b"small " + data[:64]), full, width, height)
        self._photos[full.id] = self._photos[photo.small.id] = photo
        return photo

    def _keep(self, prefix: str, folder: str, suffix: str, data: bytes) -> File:
        number = len(self._by_id)
        unique = hashlib.sha256(data).hexdigest()[:15]
        file = File(
            f"{prefix}ACAgUAAx{number:08d}{unique}", f"A{unique}", data, f"{folder}/file_{number}{suffix}"
        )
        self._by_id[file.id] = self._by_path[file.path] = file
        return file

    def document(self, file_id: str) -> Document:
        return self._known(self._documents.get(file_id))

    def photo(self, file_id: str) -> Photo:
        return self._known(self._photos.get(file_id))

    @staticmethod
    def _known(found: Kept | None) -> Kept:
        if found is None:
            raise bad("wrong remote file identifier specified: can't unserialize it")
        return found

    def link(self, file_id: str) -> File:
        """For getFile: the file, its link good for an hour from now."""
        if not file_id:
            raise bad("file_id not specified")
        file = self._by_id.get(file_id)
        if file is None:
            raise bad("invalid file_id")
        if file.gone:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(file.data) > DOWNLOAD_LIMIT:
            raise bad("file is too big")
        file.link_until = self._now() + LINK_SECONDS
        return file

    def fetch(self, path: str) -> bytes | None:
        """What a link leads to, None when it has expired or the file is lost."""
        file = self._by_path.get(path)
        return None if file is None or file.gone or file.link_until < self._now() else file.data

    def lose(self, file_id: str) -> None:
        self._by_id[file_id].gone = True
