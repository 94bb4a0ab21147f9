"""people: everybody of a khối, ten a page, found by typing -> one person

joined, since when, with how many phones; or not, with a code until when
[Cấp mã] [Cấp lại mã] [Thu hồi mã] -> roster_codes;  [Khóa thiết bị] for a lost phone, asked once more
"""

from campaign.joining.invites import may_issue
from campaign.people import Member, Person, Role
from campaign.roster.directory import Among, Listed, meant
from campaign.roster.words import roster_words
from handlers.history.words import OpenDossier
from handlers.joining import who_is
from handlers.keepers import keepers_only
from handlers.kit import End, Next, Result, Row, Say, Screen, Turn, Until, led, say, screen
from handlers.leafing import those
from handlers.lists import A_PAGE, Page, lines, numbers, page_of, place_of, turning
from handlers.roster.flow import (
    ROSTER,
    AskCutOff,
    AskSplit,
    CutOff,
    Issue,
    ListPeople,
    Looking,
    OpenPerson,
    Reissue,
    Revoke,
    TurnPeople,
    flow,
)


@flow.press(ListPeople)
@keepers_only
async def list_people(turn: Turn, pressed: ListPeople) -> Result:
    """Everybody, or who has not joined; of a unit, or of all."""
    return await listed(turn, Looking("", pressed.unit, 0, pressed.waiting))


@flow.search(Looking)
@keepers_only
async def look(turn: Turn, state: Looking, text: str) -> Result:
    """What is typed looks somebody up."""
    return await listed(turn, Looking(text.strip(), state.unit, 0, state.waiting))


@flow.press(TurnPeople)
@keepers_only
async def turn_page(turn: Turn, pressed: TurnPeople) -> Result:
    """Another page of the same list."""
    state = turn.state if isinstance(turn.state, Looking) else Looking("", None, 0, waiting=False)
    return await listed(turn, Looking(state.query, state.unit, pressed.page, state.waiting))


async def listed(turn: Turn, state: Looking) -> Result:
    """The list as the state says; a single hit is opened at once."""
    if not state.query:
        return Next(state, await _whole(turn, state))
    among = Among(state.unit, state.waiting)
    fits = meant(state.query)
    everybody = await turn.store.people.directory(turn.khoi)
    hits = await those(everybody, lambda one: among.has(one) and fits(one))
    if len(hits) == 1:
        return await open_person(turn, OpenPerson(hits[0].member))
    return Next(state, _page(state, page_of(hits, state.page)))


async def _whole(turn: Turn, state: Looking) -> Screen:
    """A page of everybody: of a long list no more is read than is shown."""
    among = Among(state.unit, state.waiting)
    at = place_of(await turn.store.directory.how_many(turn.khoi, among), state.page)
    some = await turn.store.directory.some(turn.khoi, among, at.first, A_PAGE)
    return _page(state, at.with_items(some))


def _page(state: Looking, page: Page[Listed]) -> Screen:
    if not page.items:
        return screen(_nobody(state), back=ROSTER)
    rows = (*numbers(page, lambda p: OpenPerson(p.member)), *turning(page, TurnPeople))
    return screen(_title(state, page), *rows, back=ROSTER)


@flow.press(OpenPerson)
@keepers_only
async def open_person(turn: Turn, pressed: OpenPerson) -> Result:
    """One person of this khối."""
    member = await turn.store.people.member(turn.khoi, pressed.member)
    if member is None or member.left_at is not None:
        return End(screen(say("roster.person_gone"), back=ROSTER))
    return End(await person_screen(turn, member))


async def person_screen(turn: Turn, member: Member) -> Screen:
    """Who it is, whether they have joined, and what can be done about it."""
    person = await turn.store.people.person(member.person)
    assert person is not None, "a member is a person"
    phones = len(await turn.store.devices.of(member.person))
    until = (await turn.store.invites.open(turn.khoi, turn.now)).get(member.id)
    if phones:
        joined = say("invites.joined", at=member.joined_at, phones=phones)
    elif until is None:
        joined = say("invites.no_code")
    else:
        joined = say("invites.has_code", until=Until(until))
    roles = roster_words().role_names(member.roles)
    text = say("invites.person", who=who_is(member), roles=roles, joined=joined)
    if not may_issue(person, phones):
        return screen(say("invites.in_several", text=text), AskSplit(member.id), back=ROSTER)
    dossier: tuple[Row, ...] = ()
    if turn.member.holds(Role.SECRETARY):
        dossier = (OpenDossier(member.unit, member.id, 0),)
    first: Row = Issue(member.id) if until is None else (Reissue(member.id), Revoke(member.id))
    rows = (first, AskCutOff(member.id)) if phones else (first,)
    return screen(text, *rows, *dossier, back=ROSTER)


@flow.press(AskCutOff)
@keepers_only
async def ask_cut_off(turn: Turn, pressed: AskCutOff) -> Result:
    """What will happen, before it does."""
    member = await turn.store.people.member(turn.khoi, pressed.member)
    if member is None:
        return End(screen(say("roster.person_gone"), back=ROSTER))
    question = say("invites.ask_cut_off", name=member.name)
    return End(screen(question, CutOff(member.id), back=OpenPerson(member.id)))


@flow.press(CutOff)
@keepers_only
async def cut_off(turn: Turn, pressed: CutOff) -> Result:
    """Ends the access of every phone of a person who is in this khối alone."""
    member = await turn.store.people.member(turn.khoi, pressed.member)
    person = None if member is None else await turn.store.people.person(member.person)
    if member is None or person is None or not _only_here(person, member):
        return End(screen(say("roster.person_gone"), back=ROSTER))
    for device in await turn.store.devices.of(person.id):
        await turn.store.devices.remove(person.id, device.id)
    await turn.store.invites.revoke_devices(person.id, turn.now)
    await turn.store.events.record(turn.khoi, "devices.cut_off", turn.member.id, turn.now, member.id)
    if person.id == turn.person.id:
        return End(say("devices.removed_this"))
    return End(led(say("invites.cut_off", name=member.name), await person_screen(turn, member)))


def _only_here(person: Person, member: Member) -> bool:
    return [place.id for place in person.memberships] == [member.id]


def _title(state: Looking, page: Page[Listed]) -> Say:
    listed = lines(page, _line)
    if state.query:
        return say("roster.found", query=state.query, count=page.total, people=listed)
    if state.waiting:
        return say("roster.waiting", count=page.total, people=listed)
    return say("roster.people", count=page.total, people=listed)


def _line(listed: Listed) -> Say:
    if listed.joined:
        return say("roster.person_joined", name=listed.name, unit=listed.unit_name)
    return say("roster.person", name=listed.name, unit=listed.unit_name)


def _nobody(state: Looking) -> Say:
    if state.query:
        return say("roster.nobody_found", query=state.query[:60])
    return say("roster.everybody_joined")
