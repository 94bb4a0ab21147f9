"""notice.to_whom [Tất cả] [Một đơn vị] [Theo vai trò] -> notice.read_back [Gửi] -> notice.sent

and a message that says how far it has come. A second press on [Gửi] says when it was sent.
"""

from dataclasses import replace

from campaign.ids import NoticeId, UnitId
from campaign.people import Member, Role
from campaign.reminders.notice import Audience, Everybody, OfRole, OfUnit, addressed, writes
from handlers.kit import (
    Choice,
    End,
    Flow,
    Notice,
    Progress,
    Result,
    Row,
    Say,
    Turn,
    fact,
    plain,
    say,
    screen,
)
from handlers.manage.begin import not_yours
from handlers.manage.campaign_words import ROLES
from handlers.manage.delivery_words import leaving, leaving_line, ledger_rows
from handlers.manage.notice_words import (
    ChooseAudience,
    ChooseRole,
    ChooseUnit,
    ToAll,
    WriteAnew,
    asking,
    files_button,
    to_whom,
    with_files,
)

flow = Flow("notice_sending", about=say("notice.about"), help=say("notice.help"))

UNITS = 6


class ToUnit(Choice, tag="ntv"):
    """To the people of a unit."""

    unit: UnitId


class ToRole(Choice, tag="ntq"):
    """To the holders of a role."""

    role: Role


class Send(Choice, tag="nts", label=say("notice.send_button")):
    """Sends what was read back."""

    notice: NoticeId


@flow.press(ChooseAudience)
async def choose_audience(turn: Turn, _: ChooseAudience) -> Result:
    """To whom?"""
    letter = await turn.store.letters.of(turn.member.id)
    if not writes(turn.member):
        return await not_yours(turn)
    return asking() if letter is None or not letter.text else to_whom(letter)


@flow.press(ChooseUnit)
async def choose_unit(turn: Turn, chosen: ChooseUnit) -> Result:
    """The units, in protocol order."""
    if not writes(turn.member):
        return await not_yours(turn)
    units = await turn.store.units.active(turn.khoi)
    first = max(0, chosen.page) * UNITS
    rows: list[Row] = [ToUnit(u.id).labelled(plain(u.name)) for u in units[first : first + UNITS]]
    if len(units) > first + UNITS:
        rows.append(ChooseUnit(chosen.page + 1).labelled(say("notice.next_button")))
    back: Choice = ChooseUnit(chosen.page - 1) if first else ChooseAudience()
    return End(screen(say("notice.which_unit"), *rows, back=back))


@flow.press(ChooseRole)
async def choose_role(turn: Turn, _: ChooseRole) -> Result:
    """The roles that somebody holds."""
    if not writes(turn.member):
        return await not_yours(turn)
    members = await turn.store.people.members(turn.khoi)
    held = [role for role in Role if any(m.holds(role) for m in members)]
    buttons = [ToRole(role).labelled(ROLES[role]) for role in held]
    rows = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
    return End(screen(say("notice.which_role"), *rows, back=ChooseAudience()))


@flow.press(ToAll)
async def to_all(turn: Turn, _: ToAll) -> Result:
    """To everybody in the khối."""
    return await _addressed_to(turn, Everybody())


@flow.press(ToUnit)
async def to_unit(turn: Turn, chosen: ToUnit) -> Result:
    """To the people of a unit of this khối."""
    if await turn.store.units.get(turn.khoi, chosen.unit) is None:
        return await not_yours(turn)
    return await _addressed_to(turn, OfUnit(chosen.unit))


@flow.press(ToRole)
async def to_role(turn: Turn, chosen: ToRole) -> Result:
    """To the holders of a role."""
    return await _addressed_to(turn, OfRole(chosen.role))


async def _addressed_to(turn: Turn, audience: Audience) -> Result:
    """Keeps to whom it goes, and reads it all back."""
    letter = await turn.store.letters.of(turn.member.id)
    if letter is None or not letter.text or not writes(turn.member):
        return asking() if writes(turn.member) else await not_yours(turn)
    letter = replace(letter, audience=audience)
    people = await _people(turn, audience)
    if not people:
        return to_whom(letter, say("notice.nobody"))
    await turn.store.letters.keep(letter, turn.now)
    joined = {p.member for p in await turn.store.people.directory(turn.khoi) if p.joined}
    text = say(
        "notice.read_back",
        text=letter.text,
        files=with_files(letter.files),
        whom=await _whom(turn, audience),
        count=len(people),
        joined=sum(member.id in joined for member in people),
        leaves=leaving_line(leaving(turn)),
    )
    return End(screen(text, Send(letter.id), WriteAnew(), back=ChooseAudience()))


@flow.press(Send)
async def send(turn: Turn, pressed: Send) -> Result:
    """Sent, once."""
    if not writes(turn.member):
        return await not_yours(turn)
    letter = await turn.store.letters.of(turn.member.id)
    if letter is None or letter.id != pressed.notice or letter.audience is None:
        told = await turn.store.notices.find(turn.khoi, pressed.notice)
        lead = say("notice.outdated") if told is None else say("notice.already_sent", at=told.at)
        return End(fact(lead))
    people = await _people(turn, letter.audience)
    await turn.store.letters.discard(turn.member.id)
    sender = turn.member
    text = say(
        "notice.message",
        text=letter.text,
        name=sender.name,
        position=sender.position,
        files=with_files(letter.files),
    )
    await turn.store.letters.send_files(letter.id, letter.files)
    notice = Notice(
        letter.id,
        turn.khoi,
        "free",
        tuple(m.person for m in people),
        text,
        (files_button(letter.id, len(letter.files)),) if letter.files else (),
        by=sender.id,
        not_before=leaving(turn),
    )
    done = fact(say("notice.sent", count=len(people), leaves=leaving_line(leaving(turn))))
    return End(done, notice, Progress(notice.id, say("notice.told"), ledger_rows(notice.id)))


async def _people(turn: Turn, audience: Audience) -> list[Member]:
    members = await turn.store.people.members(turn.khoi)
    return [m for m in addressed(audience, members) if m.id != turn.member.id]


async def _whom(turn: Turn, audience: Audience) -> Say:
    match audience:
        case Everybody():
            return say("notice.to_all")
        case OfUnit(unit):
            known = await turn.store.units.get(turn.khoi, unit)
            return plain("" if known is None else known.name)
        case OfRole(role):
            return ROLES[role]
