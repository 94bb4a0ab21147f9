"""sendDocument, sendPhoto, sendMediaGroup, getFile."""

from typing import Any, Final

from tests.bot_api.files import Document, Files, Photo
from tests.bot_api.formatting import Formatted, read_caption
from tests.bot_api.markup import read_markup
from tests.bot_api.methods_messages import deliver, read_reply
from tests.bot_api.refused import Refused, bad
from tests.bot_api.wire import Arguments, Json, Upload
from tests.bot_api.world import World

_ATTACHED: Final = "attach://"


def _source(arguments: Arguments, field: str, given: str, missing: str) -> Upload | str:
    """An uploaded file, or the identifier of one that the server has."""
    if given.startswith(_ATTACHED) or not given:
        upload = arguments.files.get(given.removeprefix(_ATTACHED) or field)
        if upload is None:
            raise bad(missing)
        return upload
    if given.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    return given


def _document(files: Files, source: Upload | str) -> Document:
    if isinstance(source, str):
        return files.document(source)
    return files.keep_document(source.name, source.mime, source.data)


def _photo(files: Files, source: Upload | str) -> Photo:
    return files.photo(source) if isinstance(source, str) else files.keep_photo(source.data)


def send_document(world: World, arguments: Arguments) -> Json:
    given = arguments.text("document")
    source = _source(arguments, "document", given, "there is no document in the request")
    caption = read_caption(arguments)
    return _send(world, arguments, caption, document=_document(world.files, source))


def send_photo(world: World, arguments: Arguments) -> Json:
    given = arguments.text("photo")
    source = _source(arguments, "photo", given, "there is no photo in the request")
    caption = read_caption(arguments)
    return _send(world, arguments, caption, photo=_photo(world.files, source))


def _send(
    world: World,
    arguments: Arguments,
    caption: Formatted,
    *,
    document: Document | None = None,
    photo: Photo | None = None,
) -> Json:
    markup = read_markup(arguments)
    chat = world.reachable(arguments)
    reply_to = read_reply(arguments, chat)
    world.pace.admit(chat.user.id)
    message = world.new_message(
        chat, world.bot, caption, markup=markup, document=document, photo=photo, reply_to=reply_to
    )
    return deliver(world, message)


def send_media_group(world: World, arguments: Arguments) -> list[Json]:
    if not arguments.has("media"):
        raise bad('parameter "media" is required')
    media = arguments.json("media", "can't parse media JSON object")
    if not isinstance(media, list):
        raise bad("expected an Array of InputMedia")
    chat = world.reachable(arguments)
    if not 2 <= len(media) <= 10:
        raise bad("album must contain from 2 to 10 items")
    kinds = {one.get("type") if isinstance(one, dict) else None for one in media}
    if len(kinds) > 1:
        raise bad("can't use the media of the specified type in the album")
    items = [_album_item(world.files, arguments, one) for one in media]
    reply_to = read_reply(arguments, chat)
    world.pace.admit(chat.user.id, len(items))
    album = world.new_album()
    return [
        deliver(
            world,
            world.new_message(
                chat, world.bot, caption, document=document, photo=photo, reply_to=reply_to, album=album
            ),
        )
        for document, photo, caption in items
    ]


def _album_item(
    files: Files, arguments: Arguments, one: Any
) -> tuple[Document | None, Photo | None, Formatted]:
    if not isinstance(one, dict):
        raise _unreadable("expected an Object")
    given = one.get("media")
    if not isinstance(given, str) or not given:
        raise _unreadable("media not found")
    source = _source(arguments, "", given, "can't parse InputMedia: media not found")
    caption = read_caption(Arguments({**one}))
    match one.get("type"):
        case "document":
            return _document(files, source), None, caption
        case "photo":
            return None, _photo(files, source), caption
        case other:
            raise _unreadable(f'type "{other}" can\'t be used in sendMediaGroup')


def _unreadable(reason: str) -> Refused:
    return bad(f"can't parse InputMedia: {reason}")


def get_file(world: World, arguments: Arguments) -> Json:
    file = world.files.link(arguments.text("file_id"))
    return {**file.json, "file_path": file.path}
