"""Files of a notice: sent before the words, with them or after; whoever gets it opens them by a button.

notice.to_whom <- ke-hoach.pdf -> “Đã nhận ke-hoach.pdf (240 kB)” -> notice.to_whom
[Tệp đính kèm (2)] under a notice -> the files as they were sent in
"""

from collections.abc import Sequence

from campaign.plan.plan import OVERSEERS
from campaign.reminders.notice import Letter, NoticeFile, SameFile, TooManyFiles, attach, writes
from handlers.arranging.answers import SLIDES
from handlers.kit import End, Flow, Kept, Lost, Received, Result, Say, Turn, fact, plain, say
from handlers.manage.begin import not_yours
from handlers.manage.notice_words import Addressing, DropFiles, OpenFiles, asking, to_whom
from handlers.report.files import LOST
from handlers.report.words import size_of

flow = Flow("notice_files", about=say("notice.about"), help=say("notice.help"))


def taken(letter: Letter, files: Sequence[Received | Lost]) -> tuple[Letter, Say | None]:
    """The letter with what can be taken, and each file acknowledged or refused; None when none came."""
    said: list[Say] = []
    for file in files:
        letter, what = _one(letter, file)
        said.append(what)
    return letter, say("notice.lines", lines=tuple(said)) if said else None


def _one(letter: Letter, file: Received | Lost) -> tuple[Letter, Say]:
    if isinstance(file, Lost):
        return letter, say("report.file_refused", name=file.name, why=LOST[file.why])
    if file.sort is None and not file.name.lower().endswith(SLIDES):
        return letter, say("report.file_refused", name=file.name, why=say("arranging.file_unknown"))
    match attach(letter, NoticeFile(file.name, file.sha256, file.size)):
        case SameFile(name):
            return letter, say("report.file_same", name=file.name, as_name=name)
        case TooManyFiles(most):
            return letter, say("report.file_refused", name=file.name, why=say("report.too_many", most=most))
        case more:
            return more, say("arranging.file_taken", name=file.name, size=size_of(file.size))


@flow.search(Addressing)
async def one_more(turn: Turn, state: Addressing, typed: str) -> Result:
    """A file goes with the notice; words are no choice of people."""
    letter = await turn.store.letters.of(turn.member.id)
    if not writes(turn.member):
        return await not_yours(turn)
    if letter is None or not letter.text:
        return asking()
    more, said = taken(letter, turn.files)
    await turn.store.letters.keep(more, turn.now)
    return to_whom(more, said or say("notice.choose_whom"))


@flow.press(DropFiles)
async def drop(turn: Turn, pressed: DropFiles) -> Result:
    """The words stay."""
    letter = await turn.store.letters.of(turn.member.id)
    if not writes(turn.member):
        return await not_yours(turn)
    if letter is None or not letter.text:
        return asking()
    bare = Letter(letter.id, letter.khoi, letter.by, letter.text, letter.audience)
    await turn.store.letters.keep(bare, turn.now)
    return to_whom(bare, say("notice.files_dropped"))


@flow.press(OpenFiles)
async def open_files(turn: Turn, pressed: OpenFiles) -> Result:
    """For whoever the notice was addressed to, and for those who look after the khối."""
    told = await turn.store.notices.find(turn.khoi, pressed.notice)
    files = () if told is None else await turn.store.letters.files(pressed.notice)
    if not files or not await _concerns(turn, pressed):
        return End(fact(say("notice.no_files")))
    title = fact(say("notice.files_of", count=len(files)))
    return End(title, *(Kept(file.name, file.sha256, plain(file.name)) for file in files))


async def _concerns(turn: Turn, pressed: OpenFiles) -> bool:
    if turn.member.holds(*OVERSEERS):
        return True
    lines = await turn.store.notices.deliveries(pressed.notice)
    return any(line.person == turn.person.id for line in lines)
