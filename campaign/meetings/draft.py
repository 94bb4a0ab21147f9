"""A meeting being prepared, answer by answer, and a called one being changed: saved after each answer, finished later.

    begin(kind) -> title? -> when -> where -> agenda -> files -> invitees -> chairs -> paper -> read back -> called
    draft_of(meeting) -> any part again -> read back -> revised

The draft's id becomes the meeting's, so that it is called once however often the button is pressed.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from campaign.ids import CampaignId, KhoiId, MeetingId, MemberId
from campaign.meetings.calling import MeetingFault
from campaign.meetings.meeting import AgendaItem, Invitation, Meeting, MeetingFile, MeetingKind, Venue
from campaign.people import Member, Role

ARRANGERS = frozenset({Role.SECRETARY, Role.CHAIR})
"""Who calls, moves and cancels the meetings of a khối."""

OVERSEERS = ARRANGERS | {Role.VICE_CHAIR}
"""Who sees who comes; whoever chairs a meeting sees it too."""

MOST_FILES = 10
MOST_GUESTS = 40


class Part(StrEnum):
    """What is asked, in this order. The values are what buttons and the database keep."""

    TITLE = "title"
    WHEN = "when"
    WHERE = "where"
    AGENDA = "agenda"
    FILES = "files"
    INVITEES = "invitees"
    CHAIRS = "chairs"
    PAPER = "paper"


MENDS = {
    MeetingFault.NO_TITLE: Part.TITLE,
    MeetingFault.START_PAST: Part.WHEN,
    MeetingFault.END_BEFORE_START: Part.WHEN,
    MeetingFault.NO_VENUE: Part.WHERE,
    MeetingFault.NO_CHAIR: Part.CHAIRS,
    MeetingFault.TOO_MANY_CHAIRS: Part.CHAIRS,
    MeetingFault.NOBODY_INVITED: Part.INVITEES,
}
"""Which part to answer again for what is wrong."""


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """What has been answered so far. `changes` names the called meeting that this is a change of."""

    id: MeetingId
    khoi: KhoiId
    by: MemberId
    kind: MeetingKind
    title: str = ""
    start: datetime | None = None
    end: datetime | None = None
    venues: tuple[Venue, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    files: tuple[MeetingFile, ...] = ()
    invitees: tuple[MemberId, ...] = ()
    guests: tuple[str, ...] = ()
    chairs: tuple[MemberId, ...] = ()
    invitation: Invitation | None = None
    campaign: CampaignId | None = None
    answered: frozenset[Part] = frozenset()
    changes: MeetingId | None = None

    @property
    def next(self) -> Part | None:
        """The first part not asked yet; None when everything was."""
        return next((part for part in Part if part not in self.answered), None)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting as prepared, or None while nobody knows when it is."""
        if self.start is None or self.end is None:
            return None
        return Meeting(
            id=self.id,
            khoi=self.khoi,
            kind=self.kind,
            title=self.title,
            start=self.start,
            end=self.end,
            venues=self.venues,
            chairs=self.chairs,
            invitees=self.invitees,
            agenda=self.agenda,
            files=self.files,
            guests=self.guests,
            campaign=self.campaign,
            invitation=self.invitation,
        )


def answered(draft: MeetingDraft, part: Part) -> MeetingDraft:
    """The draft with this part asked, whatever was answered."""
    return replace(draft, answered=draft.answered | {part})


def draft_of(meeting: Meeting, draft: MeetingId, by: MemberId) -> MeetingDraft:
    """The change of a called meeting, with everything as it stands now."""
    return MeetingDraft(
        id=draft,
        khoi=meeting.khoi,
        by=by,
        kind=meeting.kind,
        title=meeting.title,
        start=meeting.start,
        end=meeting.end,
        venues=meeting.venues,
        agenda=meeting.agenda,
        files=meeting.files,
        invitees=meeting.invitees,
        guests=meeting.guests,
        chairs=meeting.chairs,
        invitation=meeting.invitation,
        campaign=meeting.campaign,
        answered=frozenset(Part),
        changes=meeting.id,
    )


def changed_parts(meeting: Meeting, draft: MeetingDraft) -> tuple[Part, ...]:
    """What the draft would change in the meeting, in the order of the parts."""
    before = draft_of(meeting, draft.id, draft.by)
    return tuple(part for part in Part if _of(before, part) != _of(draft, part))


def arranges(member: Member, khoi: KhoiId) -> bool:
    """Whether the member calls the meetings of this khối."""
    return member.khoi == khoi and member.holds(*ARRANGERS)


def oversees(member: Member, meeting: Meeting) -> bool:
    """Whether the member sees who comes to the meeting and who has not answered."""
    return member.khoi == meeting.khoi and (member.holds(*OVERSEERS) or member.id in meeting.chairs)


# --- files --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SameFile:
    """The same content is there already, under this name."""

    name: str


@dataclass(frozen=True, slots=True)
class TooManyFiles:
    """There is no room for another file."""

    most: int


def attach(draft: MeetingDraft, file: MeetingFile) -> MeetingDraft | SameFile | TooManyFiles:
    """One more document."""
    same = next((kept for kept in draft.files if kept.sha256 == file.sha256), None)
    if same is not None:
        return SameFile(same.name)
    if len(draft.files) >= MOST_FILES:
        return TooManyFiles(MOST_FILES)
    return replace(draft, files=(*draft.files, file))


def detach(draft: MeetingDraft, sha256: str) -> MeetingDraft:
    """The draft without this document."""
    return replace(draft, files=tuple(file for file in draft.files if file.sha256 != sha256))


def _of(draft: MeetingDraft, part: Part) -> object:
    match part:
        case Part.TITLE:
            return draft.title
        case Part.WHEN:
            return draft.start, draft.end
        case Part.WHERE:
            return draft.venues
        case Part.AGENDA:
            return draft.agenda
        case Part.FILES:
            return draft.files
        case Part.INVITEES:
            return draft.invitees, draft.guests
        case Part.CHAIRS:
            return draft.chairs
        case Part.PAPER:
            return draft.invitation
        case _:
            assert_never(part)
