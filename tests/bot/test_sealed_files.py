"""Files sent while a secret paper is on the screen never reach the disk, and count for nothing."""

from pathlib import Path

from tests.bot.test_unwritten import before_the_paper
from tests.handlers.voting import UNITS, Hall, hall
from tests.talk import Room
from tests.talk.room import open_room

PHOTO = b"\x89PNG\r\n\x1a\n" + b"to phieu da mo " * 40


def on_the_disk(folder: Path, content: bytes) -> bool:
    return any(content in path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_a_photo_sent_under_a_long_paper_is_not_fetched_and_marks_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        voter = await before_the_paper(room)
        await voter.presses("3")
        await voter.sends("phieu.png", PHOTO, "3, 7", "image/png")
        assert voter.last.key == "decide.no_files"
        assert not on_the_disk(tmp_path, PHOTO)
        await voter.says("/menu")
        await voter.sends("anh.png", PHOTO, "ảnh hội nghị", "image/png")
        assert on_the_disk(tmp_path, PHOTO)


async def test_a_photo_of_an_opened_slip_is_not_fetched_and_read_as_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        here = await envelope_to_open(room)
        await here.teller.presses("poll.open_envelopes_button")
        assert here.teller.last.key == "poll.slip"
        await here.teller.sends("phieu.png", PHOTO, media_type="image/png")
        assert here.teller.last.key == "poll.no_photo_of_slips"
        assert not on_the_disk(tmp_path, PHOTO)
        await here.teller.says("2")
        assert here.teller.last.key == "poll.slips_read_back"
        assert UNITS[1] in here.teller.last.text


async def envelope_to_open(room: Room) -> Hall:
    """A closed secret vote with one envelope on the table of the counting team."""
    here = await hall(room, heads=5)
    await here.registered("CO_TTCP", 0, 1)
    await here.prepares("decide.act_acclaim")
    await here.secretary.presses("poll.make_secret_button")
    await here.secretary.presses("poll.team_button")
    await here.secretary.says("Le Van P")
    await here.secretary.presses("Lê Văn P")
    await here.secretary.presses("chat.back_button")
    await here.opens()
    await here.secretary.says("/binhxet")
    await here.secretary.presses("decide.managed")
    await here.secretary.presses("poll.envelopes_button")
    await here.secretary.says("5")
    await here.secretary.presses("poll.received_button")
    await here.secretary.says("12/PYK")
    await here.secretary.presses("poll.confirm_envelope_button")
    for head in here.heads[:4]:
        await head.presses("decide.vote_button")
        await head.presses(UNITS[0])
        await head.presses("decide.cast_button")
    await here.closes()
    return here
