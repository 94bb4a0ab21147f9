"""Joining on the page: from the secretary's invitation to a member's menu, and no code left behind."""

from campaign.people import Role
from tests.bot.web.house import Browser, WebHouse


async def tables(house: WebHouse) -> str:
    """Everything that is in the database, as text."""
    async with house.app.database.reading() as unit:
        names = await unit.sql.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        rows = [row for name in names for row in await unit.sql.all(f'SELECT * FROM "{name["name"]}"')]
    values = [value for row in rows for value in dict(row).values()]
    return "\n".join(v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v) for v in values)


async def invitation(house: WebHouse, clerk: Browser, name: str) -> str:
    """The code on the invitation that the secretary makes for somebody."""
    await clerk.asks("/danhsach")
    person = await clerk.asks(name)
    async with clerk.listening(after=(await clerk.hello())["event"]) as ear:
        await clerk.presses(person, "Cấp mã")
        shown = await ear.answer()
        await ear.answer()
    line = next(line for line in shown["text"].splitlines() if line.startswith("Mã: "))
    return str(line.removeprefix("Mã: "))


async def test_an_invitation_leads_to_the_menu_and_its_code_is_kept_nowhere(house: WebHouse) -> None:
    clerk = await house.joined(await house.room.enrolled("Phạm Văn Thư", roles={Role.SECRETARY}))
    await house.room.enrolled("Trần Thị Bình", unit="Vụ Pháp chế")
    code = await invitation(house, clerk, "tran thi binh")
    binh = await house.browser()
    await binh.begins()
    question = await binh.asks(code)
    assert "Trần Thị Bình" in question["text"]
    async with binh.listening(after=(await binh.hello())["event"]) as ear:
        await binh.presses(question, "Đúng, tham gia")
        welcome, menu = await ear.answer(), await ear.answer()
    assert "đã tham gia" in welcome["text"]
    assert "Vụ Pháp chế" in menu["text"]
    assert (await binh.hello())["joined"]
    await house.app.post.idle()
    everything = await tables(house)
    assert code not in everything
    assert code.replace("-", "") not in everything


async def test_a_page_that_missed_its_joining_hears_in_what_it_missed_that_it_has_joined(
    house: WebHouse,
) -> None:
    lan = await house.joined()
    await lan.asks("/menu")
    async with lan.listening(after=0) as ear:
        assert (await ear.answer())["language"] == "vi"
