"""A roster sent in the chat: read, shown, confirmed, written

file -> roster.preview (new, changed, back, missing, what is worth a look) [Nhập danh sách] [Cho người vắng rời khối]
     -> roster.refused: every mistake with its row, and what is right; nothing is written
[Cho người vắng rời khối] -> roster.ask_leaving, by name -> [Đúng, nhập và cho rời]
If the khối has changed since it was shown, the preview is shown once more instead.
"""

import asyncio

from campaign.ids import UploadId
from campaign.people import Khoi
from campaign.roster.changes import AllowLeaving, Approved, Changes, NoSecretaryLeft, approve, preview
from campaign.roster.roster import Roster, RosterRefused
from campaign.roster.uploads import Upload, mark
from campaign.sheet import SheetRefused
from handlers.keepers import keepers_only
from handlers.kit import (
    Document,
    End,
    Lost,
    Next,
    Output,
    Result,
    Row,
    Say,
    Screen,
    Turn,
    fact,
    led,
    say,
    screen,
)
from handlers.roster.flow import (
    ROSTER,
    AskLeaving,
    AtRoster,
    Import,
    ImportLeaving,
    OpenInvites,
    WriteNow,
    flow,
)
from handlers.roster.words import (
    FINDINGS_SHOWN,
    counts_of,
    findings_lines,
    leaving_lines,
    lost_words,
    preview_words,
    result_words,
)

MANY = 300  # changes; more of them say first that they are being written


async def take_file(turn: Turn, state: AtRoster) -> Result:
    """Reads the file just sent; the conversation goes on waiting for another one."""
    if len(turn.files) > 1:
        return Next(state, screen(say("roster.one_file"), back=ROSTER))
    (file,) = turn.files
    if isinstance(file, Lost):
        return Next(state, screen(lost_words(file), back=ROSTER))
    read = await _read(turn, file.sha256, file.name)
    if not isinstance(read, Changes):
        return Next(state, *await _refused(turn, read))
    upload = Upload(UploadId(turn.fresh_id()), turn.khoi, turn.member.id, file.sha256, file.name, mark(read))
    await turn.store.roster.keep(upload, turn.now)
    return Next(state, _preview(upload, read))


@flow.press(Import)
@keepers_only
async def import_it(turn: Turn, pressed: Import) -> Result:
    """Writes what was shown."""
    return await _confirmed(turn, pressed.upload, AllowLeaving.NO)


@flow.press(AskLeaving)
@keepers_only
async def ask_leaving(turn: Turn, pressed: AskLeaving) -> Result:
    """Names everybody who would leave (or as many as a screen holds) and what leaving means."""
    found = await _as_shown(turn, pressed.upload)
    if isinstance(found, End):
        return found
    upload, changes = found
    text = say("roster.ask_leaving", count=len(changes.leaving), people=leaving_lines(changes.leaving))
    return End(screen(text, ImportLeaving(upload.id), Import(upload.id), back=ROSTER))


@flow.press(ImportLeaving)
@keepers_only
async def import_leaving(turn: Turn, pressed: ImportLeaving) -> Result:
    """Writes what was shown, those missing leaving."""
    return await _confirmed(turn, pressed.upload, AllowLeaving.YES)


@flow.press(WriteNow)
@keepers_only
async def write_now(turn: Turn, pressed: WriteNow) -> Result:
    """Long writing, after it was announced."""
    found = await _as_shown(turn, pressed.upload)
    if isinstance(found, End):
        return found
    return await _write(turn, *found, AllowLeaving.YES if pressed.leaving else AllowLeaving.NO)


async def _confirmed(turn: Turn, upload: UploadId, allow: AllowLeaving) -> Result:
    found = await _as_shown(turn, upload)
    if isinstance(found, End):
        return found
    changes = found[1]
    size = sum(map(len, (changes.new, changes.changed, changes.returning, changes.leaving)))
    if size < MANY:
        return await _write(turn, *found, allow)
    begun = screen(say("roster.writing", count=size))
    return End(begun, then=WriteNow(upload, allow is AllowLeaving.YES))


async def _write(turn: Turn, upload: Upload, changes: Changes, allow: AllowLeaving) -> Result:
    match approve(changes, allow):
        case NoSecretaryLeft():
            return End(screen(say("roster.no_secretary"), back=ROSTER))
        case Approved() as approved:
            await turn.store.roster.apply(turn.khoi, approved, turn.now)
            await turn.store.roster.applied(upload.id, turn.now)
            counts = counts_of(changes, approved)
            await turn.store.events.record(
                turn.khoi, "roster.imported", turn.member.id, turn.now, upload.id, counts
            )
            khoi = await turn.store.people.khoi(turn.khoi)
            return End(fact(_done(khoi, counts), OpenInvites(None).labelled(say("roster.go_invite_button"))))


def _done(khoi: Khoi | None, counts: dict[str, str | int]) -> Say:
    return say("roster.imported", khoi="" if khoi is None else khoi.name, counts=result_words(counts))


async def _as_shown(turn: Turn, wanted: UploadId) -> tuple[Upload, Changes] | End:
    """The upload and its changes, if they are still what was shown; else what to say."""
    upload = await turn.store.roster.upload(turn.khoi, wanted)
    if upload is None:
        return End(screen(say("roster.no_upload"), back=ROSTER))
    if upload.applied:
        return End(screen(say("roster.already_imported", file=upload.name), back=ROSTER))
    read = await _read(turn, upload.sha256, upload.name)
    if not isinstance(read, Changes):
        return End(*await _refused(turn, read))
    if mark(read) == upload.seen:
        return upload, read
    await turn.store.roster.keep(
        Upload(upload.id, upload.khoi, upload.by, upload.sha256, upload.name, mark(read)), turn.now
    )
    return End(led(say("roster.changed_meanwhile"), _preview(upload, read)))


async def _read(turn: Turn, sha256: str, name: str) -> Changes | RosterRefused | SheetRefused:
    read = await turn.papers.roster(sha256, name, await turn.store.units.known(turn.khoi))
    if isinstance(read, Roster):
        members = await turn.store.people.everyone(turn.khoi)
        return await asyncio.to_thread(preview, members, read)  # of 20,000 people half a second
    return read


async def _refused(turn: Turn, read: RosterRefused | SheetRefused) -> tuple[Output, ...]:
    if isinstance(read, SheetRefused):
        return (screen(say("roster.not_read", why=Say(read.key, read.values)), back=ROSTER),)
    errors = read.errors
    text = say("roster.refused", count=len(errors), errors=findings_lines(errors))
    if len(errors) <= FINDINGS_SHOWN:
        return (screen(text, back=ROSTER),)
    every = await turn.papers.found(errors, turn.person.language, turn.now)
    whole = Document("can-sua.txt", every, say("roster.all_errors", count=len(errors)), "text/plain")
    return whole, screen(text, back=ROSTER)


def _preview(upload: Upload, changes: Changes) -> Screen:
    if not any((changes.new, changes.changed, changes.returning, changes.leaving)):
        return screen(say("roster.no_change", file=upload.name), back=ROSTER)
    rows: list[Row] = []
    if any((changes.new, changes.changed, changes.returning)):
        rows.append(Import(upload.id))
    if changes.leaving:
        rows.append(
            AskLeaving(upload.id).labelled(say("roster.ask_leaving_button", count=len(changes.leaving)))
        )
    return screen(preview_words(upload.name, changes), *rows, back=ROSTER)
