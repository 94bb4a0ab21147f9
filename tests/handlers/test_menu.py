"""The menu, the language, help and leaving."""

from campaign.people import Role
from tests.talk import Room


async def test_a_stranger_hears_how_to_join(room: Room) -> None:
    nobody = room.stranger()
    await nobody.says("xin chào")
    assert nobody.heard == ["start.how_to_join"]


async def test_the_menu_offers_every_flow_open_to_the_person(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan", roles={Role.HEAD})
    await lan.says("/menu")
    assert lan.heard == ["menu.nothing_owed"]
    assert "language.about" in lan.offers()


async def test_a_button_can_be_chosen_by_number_and_by_words(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await lan.says("/ngonngu")
    await lan.says("2")
    assert lan.last.key == "language.set"
    assert "The assistant now speaks English." in lan.last.text
    await lan.says("/ngonngu")
    await lan.says("tieng viet")
    assert "tiếng Việt" in lan.last.text


async def test_an_old_button_gets_a_word_and_the_fresh_screen(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await lan.presses_data("gone:1")
    assert lan.heard == ["chat.stale", "menu.nothing_owed"]


async def test_rubbish_is_answered_with_one_sentence_and_the_menu(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await lan.says("%%%")
    assert lan.heard == ["chat.not_understood"]
    assert "menu.nothing_owed" not in lan.heard
    assert len(lan.messages) == 1


async def test_help_names_the_commands(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await lan.says("/trogiup")
    assert "/ngonngu" in lan.last.text


async def test_leaving_says_so(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await lan.says("/ngonngu")
    await lan.says("/huy")
    assert lan.last.key == "cancel.done"


async def test_leaving_where_nothing_is_under_way_claims_nothing(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    for said in ("/start", "/menu", "/trogiup"):
        await lan.says(said)
        await lan.says("/huy")
        assert lan.last.key == "cancel.nothing", said


async def test_help_after_start_explains_the_menu_to_who_has_joined(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await lan.says("/start")
    await lan.says("/trogiup")
    assert lan.last.text.startswith("Menu nêu việc đồng chí cần làm")
