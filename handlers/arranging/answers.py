"""What is typed or sent for a part of a meeting, saved as given; a mistake gets one sentence and the question again."""

from dataclasses import replace
from typing import assert_never

from campaign.dates.dates import DateRefused
from campaign.meetings.draft import MeetingDraft, Part, SameFile, TooManyFiles, answered, attach
from campaign.meetings.meeting import Invitation, MeetingFile
from campaign.meetings.typed import (
    LONGEST_TITLE,
    Hours,
    TypedRefused,
    read_agenda,
    read_hours,
    read_invitation,
    read_venues,
)
from campaign.search import tidy
from handlers.arranging.asking import Asked, ask, go_on, go_on_from
from handlers.arranging.chairs import look_for_chairs
from handlers.arranging.flow import AskPart, AskToRemove, RemoveFile, flow
from handlers.arranging.people import look_for_invitees
from handlers.arranging.preview import day_off, outside
from handlers.arranging.words import draft_of, not_yours
from handlers.kit import Button, End, Lost, Received, Result, Say, Turn, say, screen
from handlers.report.files import LOST
from handlers.report.words import size_of

SLIDES = (".ppt", ".pptx", ".odp")


@flow.answer(Asked)
async def answer(turn: Turn, state: Asked, text: str) -> Result:
    """One part of a draft."""
    draft = await draft_of(turn, state.draft)
    if draft is None:
        return await not_yours(turn)
    if turn.files and state.part in (Part.AGENDA, Part.FILES):
        return await _files(turn, draft, state.part)
    match state.part:
        case Part.FILES:
            return await ask(turn, draft, state.part, say("arranging.file_expected"))
        case Part.INVITEES:
            return await look_for_invitees(turn, draft, text.strip())
        case Part.CHAIRS:
            return await look_for_chairs(turn, draft, text.strip())
        case Part.TITLE | Part.WHEN | Part.WHERE | Part.AGENDA | Part.PAPER:
            return await _typed(turn, draft, state.part, text)
        case _:
            assert_never(state.part)


async def _typed(turn: Turn, draft: MeetingDraft, part: Part, text: str) -> Result:
    changed = _with(turn, draft, part, text)
    if isinstance(changed, Say):
        return await ask(turn, draft, part, changed)
    done = answered(changed, part)
    await turn.store.meeting_drafts.keep(done, turn.now)
    return await go_on_from(turn, done, part, *_worth_knowing(turn, done, part, text))


def _worth_knowing(turn: Turn, draft: MeetingDraft, part: Part, text: str) -> tuple[Say, ...]:
    """What was added to the words typed, or may not be meant so."""
    match part:
        case Part.WHEN:
            hours = read_hours(text, turn.now, turn.zone)
            assumed = isinstance(hours, Hours) and hours.is_end_assumed
            return (*((say("arranging.end_assumed"),) if assumed else ()), *day_off(turn, draft.start))
        case Part.AGENDA:
            return outside(turn, draft)
        case _:
            return ()


def _with(turn: Turn, draft: MeetingDraft, part: Part, text: str) -> MeetingDraft | Say:
    """The draft with what was typed, or why it is not taken."""
    match part:
        case Part.TITLE:
            title = tidy(text)
            if not title:
                return say("meeting.no_title")
            if len(title) > LONGEST_TITLE:
                return say("arranging.title_too_long", most=LONGEST_TITLE)
            return replace(draft, title=title)
        case Part.WHEN:
            hours = read_hours(text, turn.now, turn.zone)
            return (
                replace(draft, start=hours.start, end=hours.end) if isinstance(hours, Hours) else _why(hours)
            )
        case Part.WHERE:
            venues = read_venues(text)
            return _why(venues) if isinstance(venues, TypedRefused) else replace(draft, venues=venues)
        case Part.AGENDA:
            day = turn.today if draft.start is None else draft.start.astimezone(turn.zone).date()
            agenda = read_agenda(text, day, turn.zone)
            return _why(agenda) if isinstance(agenda, TypedRefused) else replace(draft, agenda=agenda)
        case Part.PAPER:
            paper = read_invitation(text, turn.today)
            return replace(draft, invitation=paper) if isinstance(paper, Invitation) else _why(paper)
        case _:
            return draft


def _why(refused: DateRefused | TypedRefused) -> Say:
    return Say(refused.key, dict(refused.values))


# --- documents ------------------------------------------------------------------------------------------------------


async def _files(turn: Turn, draft: MeetingDraft, part: Part) -> Result:
    """Each file is acknowledged by name and size, each that is refused with the reason."""
    said: list[Say] = []
    for file in turn.files:
        draft, what = _taken(draft, file)
        said.append(what)
    done = answered(draft, part)
    await turn.store.meeting_drafts.keep(done, turn.now)
    lead = say("arranging.lines", lines=tuple(said))
    return await go_on(turn, done, lead) if part is Part.AGENDA else await ask(turn, done, part, lead)


def _taken(draft: MeetingDraft, file: Received | Lost) -> tuple[MeetingDraft, Say]:
    if isinstance(file, Lost):
        return draft, say("report.file_refused", name=file.name, why=LOST[file.why])
    if file.sort is None and not file.name.lower().endswith(SLIDES):
        return draft, say("report.file_refused", name=file.name, why=say("arranging.file_unknown"))
    match attach(draft, MeetingFile(file.name, file.sha256, file.size)):
        case SameFile(name):
            return draft, say("report.file_same", name=file.name, as_name=name)
        case TooManyFiles(most):
            return draft, say("report.file_refused", name=file.name, why=say("report.too_many", most=most))
        case changed:
            return changed, say("arranging.file_taken", name=file.name, size=size_of(file.size))


@flow.press(AskToRemove)
async def ask_to_remove(turn: Turn, pressed: AskToRemove) -> Result:
    """Which one?"""
    draft = await draft_of(turn, pressed.draft)
    if draft is None:
        return await not_yours(turn)
    rows = [
        Button(
            RemoveFile(draft.id, place, file.size),
            say("arranging.file", name=file.name, size=size_of(file.size)),
        )
        for place, file in enumerate(draft.files)
    ]
    pairs = [tuple(rows[start : start + 2]) for start in range(0, len(rows), 2)]
    return End(screen(say("arranging.which_to_remove"), *pairs, back=AskPart(draft.id, Part.FILES)))


@flow.press(RemoveFile)
async def remove(turn: Turn, pressed: RemoveFile) -> Result:
    """It goes from the draft; a called meeting keeps it until the change is confirmed."""
    draft = await draft_of(turn, pressed.draft)
    if draft is None:
        return await not_yours(turn)
    files = list(draft.files)
    if not 0 <= pressed.place < len(files) or files[pressed.place].size != pressed.size:
        return await ask(turn, draft, Part.FILES)
    gone = files.pop(pressed.place)
    kept = replace(draft, files=tuple(files))
    await turn.store.meeting_drafts.keep(kept, turn.now)
    return await ask(turn, kept, Part.FILES, say("arranging.file_removed", name=gone.name))
