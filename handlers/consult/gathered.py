"""[Ai đã có ý kiến] -> consult.gathered “Nhất trí: 03 · Góp ý: 01 · Chưa trả lời: 01”, ten units a page

[2] a unit -> what it says, with its file    [Bảng tổng hợp (.xlsx)] -> every answer as a sheet
[Nhắc đơn vị chưa trả lời] -> owing.py       [Kết thúc lấy ý kiến] -> read back -> everybody asked is told
"""

from collections.abc import Mapping

from campaign.ids import ConsultationId, MemberId, NoticeId
from campaign.people import Unit
from campaign.plan.consultation import (
    Comment,
    Consultation,
    NotAllowed,
    NotOpen,
    Standing,
    answers,
    close,
    counting,
    latest,
    reads,
    sends,
)
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
    Notice,
    Result,
    Row,
    Say,
    Turn,
    fact,
    led,
    plain,
    say,
    screen,
)
from handlers.lists import lines, numbers, page_of, turning
from handlers.manage.delivery_words import leaving, leaving_line
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


class ReallyClose(Choice, tag="gyr", label=say("consult.really_close_button")):
    """As read back."""

    consultation: ConsultationId


@flow.press(Gathered)
async def gathered(turn: Turn, pressed: Gathered) -> Result:
    """Who has answered what."""
    round_ = await _found(turn, pressed.consultation)
    return await not_here(turn) if round_ is None else await _screen(turn, round_, pressed.page)


async def _found(turn: Turn, asked: ConsultationId) -> Consultation | None:
    round_ = await turn.store.consultations.find(turn.khoi, asked)
    return round_ if round_ and round_.sent_at is not None and reads(turn.member, turn.khoi) else None


async def _screen(turn: Turn, round_: Consultation, number: int = 0, lead: Say | None = None) -> End:
    units = await turn.store.units.active(turn.khoi)
    comments = await turn.store.consultations.comments(round_.id)
    count, last = counting(comments), latest(comments)
    page = page_of(units, number)
    rows: list[Row] = [*numbers(page, lambda unit: OneComment(round_.id, unit.id))]
    rows += turning(page, lambda to: Gathered(round_.id, to))
    waits = [unit for unit in units if unit.id not in count]
    if round_.is_open and waits:
        rows.append(WhoOwes("consult", 0).labelled(say("consult.nudge_button")))
    rows += [*file_rows(round_), *([Sheet(round_.id)] if count else [])]
    if round_.is_open and sends(turn.member, turn.khoi):
        rows.append(AskClose(round_.id))
    agreed = sum(comment.agrees for comment in count.values())
    text = say(
        "consult.gathered",
        name=await campaign_name(turn, round_),
        due=say("consult.over", at=round_.closed_at) if round_.closed_at else until(round_, turn.now),
        agreed=two(agreed),
        commented=two(len(count) - agreed),
        missing=two(len(waits)),
        lines=lines(page, lambda unit: _line(round_, unit, count.get(unit.id), last.get(unit.id))),
    )
    shown = screen(text, *rows, back=ConsultOn(round_.campaign))
    return End(shown if lead is None else led(lead, shown))


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
    round_ = await _found(turn, pressed.consultation)
    unit = await turn.store.units.get(turn.khoi, pressed.unit)
    if round_ is None or unit is None:
        return await not_here(turn)
    sent = counting(await turn.store.consultations.comments(round_.id)).get(unit.id)
    back = Gathered(round_.id, 0)
    if sent is None:
        return End(screen(say("consult.line", unit=unit.name, said=say("consult.not_answered")), back=back))
    by = await turn.store.people.member(turn.khoi, sent.by)
    text = say(
        "consult.one",
        unit=unit.name,
        answer=answer_words(sent),
        name="" if by is None else by.name,
        at=sent.at,
    )
    shown = screen(text, back=back)
    if sent.file is None:
        return End(shown)
    return End(Kept(sent.file.name, sent.file.sha256, plain(sent.file.name), sent.file.media_type), shown)


@flow.press(Sheet)
async def sheet(turn: Turn, pressed: Sheet) -> Result:
    """Every answer that counts, in protocol order."""
    round_ = await _found(turn, pressed.consultation)
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


# --- closing ---


@flow.press(AskClose)
async def ask_close(turn: Turn, pressed: AskClose) -> Result:
    """How many have answered, and what closing means."""
    round_ = await _found(turn, pressed.consultation)
    if round_ is None or not sends(turn.member, turn.khoi):
        return await not_here(turn)
    if not round_.is_open:
        return await _screen(turn, round_)
    text = say("consult.ask_close", sums=await _sums(turn, round_))
    return End(screen(text, ReallyClose(round_.id), back=Gathered(round_.id, 0)))


async def _sums(turn: Turn, round_: Consultation) -> Say:
    units = await turn.store.units.active(turn.khoi)
    count = counting(await turn.store.consultations.comments(round_.id))
    agreed = sum(comment.agrees for comment in count.values())
    missing = sum(unit.id not in count for unit in units)
    return say("consult.sums", agreed=two(agreed), commented=two(len(count) - agreed), missing=two(missing))


@flow.press(ReallyClose)
async def really_close(turn: Turn, pressed: ReallyClose) -> Result:
    """Closed, once; everybody who was asked hears how it ended."""
    round_ = await turn.store.consultations.find(turn.khoi, pressed.consultation)
    if round_ is None:
        return await not_here(turn)
    match close(round_, turn.member, turn.now):
        case Consultation() as closed:
            return await _closed(turn, closed)
        case NotAllowed():
            return await not_here(turn)
        case NotOpen():
            return await gathered(turn, Gathered(round_.id, 0))


async def _closed(turn: Turn, closed: Consultation) -> Result:
    await turn.store.consultations.save(closed, turn.now)
    await turn.store.events.record(turn.khoi, "consultation.closed", turn.member.id, turn.now, closed.id)
    people = [member.person for member in await turn.store.people.members(turn.khoi) if answers(member)]
    name, sums = await campaign_name(turn, closed), await _sums(turn, closed)
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "consultation_closed", tuple(dict.fromkeys(people)),
        say("consult.told_closed", name=name, sums=sums), campaign=closed.campaign, by=turn.member.id,
        not_before=leaving(turn),
    )  # fmt: skip
    done = fact(say("consult.closed", sums=sums, leaves=leaving_line(leaving(turn))), Gathered(closed.id, 0))
    return End(done, notice)
