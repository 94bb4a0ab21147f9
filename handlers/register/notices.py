"""Who else is told: heads of what waits for them or was taken back, subjects and đầu mối of what the head decided."""

from collections.abc import Iterable, Sequence

from campaign.ids import MemberId, NoticeId, PersonId, UnitId
from campaign.people import Role
from campaign.registration.registration import Registration, Standing
from handlers.kit import Notice, Priority, Row, Say, Turn, say
from handlers.register.setting import Setting, whose
from handlers.register.words import ShowOne
from handlers.titles import title_name


def notice(
    turn: Turn, setting: Setting, audience: Iterable[PersonId], text: Say, *rows: Row
) -> tuple[Notice, ...]:
    """A notice about registering to these people, without the one who acts; none to nobody."""
    others = tuple(dict.fromkeys(person for person in audience if person != turn.person.id))
    if not others:
        return ()
    made = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "register", others, text, rows, Priority.RECEIPT,
        setting.campaign.id, turn.member.id,
    )  # fmt: skip
    return (made,)


async def heads_of(turn: Turn, unit: UnitId) -> list[PersonId]:
    """The persons who head the unit."""
    return [m.person for m in await turn.store.people.in_unit(turn.khoi, unit) if m.holds(Role.HEAD)]


async def persons(turn: Turn, members: Iterable[MemberId | None]) -> list[PersonId]:
    """The persons behind these members, as far as they are still in the khối."""
    found = [await turn.store.people.member(turn.khoi, m) for m in dict.fromkeys(members) if m is not None]
    return [member.person for member in found if member is not None and member.left_at is None]


async def about_withdrawal(turn: Turn, setting: Setting, before: Registration) -> tuple[Notice, ...]:
    """Heads hear that something they had confirmed is gone; the subject, that somebody else took it back."""
    text = say(
        "register.was_withdrawn",
        title=title_name(turn.catalogue, before.title),
        who=await whose(turn, before),
    )
    audience: list[PersonId] = []
    if before.standing is Standing.CONFIRMED:
        audience += await heads_of(turn, before.unit)
    if before.member != turn.member.id:
        audience += await persons(turn, [before.member])
    return notice(turn, setting, audience, text, ShowOne(before.id))


async def concerned(turn: Turn, registrations: Sequence[Registration]) -> list[PersonId]:
    """The subjects, and whoever filed for them; for a unit, its đầu mối."""
    members = [each.member for each in registrations] + [each.filed_by for each in registrations]
    found = await persons(turn, members)
    for unit in dict.fromkeys(each.unit for each in registrations if each.member is None):
        of_unit = await turn.store.people.in_unit(turn.khoi, unit)
        found += [m.person for m in of_unit if m.holds(Role.PREPARER)]
    return found


async def notice_to_concerned(
    turn: Turn, setting: Setting, registration: Registration, text: Say
) -> tuple[Notice, ...]:
    """One notice to the subject and to whoever filed it."""
    audience = await concerned(turn, [registration])
    return notice(turn, setting, audience, text, ShowOne(registration.id))
