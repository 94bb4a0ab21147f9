"""[Ai đã có ý kiến] -> consult.gathered “Nhất trí: 03 · Góp ý: 01 · Chưa trả lời: 01”, ten units a page

[2] a unit -> what it says, with its file    [Bảng tổng hợp (.xlsx)] -> every answer as a sheet
[Nhắc đơn vị chưa trả lời] -> owing.py       [Kết thúc lấy ý kiến] -> closing.py
"""

from collections.abc import Mapping

from campaign.ids import ConsultationId, MemberId
from campaign.people import Unit
from campaign.plan.comments import Comment, Standing, Sums, counting, latest, sums
from campaign.plan.consultation import Consultation, reads, sends
from handlers.consult.words import (
    ConsultOn,
    Gathered,
    OneComment,
    answer_words,
    campaign_name,
    file_rows,
    not_here,
    until,
)
from handlers.decide.words import two
from handlers.filenames import file_name, khoi_name
from handlers.kit import (
    Choice,
    Document,
    End,
    Flow,
    Kept,
    Result,
    Row,
    Say,
    Turn,
    plain,
    say,
    screen,
)
from handlers.lists import lines, numbers, page_of, turning
from handlers.manage.owing import WhoOwes
from handlers.ports.consultations import CommentRow

flow = Flow("consult_gathered", about=say("consult.about"), help=say("consult.help_gathered"))

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Sheet(Choice, tag="gyx", label=say("consult.sheet_button")):
    """Every answer as an Excel sheet."""

    consultation: ConsultationId


class AskClose(Choice, tag="gye", label=say("consult.close_button")):
    """Reads back what closing means."""

    consultation: ConsultationId


@flow.press(Gathered)
async def gathered(turn: Turn, pressed: Gathered) -> Result:
    """Who has answered what."""
    round_ = await sent_round_of(turn, pressed.consultation)
    return await not_here(turn) if round_ is None else await gathered_screen(turn, round_, pressed.page)


async def sent_round_of(turn: Turn, asked: ConsultationId) -> Consultation | None:
    """A round that was sent, for those who read what every unit says."""
    round_ = await turn.store.consultations.find(turn.khoi, asked)
    return round_ if round_ and round_.sent_at is not None and reads(turn.member, turn.khoi) else None


async def gathered_screen(turn: Turn, round_: Consultation, number: int = 0) -> End:
    """Who has answered what, ten units a page."""
    units = await turn.store.units.active(turn.khoi)
    comments = await turn.store.consultations.comments(round_.id)
    count, last = counting(comments), latest(comments)
    page, sum_ = page_of(units, number), sums(count, (unit.id for unit in units))
    text = say(
        "consult.gathered",
        name=await campaign_name(turn, round_),
        due=say("consult.over", at=round_.closed_at) if round_.closed_at else until(round_, turn.now),
        agreed=two(sum_.agreed),
        commented=two(sum_.commented),
        missing=two(sum_.missing),
        lines=lines(page, lambda unit: _line(round_, unit, count.get(unit.id), last.get(unit.id))),
    )
    rows: list[Row] = [*numbers(page, lambda unit: OneComment(round_.id, unit.id))]
    rows += turning(page, lambda to: Gathered(round_.id, to))
    rows += _onward(turn, round_, sum_)
    return End(screen(text, *rows, back=ConsultOn(round_.campaign)))


def _onward(turn: Turn, round_: Consultation, sum_: Sums) -> list[Row]:
    """To nudge who is missing, to read, and to close."""
    rows: list[Row] = []
    if round_.is_open and sum_.missing:
        rows.append(WhoOwes("consult", 0).labelled(say("consult.nudge_button")))
    rows += [*file_rows(round_), *([Sheet(round_.id)] if sum_.agreed + sum_.commented else [])]
    if round_.is_open and sends(turn.member, turn.khoi):
        rows.append(AskClose(round_.id))
    return rows


def _line(round_: Consultation, unit: Unit, sent: Comment | None, last: Comment | None) -> Say:
    return say("consult.line", unit=unit.name, said=_short(round_, sent, last))


def _short(round_: Consultation, sent: Comment | None, last: Comment | None) -> Say:
    if sent is None:
        if last is not None and last.standing is Standing.SUBMITTED:
            return say("consult.at_the_head")
        return say("consult.not_answered")
    said = say("consult.agrees") if sent.agrees else say("consult.comments")
    late = round_.due is not None and sent.at > round_.due
    return say("consult.late", said=said) if late else said


@flow.press(OneComment)
async def one(turn: Turn, pressed: OneComment) -> Result:
    """What one unit says, and who sent it when."""
    round_ = await sent_round_of(turn, pressed.consultation)
    unit = await turn.store.units.get(turn.khoi, pressed.unit)
    if round_ is None or unit is None:
        return await not_here(turn)
    sent = counting(await turn.store.consultations.comments(round_.id)).get(unit.id)
    back = Gathered(round_.id, 0)
    if sent is None:
        return End(screen(say("consult.line", unit=unit.name, said=say("consult.not_answered")), back=back))
    by = await turn.store.people.member(turn.khoi, sent.by)
    name = "" if by is None else by.name
    text = say("consult.one", unit=unit.name, answer=answer_words(sent), name=name, at=sent.at)
    shown = screen(text, back=back)
    if sent.file is None:
        return End(shown)
    return End(Kept(sent.file.name, sent.file.sha256, plain(sent.file.name), sent.file.media_type), shown)


@flow.press(Sheet)
async def sheet(turn: Turn, pressed: Sheet) -> Result:
    """Every answer that counts, in protocol order."""
    round_ = await sent_round_of(turn, pressed.consultation)
    if round_ is None:
        return await not_here(turn)
    count = counting(await turn.store.consultations.comments(round_.id))
    units = await turn.store.units.active(turn.khoi)
    names = {member.id: member.name for member in await turn.store.people.everyone(turn.khoi)}
    rows = [_row(unit, count.get(unit.id), names) for unit in units]
    name = await campaign_name(turn, round_)
    content = await turn.papers.comments_sheet(rows, turn.person.language, turn.now)
    called = file_name("tong-hop-y-kien", await khoi_name(turn), day=turn.today, ending="xlsx")
    return End(Document(called, content, say("consult.sheet_caption", name=name), XLSX))


def _row(unit: Unit, sent: Comment | None, names: Mapping[MemberId, str]) -> CommentRow:
    if sent is None:
        return CommentRow(unit.name, say("consult.not_answered"))
    said = say("consult.agrees") if sent.agrees else plain(sent.text)
    return CommentRow(unit.name, said, sent.file.name if sent.file else "", names.get(sent.by, ""), sent.at)
