"""[Mời tham gia] -> invites.screen: codes for everybody who has not joined, or unit by unit

[Bảng mã] a table for mail merge · [Phiếu mã QR] pages to cut · [Từng người] -> roster_people
A code is shown in the answer and stored only as its hash; files with codes are forgotten after a day.
"""

from collections.abc import Sequence

from campaign.ids import UnitId
from campaign.joining.invite_card import PER_PAGE, InviteCard
from handlers.keepers import keepers_only
from handlers.kit import (
    Document,
    End,
    Keep,
    Output,
    Result,
    Say,
    Screen,
    Turn,
    Until,
    led,
    say,
    screen,
)
from handlers.roster.flow import ROSTER, ListPeople, ListUnits, MakeSheets, MakeTable, OpenInvites, flow
from handlers.roster.inviting import Issued, card, issue, not_joined

MOST_DRAWN = 240  # people on one PDF: twenty pages; more would keep everybody waiting


@flow.press(OpenInvites)
@keepers_only
async def open_invites(turn: Turn, pressed: OpenInvites) -> Result:
    """How many have not joined, and how to invite them."""
    return End(await invites_screen(turn, pressed.unit))


async def invites_screen(turn: Turn, unit: UnitId | None) -> Screen:
    """The whole khối, or one unit of it."""
    waiting = await not_joined(turn.store, turn.khoi, unit)
    coded = await turn.store.invites.open(turn.khoi, turn.now)
    with_code = sum(member.id in coded for member in waiting)
    place = await where(turn, unit)
    if not waiting:
        return screen(say("invites.everybody", where=place), back=ROSTER)
    text = say("invites.screen", where=place, waiting=len(waiting), with_code=with_code)
    one_by_one = ListPeople(unit, waiting=True).labelled(say("invites.one_by_one_button"))
    by_unit = (ListUnits().labelled(say("invites.by_unit_button")),) if unit is None else ()
    back = ROSTER if unit is None else OpenInvites(None)
    return screen(text, MakeTable(unit), MakeSheets(unit), one_by_one, *by_unit, back=back)


@flow.press(MakeTable)
@keepers_only
async def make_table(turn: Turn, pressed: MakeTable) -> Result:
    """Codes as a table, for mail merge."""
    made = await _for_all(turn, pressed.unit)
    if not made:
        return End(await invites_screen(turn, pressed.unit))
    content = await turn.papers.invites_csv(_cards(turn, made))
    table = Document("ma-moi.csv", content, _caption(made), "text/csv", Keep.BRIEFLY)
    return End(table, await invites_screen(turn, pressed.unit))


@flow.press(MakeSheets)
@keepers_only
async def make_sheets(turn: Turn, pressed: MakeSheets) -> Result:
    """Codes as QR codes to cut: a picture when they fit on a page, a PDF when they do not."""
    waiting = await not_joined(turn.store, turn.khoi, pressed.unit)
    if len(waiting) > MOST_DRAWN:
        too_many = say("invites.too_many_to_draw", count=len(waiting), most=MOST_DRAWN)
        return End(led(too_many, await invites_screen(turn, pressed.unit)))
    made = await _for_all(turn, pressed.unit)
    if not made:
        return End(await invites_screen(turn, pressed.unit))
    return End(await _drawn(turn, made), await invites_screen(turn, pressed.unit))


async def _for_all(turn: Turn, unit: UnitId | None) -> Sequence[Issued]:
    waiting = await not_joined(turn.store, turn.khoi, unit)
    if not waiting:
        return ()
    return await issue(turn.store, turn.khoi, waiting, turn.member.id, turn.now, turn.fresh_id)


async def _drawn(turn: Turn, made: Sequence[Issued]) -> Output:
    cards = _cards(turn, made)
    if len(cards) <= PER_PAGE:
        picture = await turn.papers.invites_png(cards)
        return Document("phieu-moi.png", picture, _caption(made), "image/png", Keep.BRIEFLY)
    pages = await turn.papers.invites_pdf(cards)
    return Document("phieu-moi.pdf", pages, _caption(made), "application/pdf", Keep.BRIEFLY)


def _cards(turn: Turn, made: Sequence[Issued]) -> list[InviteCard]:
    return [card(one, next(iter(turn.papers.join_links(one.code)), one.code)) for one in made]


def _caption(made: Sequence[Issued]) -> Say:
    return say("invites.file", count=len(made), until=Until(made[0].expires_at))


async def where(turn: Turn, unit: UnitId | None) -> str:
    """The name of the khối, or of the unit meant."""
    if unit is not None:
        found = await turn.store.units.get(turn.khoi, unit)
        return "" if found is None else found.name
    khoi = await turn.store.people.khoi(turn.khoi)
    return "" if khoi is None else khoi.name
