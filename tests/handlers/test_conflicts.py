"""Declared conflicts of interest of a draft: each stands once, whoever declares it and on however many phones."""

from campaign.ballots.ballot import Ballot, Recusal
from handlers.poll.candidates import RemoveCandidate
from handlers.poll.conflicts import AddConflict
from tests.handlers.voting import Hall, hall
from tests.talk import Phone, Room


async def drafted(room: Room) -> tuple[Hall, Ballot, AddConflict]:
    """A draft on two flags, and the conflict of its second voter with its first name."""
    here = await hall(room, heads=5)
    await here.registered("CO_TTCP", 0, 1)
    await here.prepares("decide.act_acclaim")
    ballot = await here.ballot()
    return here, ballot, AddConflict(ballot.id, ballot.roll[1].id, ballot.candidates[0].id)


async def both_are_asked(room: Room, here: Hall, conflict: AddConflict) -> tuple[Phone, Phone]:
    """Both phones of the secretary wait for the reason."""
    phones = here.secretary, await room.another_phone(here.secretary.member)
    for phone in phones:
        await phone.presses_choice(conflict)
        assert phone.last.key == "poll.why_conflict"
    return phones


async def test_a_conflict_declared_on_two_phones_stands_once_with_the_newest_reason(room: Room) -> None:
    here, ballot, conflict = await drafted(room)
    one, other = await both_are_asked(room, here, conflict)
    await one.says("Vợ chồng")
    await other.says("Anh em ruột")
    assert (await here.ballot()).recusals == (Recusal(conflict.voter, conflict.candidate, "Anh em ruột"),)
    assert other.last.text.count(f"{ballot.roll[1].name} không bỏ phiếu") == 1
    assert "Vợ chồng" not in other.last.text


async def test_another_name_of_the_same_voter_is_a_conflict_of_its_own(room: Room) -> None:
    here, ballot, conflict = await drafted(room)
    one, other = await both_are_asked(room, here, conflict)
    second = AddConflict(ballot.id, conflict.voter, ballot.candidates[1].id)
    await other.presses_choice(second)
    await one.says("Vợ chồng")
    await other.says("Anh em ruột")
    assert {(r.candidate, r.reason) for r in (await here.ballot()).recusals} == {
        (conflict.candidate, "Vợ chồng"),
        (second.candidate, "Anh em ruột"),
    }


async def test_words_that_say_nothing_take_no_conflict_back(room: Room) -> None:
    here, _, conflict = await drafted(room)
    one, other = await both_are_asked(room, here, conflict)
    await one.says("Vợ chồng")
    await other.sends("anh.jpg", b"\xff\xd8\xff\xe0 anh", media_type="image/jpeg")
    assert other.last.key == "poll.why_conflict"
    assert [one.reason for one in (await here.ballot()).recusals] == ["Vợ chồng"]


async def test_no_conflict_is_recorded_with_a_name_taken_off_meanwhile(room: Room) -> None:
    here, ballot, conflict = await drafted(room)
    one, other = await both_are_asked(room, here, conflict)
    await one.presses_choice(RemoveCandidate(ballot.id, conflict.candidate))
    await other.says("Vợ chồng")
    assert "không còn trong danh sách" in other.last.text
    assert (await here.ballot()).recusals == ()
    await one.presses_choice(conflict)
    assert "không còn trong danh sách" in one.last.text
