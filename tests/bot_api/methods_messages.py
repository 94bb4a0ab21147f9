"""sendMessage, edits, deletions, answers to presses."""

from typing import Final

from tests.bot_api.chats import Chat, Message, Toast
from tests.bot_api.formatting import read_caption, read_text, units
from tests.bot_api.markup import read_inline_markup, read_markup
from tests.bot_api.refused import bad
from tests.bot_api.wire import Arguments, Json
from tests.bot_api.world import DELETE_SECONDS, World

TOAST_UNITS: Final = 200
_ACTION_NAMES: Final = (
    "cancel typing record_video upload_video record_audio record_voice upload_audio upload_voice upload_photo "
    "upload_document choose_sticker pick_up_location find_location record_video_note upload_video_note"
)
_ACTIONS: Final = frozenset(_ACTION_NAMES.split())


def send_message(world: World, arguments: Arguments) -> Json:
    body = read_text(arguments, too_long="message is too long")
    _check_preview(arguments)
    markup = read_markup(arguments)
    chat = world.reachable(arguments)
    reply_to = read_reply(arguments, chat)
    world.pace.admit(chat.user.id)
    return deliver(world, world.new_message(chat, world.bot, body, markup=markup, reply_to=reply_to))


def deliver(world: World, message: Message) -> Json:
    world.replied(message.chat)
    message.chat.show(message)
    return message.json


def _check_preview(arguments: Arguments) -> None:
    options = arguments.json("link_preview_options", "can't parse link preview options JSON object")
    if options is not None and not isinstance(options, dict):
        raise bad("object expected as link preview options")


def read_reply(arguments: Arguments, chat: Chat) -> Message | None:
    """The message replied to. Raises Refused when it does not stand in the chat and must."""
    given = arguments.json("reply_parameters", "can't parse reply parameters JSON object")
    if given is None:
        given = {"message_id": arguments.integer("reply_to_message_id")}
    if not isinstance(given, dict):
        raise bad("object expected as reply parameters")
    wanted = int(given.get("message_id") or 0)
    message = chat.shown.get(wanted)
    lenient = (
        arguments.flag("allow_sending_without_reply") or given.get("allow_sending_without_reply") is True
    )
    if wanted and message is None and not lenient:
        raise bad("message to be replied not found")
    return message


def _message(world: World, arguments: Arguments, what: str) -> Message:
    chat = world.reachable(arguments)
    message = chat.shown.get(arguments.integer("message_id"))
    if message is None:
        raise bad(f"{what} not found")
    return message


def _own_message(world: World, arguments: Arguments) -> Message:
    if not arguments.has("chat_id") and not arguments.has("message_id"):
        raise bad("message identifier is not specified")
    message = _message(world, arguments, "message to edit")
    if not message.from_bot:
        raise bad("message can't be edited")
    return message


def edit_message_text(world: World, arguments: Arguments) -> Json:
    body = read_text(arguments, too_long="MESSAGE_TOO_LONG")
    _check_preview(arguments)
    markup = read_inline_markup(arguments)
    message = _own_message(world, arguments)
    if message.has_media:
        raise bad("there is no text in the message to edit")
    return world.edit(message, body, markup).json


def edit_message_caption(world: World, arguments: Arguments) -> Json:
    markup = read_inline_markup(arguments)
    caption = read_caption(arguments)
    message = _own_message(world, arguments)
    if not message.has_media:
        raise bad("there is no caption in the message to edit")
    return world.edit(message, caption, markup).json


def edit_message_reply_markup(world: World, arguments: Arguments) -> Json:
    markup = read_inline_markup(arguments)
    message = _own_message(world, arguments)
    return world.edit(message, message.body, markup).json


def delete_message(world: World, arguments: Arguments) -> bool:
    if not arguments.has("chat_id"):
        raise bad("chat identifier is not specified")
    if arguments.integer("message_id") <= 0:
        raise bad("message identifier is not specified")
    message = _message(world, arguments, "message to delete")
    if world.now() - message.date > DELETE_SECONDS:
        raise bad("message can't be deleted for everyone")
    message.chat.remove(message)
    return True


def delete_messages(world: World, arguments: Arguments) -> bool:
    ids = arguments.json("message_ids", "can't parse message_ids JSON object")
    if ids is None:
        raise bad("message identifiers are not specified")
    if not isinstance(ids, list):
        raise bad("expected an Array of message identifiers")
    if len(ids) > 100:
        raise bad("too many message identifiers specified")
    chat = world.reachable(arguments)
    for message_id in ids:
        message = chat.shown.get(int(message_id))
        if message is not None and world.now() - message.date <= DELETE_SECONDS:
            chat.remove(message)
    return True


def answer_callback_query(world: World, arguments: Arguments) -> bool:
    text = arguments.text("text")
    if units(text) > TOAST_UNITS:
        raise bad("MESSAGE_TOO_LONG")
    toast = Toast(text, arguments.flag("show_alert"), arguments.text("url"), 0.0)
    world.answer(arguments.text("callback_query_id"), toast.text, toast.alert, toast.url)
    return True


def send_chat_action(world: World, arguments: Arguments) -> bool:
    action = arguments.text("action").lower()
    if action not in _ACTIONS:
        raise bad("wrong parameter action in request")
    world.reachable(arguments).actions.append(action)
    return True
