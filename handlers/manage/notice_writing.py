"""[Gửi thông báo] -> notice.ask “…”, files -> notice.to_whom -> notice_sending.py

What is being written is kept: coming back, it is shown, to go on or to write anew.
"""

from dataclasses import replace

from campaign.ids import NoticeId
from campaign.plan.plan import Campaign
from campaign.reminders.notice import LONGEST, Empty, Letter, TooLong, worded, writes
from handlers.kit import Button, Choice, End, Flow, OpenFlow, Place, Result, Say, Turn, say, screen
from handlers.manage.begin import not_yours
from handlers.manage.notice_files import taken
from handlers.manage.notice_words import ChooseAudience, WriteAnew, Writing, asking, to_whom, with_files

flow = Flow("notice", about=say("notice.about"), help=say("notice.help"))


class Write(Choice, tag="ntw", label=say("notice.write_button")):
    """Begins a notice, or goes on with the one being written."""


@flow.manages(Place.OFTEN)
async def buttons(turn: Turn, campaign: Campaign | None) -> list[Button]:
    """For whoever writes to the khối."""
    return [Button(Write(), Write.label)] if writes(turn.member) else []


@flow.press(Write)
async def begin(turn: Turn, _: Write) -> Result:
    """What is being written, or the question for it."""
    if not writes(turn.member):
        return await not_yours(turn)
    letter = await turn.store.letters.of(turn.member.id)
    if letter is None or not letter.text:
        return asking(None if letter is None else with_files(letter.files))
    text = say("notice.resume", text=letter.text, files=with_files(letter.files))
    return End(screen(text, ChooseAudience(), WriteAnew(), back=OpenFlow("manage")))


@flow.press(WriteAnew)
async def write_anew(turn: Turn, _: WriteAnew) -> Result:
    """The words again."""
    return asking() if writes(turn.member) else await not_yours(turn)


@flow.answer(Writing)
async def written(turn: Turn, state: Writing, typed: str) -> Result:
    """The words, kept with the files that came before or with them; to whom?"""
    if not writes(turn.member):
        return await not_yours(turn)
    before = await turn.store.letters.of(turn.member.id)
    kept = Letter(NoticeId(turn.fresh_id()), turn.khoi, turn.member.id, "")
    kept = kept if before is None else replace(kept, files=before.files)
    kept, said = taken(kept, turn.files)
    match worded(typed):
        case Empty():
            return await _without_words(turn, kept, said)
        case TooLong(length):
            return asking(say("notice.too_long", length=length, limit=LONGEST))
        case str() as text:
            letter = replace(kept, text=text)
            await turn.store.letters.keep(letter, turn.now)
            return to_whom(letter, said)


async def _without_words(turn: Turn, letter: Letter, said: Say | None) -> Result:
    """Files came alone: they are kept, and the words still asked for."""
    if said is None:
        return asking(say("notice.empty"))
    await turn.store.letters.keep(letter, turn.now)
    return asking(said)
