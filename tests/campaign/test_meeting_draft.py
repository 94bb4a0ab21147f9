"""A meeting is prepared part by part; a change of it says what it changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from campaign.ids import BodyId, KhoiId, MeetingId, MemberId, UnitId
from campaign.meetings.calling import Called, MeetingFault, call
from campaign.meetings.draft import (
    MENDS,
    MOST_FILES,
    MeetingDraft,
    Part,
    SameFile,
    TooManyFiles,
    answered,
    arranges,
    attach,
    changed_parts,
    detach,
    draft_of,
    oversees,
)
from campaign.meetings.invited import Group, of_body, of_group, together, usual_chairs
from campaign.meetings.meeting import Invitation, MeetingFile, MeetingKind, Venue
from campaign.meetings.words import usual_title
from campaign.people import Body, BodyKind, Role
from tests.campaign.campaigns import ADMIN, BAO, CHAIR, HEAD, KHOI, LAN, MINH, SECRETARY, VIEN, member
from tests.campaign.meetings import NOW, START, meeting

EMPTY = MeetingDraft(MeetingId(30), KHOI, SECRETARY.id, MeetingKind.CLOSING, "Hội nghị tổng kết")
EVERYBODY = (SECRETARY, CHAIR, HEAD, ADMIN, LAN, MINH)


def test_parts_are_asked_in_order_and_each_once() -> None:
    asked = []
    draft = EMPTY
    while (part := draft.next) is not None:
        asked.append(part)
        draft = answered(draft, part)
    assert asked == list(Part)


def test_a_draft_without_a_time_is_no_meeting_yet() -> None:
    assert EMPTY.meeting is None


def test_a_complete_draft_can_be_called_under_its_own_identity() -> None:
    draft = replace(
        EMPTY, start=START, end=START + timedelta(hours=3), venues=(Venue("Hội trường"),), chairs=(CHAIR.id,),
        invitees=(HEAD.id,),
    )  # fmt: skip
    assert draft.meeting is not None
    outcome = call(draft.meeting, NOW)
    assert isinstance(outcome, Called)
    assert outcome.meeting.id == draft.id


@pytest.mark.parametrize("fault", list(MeetingFault))
def test_every_fault_has_a_part_that_mends_it(fault: MeetingFault) -> None:
    assert fault in MENDS


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"title": "Khác"}, Part.TITLE),
        ({"start": START + timedelta(hours=1)}, Part.WHEN),
        ({"end": START + timedelta(hours=4)}, Part.WHEN),
        ({"venues": (Venue("Khác"),)}, Part.WHERE),
        ({"files": (MeetingFile("a.pdf", "aa", 1),)}, Part.FILES),
        ({"invitees": ()}, Part.INVITEES),
        ({"guests": ("Trần Thị B",)}, Part.INVITEES),
        ({"chairs": ()}, Part.CHAIRS),
        ({"invitation": Invitation("15/GM", date(2026, 12, 1))}, Part.PAPER),
    ],
)
def test_a_change_says_what_it_changes(change: dict[str, object], part: Part) -> None:
    draft = draft_of(meeting(), MeetingId(31), SECRETARY.id)
    assert changed_parts(meeting(), draft) == ()
    assert changed_parts(meeting(), replace(draft, **change)) == (part,)  # type: ignore[arg-type]
    assert draft.next is None


@pytest.mark.parametrize(
    ("group", "invited"),
    [
        (Group.HEADS, (CHAIR.id, HEAD.id)),
        (Group.EVERYBODY, tuple(m.id for m in EVERYBODY)),
        (Group.PREPARERS, ()),
        (Group.STANDING, (SECRETARY.id, CHAIR.id)),
    ],
)
def test_a_group_is_its_active_members(group: Group, invited: tuple[MemberId, ...]) -> None:
    assert of_group(group, EVERYBODY) == invited


def test_nobody_who_left_is_invited() -> None:
    assert of_group(Group.EVERYBODY, [replace(LAN, left_at=NOW), MINH]) == (MINH.id,)


def test_a_body_of_units_comes_as_their_heads_and_a_council_as_its_members() -> None:
    khoi = Body(BodyId(1), KHOI, BodyKind.KHOI, "Khối", 2026, units=(BAO, VIEN))
    council = Body(BodyId(2), KHOI, BodyKind.COUNCIL, "Hội đồng", 2026, members=(LAN.id,))
    assert of_body(khoi, EVERYBODY) == (CHAIR.id, HEAD.id)
    assert of_body(replace(khoi, units=(UnitId(12),)), EVERYBODY) == (HEAD.id,)
    assert of_body(council, EVERYBODY) == (LAN.id,)


def test_somebody_invited_twice_comes_once() -> None:
    assert together((LAN.id, MINH.id), (MINH.id, HEAD.id)) == (LAN.id, MINH.id, HEAD.id)


def test_the_chair_of_the_khoi_chairs_unless_there_are_two() -> None:
    assert usual_chairs(EVERYBODY) == (CHAIR.id,)
    assert usual_chairs((*EVERYBODY, member(9, Role.CHAIR))) == ()


def test_the_same_content_is_attached_once_and_not_without_end() -> None:
    file = MeetingFile("Báo cáo.pdf", "aa", 10)
    one = attach(EMPTY, file)
    assert isinstance(one, MeetingDraft)
    assert attach(one, MeetingFile("Khác.pdf", "aa", 10)) == SameFile("Báo cáo.pdf")
    full = replace(EMPTY, files=tuple(MeetingFile(f"{n}", f"{n}", 1) for n in range(MOST_FILES)))
    assert attach(full, file) == TooManyFiles(MOST_FILES)
    assert detach(one, "aa") == EMPTY


def test_only_the_secretary_and_the_chair_of_the_khoi_arrange() -> None:
    assert arranges(SECRETARY, KHOI)
    assert arranges(CHAIR, KHOI)
    assert not any(arranges(each, KHOI) for each in (HEAD, LAN, ADMIN))
    assert not arranges(SECRETARY, KhoiId(2))


def test_whoever_chairs_a_meeting_sees_who_comes() -> None:
    there = meeting(chairs=(LAN.id,))
    assert oversees(LAN, there)
    assert not oversees(MINH, there)
    assert not oversees(replace(SECRETARY, khoi=KhoiId(2)), there)


@pytest.mark.parametrize("kind", [kind for kind in MeetingKind if kind is not MeetingKind.OTHER])
def test_every_kind_but_other_has_a_usual_title_with_its_year(kind: MeetingKind) -> None:
    assert "2026" in usual_title(kind, 2026)
    assert usual_title(MeetingKind.OTHER, 2026) == ""
