"""A khối in which everything there is a button about exists, in the state in which the button matters, and everybody.

`owner` of the Báo is whose registration, report, question, device and declared record it is; `colleague`, `preparer`
and `head` are of the same unit, the `…_elsewhere` of another; `teller` is there on the counting team of the closed
ballot. The heads and the chairs are invited to the meeting. `outside` has every role, in another khối.
"""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta

from campaign.ids import BallotId, CampaignId, RegistrationId
from campaign.people import Role
from campaign.plan.plan import Campaign
from campaign.registration.registration import Registration, Standing
from handlers.arranging.flow import Change
from handlers.consult.words import ConsultOn
from handlers.poll.words import AskClose, Envelopes
from handlers.report.words import Open
from handlers.roster.flow import Issue
from tests.handlers.meetings import WHEN
from tests.handlers.registering import launched
from tests.handlers.test_history import declares
from tests.handlers.test_roster import NEWCOMER, sheet
from tests.papers.test_file_text import pdf
from tests.talk import Phone, Room

KHOI, OTHER = "Khối thi đua số IV", "Khối thi đua số V"
BAO, VIEN, OFFICE = "Báo Thanh tra", "Viện Chiến lược", "Thanh tra tỉnh"
PLACES: dict[str, tuple[str, frozenset[Role]]] = {
    "owner": (BAO, frozenset({Role.INDIVIDUAL})),
    "colleague": (BAO, frozenset({Role.INDIVIDUAL})),
    "preparer": (BAO, frozenset({Role.PREPARER})),
    "head": (BAO, frozenset({Role.HEAD})),
    "teller": (VIEN, frozenset({Role.INDIVIDUAL})),
    "preparer_elsewhere": (VIEN, frozenset({Role.PREPARER})),
    "head_elsewhere": (VIEN, frozenset({Role.HEAD})),
    "chair": (OFFICE, frozenset({Role.CHAIR})),
    "vice_chair": (OFFICE, frozenset({Role.VICE_CHAIR})),
    "council": (OFFICE, frozenset({Role.COUNCIL})),
    "secretary": (OFFICE, frozenset({Role.SECRETARY})),
    "admin": (OFFICE, frozenset({Role.ADMIN})),
}


@dataclass
class FullHouse:
    """Everybody, and the rows by what they are called in `rights.toml`."""

    room: Room
    people: dict[str, Phone]
    campaign: CampaignId
    rows: dict[str, dict[str, int]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Phone:
        return self.people[name]

    def called(self, kind: str, name: str, row: int) -> None:
        """This row goes by a name."""
        self.rows.setdefault(kind, {})[name] = row


async def full_house(room: Room) -> FullHouse:
    """Everything, built in the dialogues where that is quick and in the stores where it is not."""
    campaign = await launched(room)
    people = {
        name: await room.joins(f"Người {name}", unit, set(roles)) for name, (unit, roles) in PLACES.items()
    }
    people["outside"] = await room.joins("Đinh Khách", "Cơ quan khách", set(Role), khoi=OTHER)
    house = FullHouse(room, people, campaign)
    for phone in people.values():
        await phone.says("/menu")
    await launched(room, await room.khoi(OTHER))
    await _campaigns(house)
    await _registrations(house)
    await _letters(house)
    await _roster(house)
    await _meetings(house)
    await _ballots(house)
    await _names(house)
    return house


async def _names(house: FullHouse) -> None:
    """What was made in the dialogues is looked up where it stands."""
    owner = house["owner"].member
    house.called("member", "owner", owner.id)
    for name in ("head", "council", "colleague", "preparer", "teller"):
        house.called("member", name, house[name].member.id)
    house.called("member", "twice", await _in_both(house))
    house.called("unit", "the owner's", owner.unit)
    house.called("khoi", "home", owner.khoi)
    for kind, query in FOUND.items():
        async with house.room.store() as store:
            rows = await store.sql.all(query)
        for row in rows:
            house.called(kind, str(row["name"]), row["id"])
    async with house.room.store() as store:
        names = {row: name for name, row in house.rows["ballot"].items()}
        for row in await store.sql.all(
            "SELECT ballot_id, candidate_id FROM ballot_candidate WHERE place = 1"
        ):
            house.called("candidate", names[row["ballot_id"]], row["candidate_id"])
        (review,) = await store.sql.all("SELECT candidates FROM review")
    house.called("candidate", "review", json.loads(review["candidates"])[0]["id"])


async def _in_both(house: FullHouse) -> int:
    """Somebody who takes part in the other khối, too."""
    room = house.room
    here = await room.enrolled("Vũ Hai Khối", unit=BAO)
    there = await room.enrolled("Vũ Hai Khối", unit="Cơ quan khách", khoi=OTHER)
    async with room.store() as store:
        await store.sql.run("UPDATE member SET person_id = ? WHERE id = ?", here.person, there.id)
    return here.id


FOUND = {
    "report": "SELECT id, stage AS name FROM report ORDER BY stage",
    "evidence": "SELECT e.id, r.stage AS name FROM evidence e JOIN report r ON r.id = e.report_id ORDER BY r.stage",
    "record": "SELECT id, 'declared' AS name FROM record",
    "question": "SELECT id, 'asked' AS name FROM question",
    "notice": "SELECT max(id) AS id, kind AS name FROM notice GROUP BY kind ORDER BY kind",
    "upload": "SELECT id, 'sent' AS name FROM roster_upload",
    "device": "SELECT a.id, p.name FROM account a JOIN person p ON p.id = a.person_id WHERE p.name = 'Người owner'",
    "invite": "SELECT id, 'issued' AS name FROM invite",
    "meeting": "SELECT id, 'called' AS name FROM meeting",
    "draft": "SELECT id, CASE WHEN changes_id IS NULL THEN 'new' ELSE 'change' END AS name FROM meeting_draft"
    " ORDER BY changes_id IS NOT NULL",
    "consultation": "SELECT id, 'sent' AS name FROM consultation",
    "review": "SELECT id, 'open' AS name FROM review",
    "body": "SELECT id, kind AS name FROM body",
    "voter": "SELECT DISTINCT voter_id AS id, voter_id AS name FROM ballot_voter ORDER BY voter_id",
}
"""What was made in the dialogues, each with a name."""


async def _campaigns(house: FullHouse) -> None:
    room, secretary = house.room, house["secretary"].member
    new = Campaign(
        CampaignId(room.fresh_id()), secretary.khoi, 2027, room.clock.now(), secretary.id, date(2026, 3, 1)
    )
    async with room.store() as store:
        await store.campaigns.add(new)
    house.called("campaign", "running", house.campaign)
    house.called("campaign", "draft", new.id)
    await _consulted(house, new.id)


async def _consulted(house: FullHouse, draft: CampaignId) -> None:
    """A draft of a plan was sent round and commented on."""
    secretary, head = house["secretary"], house["head"]
    await secretary.presses_choice(ConsultOn(draft))
    await secretary.sends("du-thao.pdf", pdf("Dự thảo"))
    await secretary.says("17:00 thứ sáu")
    await secretary.presses("consult.send_button")
    await secretary.presses("consult.really_send_button")
    await head.presses("consult.open_button")
    await head.presses("consult.comment_button")
    await head.says("Đề nghị bổ sung chỉ tiêu")


async def _registered(house: FullHouse, title: str, standing: Standing, who: str | None, unit: str) -> int:
    room, head = house.room, house[unit].member
    member = None if who is None else house[who].member.id
    made = Registration(
        RegistrationId(room.fresh_id()), head.khoi, house.campaign, head.unit, member, title, standing, 1
    )
    async with room.store() as store:
        await store.registrations.save(made, room.clock.now(), member or head.id)
    return made.id


async def _registrations(house: FullHouse) -> None:
    filed = await _registered(house, "LDTT", Standing.FILED, "owner", "head")
    confirmed = await _registered(house, "CSTD_CS", Standing.CONFIRMED, "owner", "head")
    unit = await _registered(house, "TT_LDXS", Standing.CONFIRMED, None, "head")
    for name in ("head", "head_elsewhere"):
        await _registered(house, "CO_TTCP", Standing.CONFIRMED, None, name)
        await _registered(house, "BK_BO_C", Standing.CONFIRMED, None, name)
    house.called("registration", "filed", filed)
    house.called("registration", "confirmed", confirmed)
    house.called("registration", "of the unit", unit)
    owner = house["owner"]
    await owner.presses_choice(Open(RegistrationId(confirmed)))
    await owner.presses("report.send_file_button")
    await owner.sends("bc.pdf", pdf("Báo cáo"))
    named = await _registered(house, "BK_BO_I", Standing.CONFIRMED, "owner", "head")
    await owner.presses_choice(Open(RegistrationId(named)))
    await owner.presses("report.send_file_button")
    await owner.sends("bc2.pdf", pdf("Báo cáo hai"))
    await owner.presses("report.review_button")
    await owner.presses("report.submit_button")
    await declares(owner)
    await owner.presses("declare.send_button")


async def _letters(house: FullHouse) -> None:
    await house["owner"].says("/hoithuky")
    await house["owner"].says("Hạn nộp là khi nào ạ?")
    secretary = house["secretary"]
    await secretary.says("/quanly")
    await secretary.presses("notice.write_button")
    await secretary.says("Kính mời dự họp")
    await secretary.presses("notice.all_button")
    await secretary.presses("notice.send_button")


async def _roster(house: FullHouse) -> None:
    secretary = house["secretary"]
    await house.room.enrolled("Đỗ Chưa", unit=BAO)
    await secretary.presses_choice(Issue(house["colleague"].member.id))
    await secretary.says("/danhsach")
    await secretary.sends("danh-sach.csv", sheet(NEWCOMER), media_type="text/csv")


async def _meetings(house: FullHouse) -> None:
    secretary = house["secretary"]
    for last in ("arranging.call_button", None):
        await secretary.says("/lichhop")
        await secretary.presses("calendar.new_button")
        await secretary.presses("calendar.kind_closing")
        await secretary.says(WHEN)
        await secretary.says("Hội trường tầng 3")
        await secretary.presses("arranging.skip_button")
        await secretary.presses("arranging.skip_button")
        await secretary.presses("arranging.group_heads_button")
        await secretary.presses("arranging.go_on_button")
        await secretary.presses("arranging.go_on_button")
        await secretary.presses("arranging.skip_button")
        if last is not None:
            await secretary.presses(last)
    async with house.room.store() as store:
        (meeting,) = await store.meetings.of(secretary.member.khoi)
    await secretary.presses_choice(Change(meeting.id))
    await secretary.presses("arranging.mend_when_button")
    await secretary.says("14h-16h 21/12")


async def _ballots(house: FullHouse) -> None:
    """A draft; a show of hands and a ballot that are open; one closed with an envelope; one that ended in a tie, which
    the chair has to break; one without a majority, which another round follows; one counted; one announced.
    """
    await _review(house)
    await _prepared(house, "decide.act_acclaim")
    await _named(house, "draft")
    await _prepared(house, "decide.act_acclaim")
    await house["secretary"].presses("poll.submit_button")
    await _named(house, "prepared")
    await _prepared(house, "decide.act_hands", KHOI, "Bằng khen của Tổng Thanh tra")
    await _opened(house, "hands")
    await _prepared(house, "decide.act_acclaim")
    await _opened(house, "open")
    await _prepared(house, "decide.act_acclaim")
    await _with_team(house)
    await _opened(house, "closed")
    await _envelope(house)
    await _closed(house)
    await _tied(house)
    await _prepared(house, "decide.act_elect", "Khối trưởng, Cụm trưởng")
    await _opened(house, "split")
    await _voted(house, head=BAO, head_elsewhere=VIEN)
    await _closed(house)
    for name in ("counted", "announced"):
        await _prepared(house, "decide.act_acclaim")
        await _opened(house, name)
        await _voted(house)
        await _closed(house)
    chair = house["chair"]
    await chair.presses("poll.follow_button")
    await chair.presses("verdict.announce_button")
    await chair.presses("verdict.confirm_announce_button")


async def _with_team(house: FullHouse) -> None:
    secretary = house["secretary"]
    await secretary.presses("poll.team_button")
    await secretary.says("Nguoi teller")
    await secretary.presses("Người teller")
    await secretary.presses("chat.back_button")


async def _envelope(house: FullHouse) -> None:
    secretary = house["secretary"]
    await secretary.presses_choice(Envelopes(BallotId(house.rows["ballot"]["closed"])))
    await secretary.says("1")
    await secretary.presses("poll.received_button")
    await secretary.says("12/PYK")
    await secretary.presses("poll.confirm_envelope_button")


async def _tied(house: FullHouse) -> None:
    secretary = house["secretary"]
    await _prepared(house, "decide.act_acclaim")
    await secretary.presses("poll.rules_button")
    await secretary.presses("poll.item_threshold")
    await secretary.says("33")
    await secretary.presses("poll.item_citation")
    await secretary.says("Quy chế Khối, Điều 9")
    await secretary.presses("poll.item_rounds")
    await secretary.presses("1 vòng")
    await secretary.presses("poll.item_tie")
    await secretary.presses("poll.tie_chair")
    await secretary.presses("chat.back_button")
    await _opened(house, "tied")
    await _voted(house, head=BAO, head_elsewhere=VIEN)
    await _closed(house)


async def _voted(house: FullHouse, head: str = BAO, head_elsewhere: str = BAO) -> None:
    for name, choice in (("head", head), ("head_elsewhere", head_elsewhere)):
        await house[name].presses("decide.vote_button")
        await house[name].presses(choice)
        await house[name].presses("decide.cast_button")


async def _closed(house: FullHouse) -> None:
    chair, newest = house["chair"], list(house.rows["ballot"].values())[-1]
    await chair.presses_choice(AskClose(BallotId(newest)))
    await chair.presses("poll.confirm_close_button")


async def _review(house: FullHouse) -> None:
    secretary, chair = house["secretary"], house["chair"]
    await secretary.says("/binhxet")
    await secretary.presses("decide.prepare_button")
    await secretary.presses("decide.act_review")
    await secretary.presses(KHOI)
    await secretary.presses("Bằng khen của Tổng Thanh tra")
    await chair.says("/binhxet")
    await chair.presses("decide.review_line")
    await chair.presses("review.begin_button")


async def _prepared(house: FullHouse, *presses: str) -> None:
    secretary = house["secretary"]
    await secretary.says("/binhxet")
    await secretary.presses("decide.prepare_button")
    for press in presses:
        await secretary.presses(press)
    assert secretary.last.key == "poll.draft", secretary.last.text


async def _opened(house: FullHouse, name: str) -> None:
    chair = house["chair"]
    await house["secretary"].presses("poll.submit_button")
    await chair.presses("poll.roll_button")
    await chair.presses("poll.open_button")
    await chair.presses("poll.confirm_open_button")
    house.room.clock.move_to(house.room.clock.now() + timedelta(minutes=5))
    await _named(house, name)


async def _named(house: FullHouse, name: str) -> None:
    async with house.room.store() as store:
        rows = await store.sql.all("SELECT id FROM ballot ORDER BY created_at, id")
    known = set(house.rows.get("ballot", {}).values())
    (new,) = [row["id"] for row in rows if row["id"] not in known]
    house.called("ballot", name, new)
