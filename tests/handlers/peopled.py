"""Two khối full of people and papers, what stands in the tables, and what every answer must keep to."""

import re
from collections.abc import Awaitable, Iterable, Iterator
from dataclasses import dataclass, field

from campaign.ids import RegistrationId
from campaign.people import Role
from campaign.registration.registration import Registration, Standing
from handlers.kit import MAX_PACKED
from handlers.report.words import Open
from storage.schema import metadata
from tests.handlers.campaigns import Khoi, khoi, launched
from tests.papers.test_file_text import pdf
from tests.talk import Phone, Room
from tests.talk.phone import Shown

UNFILLED = re.compile(r"{\w+}")  # a brace by itself was typed by somebody
LONGEST_SCREEN, LONGEST_LABEL = 1800, 100  # characters: what the strictest messenger shows
LEDGERS = {
    "inbox", "outbox", "conversation", "notice", "delivery", "progress", "letter", "wrong_try", "lease",
    "installation",
}  # fmt: skip
"""Tables about messages: every answer leaves something there."""
BOOKKEEPING = {"commands", "commands_due_at", "commands_tries", "language"}
"""Columns about what an account is shown, and in which language."""

Rows = dict[str, set[tuple[object, ...]]]


@dataclass(slots=True)
class Peopled:
    """A khối with a running campaign, a registration, a report, a notice and a question; and people of another one."""

    home: Khoi
    plain: Phone  # an individual of a unit of their own in the khối
    outside: Phone  # secretary, chair and head of another khối
    mighty: Phone  # every role at once
    stranger: Phone
    known: dict[str, list[int]] = field(default_factory=dict)

    @property
    def everybody(self) -> tuple[Phone, ...]:
        return (*self.home.everybody, self.plain, self.outside, self.mighty, self.stranger)


async def peopled(room: Room) -> Peopled:
    """Everything a button can be about."""
    home = await khoi(room)
    await launched(home)
    await _papers(home)
    known = {
        table: sorted(int(str(row[0])) for row in rows)
        for table, rows in (await everything(room, frozenset())).items()
        if "id" in metadata.tables[table].columns
    }
    plain = await room.joins("Hoàng Văn Thường", unit="Đơn vị khác")
    mighty = await room.joins("Lý Toàn Quyền", roles=set(Role))
    outside = await room.joins("Đinh Khách", roles=set(Role), khoi="Khối thi đua số V")
    return Peopled(home, plain, outside, mighty, room.stranger(), known)


async def _papers(home: Khoi) -> None:
    room, lan = home.room, home.lan
    async with room.store() as store:
        (campaign,) = await store.campaigns.of(lan.member.khoi)
        new = Registration(
            RegistrationId(room.fresh_id()), lan.member.khoi, campaign.id, lan.member.unit, lan.member.id, "LDTT",
            Standing.CONFIRMED, 1,
        )  # fmt: skip
        await store.registrations.save(new, room.clock.now(), lan.member.id)
    await lan.presses_choice(Open(new.id))
    await lan.presses("report.send_file_button")
    await lan.sends("bc.pdf", pdf("Báo cáo"))
    await lan.says("/hoithuky Hạn nộp là khi nào ạ?")
    await home.binh.says("/quanly")
    await home.binh.presses("notice.write_button")
    await home.binh.says("Kính mời dự họp")
    await home.binh.presses("notice.all_button")
    await home.binh.presses("notice.send_button")


async def everything(room: Room, without: Iterable[str] = LEDGERS) -> Rows:
    """Every row of every table, the id first."""
    left_out, found = set(without), {}
    async with room.store() as store:
        for table in metadata.sorted_tables:
            if table.name not in left_out:
                names = sorted((c.name for c in table.columns), key=lambda name: name != "id")
                columns = ", ".join(name for name in names if name not in BOOKKEEPING)
                rows = await store.sql.all(f"SELECT {columns} FROM {table.name}")
                found[table.name] = {tuple(dict(row).values()) for row in rows}
    return found


def changed(before: Rows, after: Rows) -> list[str]:
    """The tables where anything differs."""
    return [table for table in before if before[table] != after[table]]


def touched(before: Rows, after: Rows, theirs: set[int]) -> list[str]:
    """The tables where a row was lost or altered, or a new one is about something of theirs."""
    return [
        table
        for table in before
        if before[table] - after[table] or any(theirs & set(row) for row in after[table] - before[table])
    ]


async def trouble(phone: Phone, act: Awaitable[None], least: int = 1) -> str | None:
    """What is wrong with the answer to this, if anything: silence, an incident, a screen too long, a button too big."""
    before = len(phone.messages)
    try:
        await act
    except AssertionError as error:
        return str(error)
    answers = phone.messages[before:]
    if len(answers) < least:
        return f"{len(answers)} answers"
    return next((wrong for answer in answers for wrong in faults(answer)), None)


def told(wrong: Iterable[str | None]) -> str:
    """What went wrong, one a line; nothing when nothing did."""
    return "\n".join(dict.fromkeys(one for one in wrong if one))


def faults(answer: Shown) -> Iterator[str]:
    """Everything that is wrong with a message, whatever it says."""
    if answer.key == "chat.incident":
        yield "an incident"
    if not answer.text.strip() or UNFILLED.search(answer.text.replace("{0} {name} %s", "")):
        yield f"no words: {answer.key}"
    if answer.kind == "screen" and len(answer.text) > LONGEST_SCREEN:
        yield f"a screen of {len(answer.text)} characters: {answer.key}"
    for key, line in answer.buttons:
        if len((line.data or "").encode()) > MAX_PACKED:
            yield f"a button of too many bytes: {key}"
        if not 0 < len(line.label) <= LONGEST_LABEL:
            yield f"a button of {len(line.label)} characters: {key}"
