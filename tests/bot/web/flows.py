"""Small flows that only tests have: a file is asked for, a secret ballot is held, a long list is searched."""

from dataclasses import dataclass

from campaign.ids import BallotId
from handlers.kit import Choice, Document, End, Flow, Next, Received, Result, Turn, fact, say, screen
from tests.bot.web.house import WebHouse

PDF = b"%PDF-1.7\n" + b"a" * 1000
filing = Flow("test_filing", command="tep", about=say("menu.about"), help=say("menu.help"))


@dataclass(frozen=True)
class Awaiting:
    """A file is waited for."""


@filing.begin
async def ask_for_file(turn: Turn, argument: str) -> Result:
    return Next(Awaiting(), screen(say("chat.plain", text="gửi tệp")))


@filing.answer(Awaiting)
async def take_file(turn: Turn, state: Awaiting, text: str) -> Result:
    first = turn.files[0] if turn.files else None
    said = f"{first.name}|{first.size}|{first.media_type}|{text}" if isinstance(first, Received) else "?"
    return End(Document("Biên bản số 1.pdf", PDF, say("chat.plain", text=said), "application/pdf"))


CHOICE = "TAN-THANH-BI-MAT"
RECEIPT = "BIEN-NHAN-BI-MAT"
PEEKED = "HO-SO-DA-XEM"
BALLOT = BallotId(77)

secretly = Flow("test_secret", command="phieukin", about=say("menu.about"), help=say("menu.help"))


class Agree(Choice, tag="xag", label=say("chat.done"), sealed_by="ballot"):
    """In favour."""

    ballot: int


class Peek(Choice, tag="xpe", label=say("chat.back_button"), sealed_by="ballot", unwritten=True):
    """Something looked at before the vote."""

    ballot: int


@dataclass(frozen=True)
class Waiting:
    """A typed choice is waited for."""


@secretly.begin
async def begin_ballot(turn: Turn, argument: str) -> Result:
    return Next(
        Waiting(), screen(say("chat.plain", text=CHOICE), Agree(BALLOT), Peek(BALLOT)), sealed_by=BALLOT
    )


@secretly.press(Agree)
async def agree(turn: Turn, chosen: Agree) -> Result:
    return End(fact(say("chat.plain", text=RECEIPT)), sealed_by=BALLOT)


@secretly.press(Peek)
async def peek(turn: Turn, chosen: Peek) -> Result:
    return End(screen(say("chat.plain", text=PEEKED), Agree(BALLOT)), sealed_by=BALLOT)


@secretly.answer(Waiting)
async def typed(turn: Turn, state: Waiting, text: str) -> Result:
    return End(fact(say("chat.plain", text=RECEIPT)), sealed_by=BALLOT)


async def ballot_in(house: WebHouse) -> None:
    """A secret ballot that is open, as rows."""
    khoi = await house.room.khoi("Khối khác")  # whose people see nothing of it in their menus
    async with house.room.store() as unit:
        await unit.sql.run(
            "INSERT INTO body (id, khoi_id, kind, name, year) VALUES (1, ?, 'khoi', 'K', 2026)", khoi
        )
        await unit.sql.run(
            "INSERT INTO ballot (id, khoi_id, campaign_id, body_id, body_name, title, state, act, secrecy, settings,"
            " tellers, recusals, round, attempt, created_at)"
            " VALUES (?, ?, 1, 1, 'K', 'Phiếu kín', 'open', 'ballot', 'secret', '{}', '[]', '[]', 1, 1, 0)",
            BALLOT, khoi,
        )  # fmt: skip


class Picked(Choice, tag="xpk"):
    """A row of the list."""

    row: int


@dataclass(frozen=True)
class Looking:
    """A list on the screen."""


long_list = Flow("test_list", command="timdonvi", about=say("menu.about"), help=say("menu.help"))


@long_list.begin
async def show_list(turn: Turn, argument: str) -> Result:
    return await look(turn, Looking(), argument)


@long_list.search(Looking)
async def look(turn: Turn, state: Looking, text: str) -> Result:
    rows = [
        Picked(n).labelled(say("chat.plain", text=f"Đơn vị {n}")) for n in range(60) if text in f"Đơn vị {n}"
    ]
    return Next(Looking(), screen(say("chat.plain", text=f"{len(rows)} đơn vị"), *rows[:10]))


@long_list.press(Picked)
async def picked(turn: Turn, chosen: Picked) -> Result:
    return End(fact(say("chat.plain", text=f"Đã chọn {chosen.row}. " + turn.text)))


class PickedNumber(Choice, tag="xpn"):
    """A line of the list, by its number."""

    row: int


numbered = Flow("test_numbers", command="chonso", about=say("menu.about"), help=say("menu.help"))


@numbered.begin
async def show_numbers(turn: Turn, argument: str) -> Result:
    buttons = [PickedNumber(n).labelled(say("chat.plain", text=str(n))) for n in range(1, 11)]
    return End(screen(say("chat.plain", text="mười dòng"), tuple(buttons[:5]), tuple(buttons[5:])))


@numbered.press(PickedNumber)
async def picked_number(turn: Turn, chosen: PickedNumber) -> Result:
    return End(fact(say("chat.plain", text=f"Đã chọn dòng {chosen.row}")))


EVIL = "<img src=x onerror=document.body.dataset.evil=1><script>document.body.dataset.evil=1</script>"


def evil(name: str) -> Flow:
    """A flow that says whatever was typed, everywhere where words can stand."""
    flow = Flow(name, command="lap", about=say("chat.plain", text=EVIL), help=say("menu.help"))

    @flow.begin
    async def repeat(turn: Turn, argument: str) -> Result:
        words = say("chat.plain", text=argument or EVIL)
        return End(Document(EVIL + ".pdf", PDF, words, "text/html"), screen(words, Picked(1).labelled(words)))

    return flow
