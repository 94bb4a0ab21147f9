"""The candidates' reports and evidence, read from the ballot paper by whoever decides, and by nobody else."""

from pathlib import Path

import pytest

from campaign.ids import RegistrationId
from campaign.registration.registration import Registration, Standing
from handlers.decide.marking_page import MarkFile
from handlers.decide.words import ListFiles, ReadFile
from handlers.report.words import Open
from tests.handlers.voting import UNITS, Hall, hall
from tests.papers.test_file_text import pdf
from tests.talk import Phone, Room

EVIDENCE = pdf("Báo cáo thành tích")
MORE = {2: ("Trần Thị B",), 12: tuple(f"Hoàng Văn {letter}" for letter in "ABCDEGHIKLM")}


async def candidate(here: Hall) -> Phone:
    """Somebody who strives for the title, with a section written and a file sent, not handed in yet."""
    room = here.room
    an = await room.joins("Nguyễn Văn An", unit=UNITS[0])
    new = Registration(
        RegistrationId(room.fresh_id()), an.member.khoi, here.campaign, an.member.unit, an.member.id, "CSTDCS",
        Standing.CONFIRMED, 1,
    )  # fmt: skip
    async with room.store() as store:
        await store.registrations.save(new, room.clock.now(), an.member.id)
    await an.presses_choice(Open(new.id))
    await an.presses("report.send_file_button")
    await an.sends("Báo cáo Nguyễn Văn An.pdf", EVIDENCE)
    return an


async def ballot_on(room: Room, names: int) -> tuple[Hall, Phone, int]:
    """A secret ballot on the candidate and others; the candidate's place on the list."""
    here = await hall(room, heads=5)
    an = await candidate(here)
    await here.strive("CSTDCS", *MORE[names])
    await here.prepares("decide.act_ballot", "Chiến sĩ thi đua cơ sở")
    await here.opens()
    ballot = await here.ballot()
    place = next(at for at, one in enumerate(ballot.candidates, 1) if one.member == an.member.id)
    return here, an, place


async def hands_in(an: Phone) -> None:
    await an.says("/thanhtich")
    await an.presses("report.review_button")
    await an.presses("report.submit_button")
    assert an.last.key == "report.filed"


def bytes_received(phone: Phone) -> bytes:
    """The file that came last to this phone."""
    sent = [one for one in phone.room.channel.spoken if one.account == phone.account and one.file is not None]
    assert sent[-1].file is not None
    return Path(sent[-1].file.path).read_bytes()


@pytest.mark.parametrize("names", [2, 12])
async def test_a_voter_opens_a_report_and_its_file_from_the_paper_and_goes_on_voting(
    room: Room, names: int
) -> None:
    here, an, place = await ballot_on(room, names)
    await hands_in(an)
    voter = here.heads[2]
    await voter.presses("decide.vote_button")
    if names == 2:
        for _ in range(1, place):
            await voter.presses("decide.mark_agree")
        await voter.presses("decide.file_button")
    else:
        await voter.presses("5")
        await voter.presses("decide.files_button")
        await voter.presses(str(place))
    shown = next(m for m in reversed(voter.messages) if m.kind == "screen")
    assert shown.key == "decide.file"
    assert "Nguyễn Văn An" in shown.text
    assert bytes_received(voter) == EVIDENCE
    await voter.presses("chat.back_button")
    if names == 2:
        assert voter.last.key == "decide.question"
    else:
        assert "01: 5" in voter.last.text


async def test_what_is_not_handed_in_is_not_shown(room: Room) -> None:
    here, an, place = await ballot_on(room, 2)
    ballot = await here.ballot()
    voter = here.heads[2]
    await voter.presses_choice(ReadFile(ballot.id, place))
    assert "Chưa có báo cáo thành tích" in voter.last.text
    assert voter.last.file is None
    await hands_in(an)
    await voter.presses_choice(ReadFile(ballot.id, place))
    assert bytes_received(voter) == EVIDENCE


async def test_the_counting_team_the_chair_and_the_secretary_read_files_and_others_do_not(room: Room) -> None:
    here, an, place = await ballot_on(room, 2)
    await hands_in(an)
    ballot = await here.ballot()
    for reader in (here.chair, here.secretary):
        await reader.presses_choice(ListFiles(ballot.id, 0))
        assert reader.last.key == "decide.files"
    stranger = await room.joins("Lý Văn E", unit=UNITS[3])
    outside = await room.joins("Đinh Khách", khoi="Khối thi đua số V")
    for nosy in (here.teller, stranger, outside, an):
        for asked in (ListFiles(ballot.id, 0), ReadFile(ballot.id, place), MarkFile(ballot.id, place, 0)):
            await nosy.presses_choice(asked)
            assert nosy.last.key == "decide.unknown"
            assert all(shown.file is None for shown in nosy.messages)


async def test_a_place_that_is_not_on_the_list_is_answered(room: Room) -> None:
    here, _, _ = await ballot_on(room, 12)
    ballot = await here.ballot()
    for asked in (ReadFile(ballot.id, 99), MarkFile(ballot.id, -1, 0), ReadFile(ballot.id, 0)):
        await here.heads[1].presses_choice(asked)
        assert here.heads[1].last.key == "decide.unknown"
