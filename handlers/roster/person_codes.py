"""One person's codes: made, made anew, revoked; and a place of its own for somebody in several khối

[Cấp mã]     -> the invitation in words, to be forwarded to that person
[Cấp lại mã] the codes before stop working; [Thu hồi mã] none works any more
[Tách và cấp mã mới] somebody in several khối lost the phone: this khối's place alone gets a code; what the person does
                     in the other khối is not touched, and their phones hear of it
"""

from campaign.ids import MemberId, NoticeId
from campaign.joining.codes import spaced
from campaign.joining.invites import may_issue
from campaign.people import Member
from handlers.keepers import keepers_only
from handlers.kit import End, Keep, Notice, Priority, Result, Say, Turn, Until, fact, led, plain, say, screen
from handlers.roster.codes import where
from handlers.roster.flow import ROSTER, AskSplit, Issue, OpenPerson, Reissue, Revoke, Split, flow
from handlers.roster.inviting import Issued, issue
from handlers.roster.people import person_screen


@flow.press(Issue)
@keepers_only
async def issue_one(turn: Turn, pressed: Issue) -> Result:
    """A code for one person; with the words to send it."""
    return await _issue_one(turn, pressed.member)


@flow.press(Reissue)
@keepers_only
async def reissue(turn: Turn, pressed: Reissue) -> Result:
    """The codes before stop working."""
    member = await _issuable(turn, pressed.member)
    if member is not None:
        await turn.store.invites.revoke([member.id], turn.now)
    return await _issue_one(turn, pressed.member)


@flow.press(Revoke)
@keepers_only
async def revoke(turn: Turn, pressed: Revoke) -> Result:
    """No code of the person works any more."""
    member = await turn.store.people.member(turn.khoi, pressed.member)
    if member is None:
        return End(screen(say("roster.person_gone"), back=ROSTER))
    await turn.store.invites.revoke([member.id], turn.now)
    await turn.store.events.record(turn.khoi, "invite.revoked", turn.member.id, turn.now, member.id)
    return End(led(say("invites.revoked", name=member.name), await person_screen(turn, member)))


@flow.press(AskSplit)
@keepers_only
async def ask_split(turn: Turn, pressed: AskSplit) -> Result:
    """What will happen, before it does."""
    member = await _in_several(turn, pressed.member)
    if member is None:
        return End(screen(say("roster.person_gone"), back=ROSTER))
    question = say("invites.ask_split", name=member.name, khoi=await where(turn, None))
    return End(screen(question, Split(member.id), back=OpenPerson(member.id)))


@flow.press(Split)
@keepers_only
async def split(turn: Turn, pressed: Split) -> Result:
    """The place in this khối becomes a person of its own and gets a code; the phones hear of it."""
    member = await _in_several(turn, pressed.member)
    if member is None:
        return End(screen(say("roster.person_gone"), back=ROSTER))
    await turn.store.invites.revoke([member.id], turn.now)
    await turn.store.devices.split(member, turn.now)
    await turn.store.events.record(turn.khoi, "person.split", turn.member.id, turn.now, member.id)
    told = say("invites.was_split", khoi=await where(turn, None))
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "split", (member.person,), told, priority=Priority.RECEIPT
    )
    issued = await _issue_one(turn, member.id)
    return End(*issued.out, notice)


async def _in_several(turn: Turn, wanted: MemberId) -> Member | None:
    """The active member of this khối who is in others too."""
    member = await turn.store.people.member(turn.khoi, wanted)
    person = None if member is None else await turn.store.people.person(member.person)
    if member is None or person is None or member.left_at is not None:
        return None
    return member if len(person.memberships) > 1 else None


async def _issue_one(turn: Turn, wanted: MemberId) -> Result:
    member = await _issuable(turn, wanted)
    if member is None:
        return End(screen(say("roster.person_gone"), back=ROSTER))
    (made,) = await issue(turn.store, turn.khoi, [member], turn.member.id, turn.now, turn.fresh_id)
    return End(fact(await _invitation(turn, made), keep=Keep.BRIEFLY), await person_screen(turn, member))


async def _issuable(turn: Turn, wanted: MemberId) -> Member | None:
    """The member of this khối for whom its secretary may make a code."""
    member = await turn.store.people.member(turn.khoi, wanted)
    person = None if member is None else await turn.store.people.person(member.person)
    if member is None or person is None or member.left_at is not None:
        return None
    return member if may_issue(person, len(await turn.store.devices.of(person.id))) else None


async def _invitation(turn: Turn, made: Issued) -> Say:
    """The model text of an invitation, to be forwarded to one person."""
    member = made.member
    name, position = member.name, member.position or member.unit_name
    links = tuple(plain(link) for link in turn.papers.join_links(made.code))
    khoi = await where(turn, None)
    return say(
        "invites.invitation",
        name=name,
        position=position,
        khoi=khoi,
        code=spaced(made.code),
        links=links,
        until=Until(made.expires_at),
    )
