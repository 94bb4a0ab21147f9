"""The page talks: what is typed and pressed is answered, kept, edited in place, and counted once."""

from tests.bot.web.house import WebHouse, new_key


async def test_a_stranger_is_told_how_to_join(house: WebHouse) -> None:
    browser = await house.browser()
    assert (await browser.hello())["device"] is None
    await browser.begins()
    async with browser.listening() as ear:
        await browser.says("xin chào")
        assert "mã tham gia" in (await ear.answer())["text"]


async def test_opening_the_page_makes_no_device_and_burns_nothing(house: WebHouse) -> None:
    browser = await house.browser()
    assert (await browser.http.get("/join")).status_code == 200
    assert "set-cookie" not in (await browser.post("hello", {"language": "vi"})).headers
    async with house.app.database.reading() as unit:
        assert await unit.sql.all("SELECT account FROM web_device ORDER BY account") == []


async def test_a_member_talks_and_a_screen_is_edited_in_place(house: WebHouse) -> None:
    lan = await house.joined()
    assert lan.state["joined"]
    assert "Nguyễn Thị Lan" in lan.state["who"]
    async with lan.listening() as ear:
        await lan.says("/menu")
        menu = await ear.answer()
        await lan.presses(menu, "Ngôn ngữ")
        screen = await ear.answer()
    assert screen["ref"] == menu["ref"]
    assert screen["place"] == menu["place"]
    assert screen["event"] > menu["event"]
    assert [m["ref"] for m in await lan.messages()].count(menu["ref"]) == 1


async def test_a_press_is_answered_with_its_own_key(house: WebHouse) -> None:
    lan = await house.joined()
    async with lan.listening() as ear:
        await lan.says("/menu")
        key = new_key()
        await lan.presses(await ear.answer(), "Trợ giúp", key)
        assert (await ear.answer())["tap"] == key


async def test_what_comes_twice_over_a_bad_line_counts_once(house: WebHouse) -> None:
    lan = await house.joined()
    key = new_key()
    assert (await lan.says("/menu", key)).status_code == 200
    assert (await lan.says("/menu", key)).status_code == 200
    await lan.asks("/trogiup")  # answered after everything before it
    assert [m["mine"] for m in await lan.messages()] == [True, False, True, False]


async def test_the_menu_a_page_asks_for_by_itself_never_follows_what_was_said_meanwhile(
    house: WebHouse,
) -> None:
    lan = await house.joined()
    opened = await lan.hello()
    by_itself = {"text": "/menu", "quiet": True, "turns": opened["turns"]}
    assert opened["messages"] == []
    await lan.asks("/trogiup")  # on another page of this device
    assert (await lan.post("say", by_itself | {"key": new_key()})).status_code == 200
    await lan.asks("/ngonngu")  # answered after everything before it
    assert [m["mine"] for m in await lan.messages()] == [True, False, True, False]
    (menu_now,) = [(await lan.hello())["turns"]]
    async with lan.listening(after=(await lan.hello())["event"]) as ear:
        asked = by_itself | {"key": new_key(), "turns": menu_now}
        assert (await lan.post("say", asked)).status_code == 200
        await ear.answer()
    await lan.asks("/trogiup")
    assert [m["mine"] for m in await lan.messages()][4:] == [False, True, False]


async def test_the_same_key_of_two_devices_is_two_things(house: WebHouse) -> None:
    lan, minh = await house.joined(), await house.joined()
    key = new_key()
    await lan.asks("/menu", key)
    await minh.asks("/menu", key)
    assert len(await lan.messages()) == len(await minh.messages()) == 2


async def test_a_page_that_was_away_hears_what_it_missed(house: WebHouse) -> None:
    lan = await house.joined()
    last = (await lan.asks("/menu"))["event"]
    await lan.asks("/trogiup")
    async with lan.listening(last=str(last)) as ear:
        assert (await ear.hears()).data["text"] == "/trogiup"
        assert "/ngonngu" in (await ear.hears()).data["text"]


async def test_both_phones_of_a_person_talk_for_themselves(house: WebHouse) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    first, second = await house.joined(member), await house.joined(member)
    await first.asks("/menu")
    assert len(await first.messages()) == 2
    assert await second.messages() == []


async def test_the_page_speaks_the_language_of_its_holder(house: WebHouse) -> None:
    lan = await house.joined()
    async with lan.listening() as ear:
        await lan.says("/ngonngu en")
        answered = await ear.answer()
    assert answered["language"] == "en"
    assert (await lan.hello())["words"]["send"] == "Send"


async def test_words_are_stored_composed(house: WebHouse) -> None:
    lan = await house.joined()
    await lan.says("Bộ o\u0302\u0301")
    assert (await lan.messages())[0]["text"] == "Bộ ố"
