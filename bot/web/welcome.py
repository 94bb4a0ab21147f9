"""What the page is told when it opens: its words, who holds it, the commands, the newest messages."""

from typing import Any

from bot.downloads import LARGEST_FILE
from bot.nature import Nature
from bot.web import message
from bot.web.desk import Front
from bot.web.filekinds import KINDS
from bot.web.visitors import Visitor
from campaign.ids import KhoiId
from campaign.people import Language, Person
from handlers.kit import say
from storage.web import Holder
from storage.web_messages import Sight, Written

NEWEST = 10**18
MESSAGES = 40


async def welcome(front: Front, visitor: Visitor | None, wanted: str) -> dict[str, Any]:
    """The state of the page. `wanted` is the browser's language, for somebody who has not joined."""
    holder = person = None
    stands, event, page, pushes = None, 0, list[Written](), False
    if visitor is not None:
        async with front.app.database.unit() as unit:
            holder = await unit.web.holder(visitor.account)
            person = await unit.people.by_account("web", visitor.account)
            stands = await unit.turns.conversation("web", visitor.account)
            event = await unit.web_messages.last_event(visitor.account)
            page += await unit.web_messages.page(visitor.account, NEWEST, Sight.of(holder), MESSAGES)
            if front.pusher is not None:
                pushes = await unit.pushes.is_on(visitor.account, front.pusher.key.public)
            await unit.web.seen(visitor.account, front.app.clock.now())
            await unit.commit()
    language = _language(holder, wanted)
    khoi = None if stands is None else stands.khoi
    return {
        "event": event,
        "turns": 0 if stands is None else stands.revision,
        "messages": [message.to_page(m, front.app.zone) for m in page],
        "pushes": pushes,
        **_holder(front, holder, person, khoi, language),
        **_page(front, visitor, language),
    }


def _page(front: Front, visitor: Visitor | None, language: Language) -> dict[str, Any]:
    """What is so whoever holds it."""
    return {
        "device": None if visitor is None else visitor.account,
        "token": None if visitor is None else visitor.token,
        "language": language.value,
        "words": front.app.texts.subject("web", language),
        "rehearsal": front.nature is Nature.REHEARSAL,
        "now": f"{front.app.clock.now().astimezone(front.app.zone):%Y-%m-%dT%H:%M:%S}",
        "push_key": None if front.pusher is None else front.pusher.key.public,
        "largest_file": LARGEST_FILE,
        "file_types": ",".join(KINDS),
    }


def _holder(
    front: Front, holder: Holder | None, person: Person | None, khoi: KhoiId | None, language: Language
) -> dict[str, Any]:
    """Who holds it, and what they may say."""
    commands = () if person is None else front.app.command_lists.commands_of(person, khoi)
    return {
        "held_in": "" if holder is None else holder.language.value,
        "joined": person is not None and bool(person.memberships),
        "who": _who(front, person, khoi, language),
        "commands": [{"command": command, "about": about} for command, about in commands],
    }


def _who(front: Front, person: Person | None, khoi: KhoiId | None, language: Language) -> str:
    if person is None or not person.memberships:
        return ""
    chosen = None if khoi is None else person.in_khoi(khoi)
    member = chosen or person.memberships[0]
    said = say("web.who", name=member.name, unit=member.unit_name)
    return front.app.texts.render(said, language, front.app.clock.now())


def _language(holder: Holder | None, wanted: str) -> Language:
    if holder is not None:
        return holder.language
    return Language.EN if wanted.lower().startswith("en") else Language.VI
