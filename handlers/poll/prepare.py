"""[Chuẩn bị] -> poll.which_act [Suy tôn] -> (which body) -> (which title) -> poll.draft, with everything proposed

What is proposed comes from the campaign's rules and the confirmed registrations; nothing has to be typed.
"""

from dataclasses import dataclass

from campaign.ballots.ballot import Ballot, Candidate
from campaign.ballots.defaults import usual_settings
from campaign.ballots.review import Review
from campaign.ballots.rights import prepares
from campaign.ballots.roll import Voter, draw_roll
from campaign.ballots.rule import Act
from campaign.catalogue.model import Act as Done
from campaign.catalogue.model import Award
from campaign.ids import BallotId, ReviewId
from campaign.people import Body, Office
from campaign.plan.plan import Campaign, rules_of
from campaign.registration.registration import Standing
from campaign.search import matches, search_key
from handlers.decide.found import Found, refused
from handlers.decide.review_words import show_review
from handlers.decide.words import ACTS, PrepareVote
from handlers.kit import Choice, End, Flow, Next, OpenFlow, Result, Row, Turn, led, plain, say, screen
from handlers.poll.body import Seat, body_of, campaign_at_hand
from handlers.poll.draft import show_draft
from handlers.poll.names import every_unit, registered

flow = Flow("poll_prepare", about=say("decide.about"), help=say("poll.help_prepare"))

MOST = 6  # titles with a button; any other is found by typing
OFFICE_OF = {"BAU_KT": Office.CHAIR, "BAU_KP": Office.VICE_CHAIR}
DONE_BY = {
    Act.REVIEW: (Done.PROPOSE, Done.PROPOSE_ANY_TIME),
    Act.HANDS: (Done.PROPOSE, Done.PROPOSE_ANY_TIME),
    Act.BALLOT: (Done.PROPOSE, Done.PROPOSE_ANY_TIME),
    Act.ACCLAIM: (Done.ACCLAIM,),
    Act.ELECT: (Done.ELECT,),
}


class ChooseAct(Choice, tag="bqf"):
    """One of the five acts."""

    act: Act


class ChooseBody(Choice, tag="bqg"):
    """The khối itself or its council."""

    act: Act
    seat: Seat


class ChooseMatter(Choice, tag="bqh"):
    """The title, award or office it is about."""

    act: Act
    seat: Seat
    code: str


@dataclass(frozen=True)
class FindingMatter:
    """A title is looked for by its name."""

    act: Act
    seat: Seat


@flow.press(PrepareVote)
async def prepare_vote(turn: Turn, asked: PrepareVote) -> Result:
    """The five acts, each with what it is."""
    if not await _may(turn):
        return await refused(turn, say("chat.not_for_you"))
    if await campaign_at_hand(turn) is None:
        return await refused(turn, say("poll.no_campaign"))
    rows = [ChooseAct(act).labelled(words) for act, words in ACTS.items()]
    return End(screen(say("poll.which_act"), *rows, back=OpenFlow("decide")))


@flow.press(ChooseAct)
async def choose_act(turn: Turn, asked: ChooseAct) -> Result:
    """Which body, where the khối has a council too."""
    if not await _may(turn):
        return await refused(turn, say("chat.not_for_you"))
    seat = await body_of(turn, Seat.COUNCIL)
    if seat is None or asked.act in {Act.ACCLAIM, Act.ELECT}:
        return await choose_body(turn, ChooseBody(asked.act, Seat.KHOI))
    own = await body_of(turn, Seat.KHOI)
    rows = [
        ChooseBody(asked.act, which).labelled(plain(body.name))
        for which, body in ((Seat.KHOI, own), (Seat.COUNCIL, seat))
        if body is not None
    ]
    return End(screen(say("poll.which_body", act=ACTS[asked.act]), *rows, back=PrepareVote()))


@flow.press(ChooseBody)
async def choose_body(turn: Turn, asked: ChooseBody) -> Result:
    """Which title, those with confirmed registrations first; the only one there is at once."""
    if not await _may(turn):
        return await refused(turn, say("chat.not_for_you"))
    campaign = await campaign_at_hand(turn)
    if campaign is None:
        return await refused(turn, say("poll.no_campaign"))
    awards = _awards(turn, campaign, asked.act)
    if len(awards) == 1:
        return await choose_matter(turn, ChooseMatter(asked.act, asked.seat, awards[0].code))
    counts = await _registrations(turn, campaign)
    first = sorted(awards, key=lambda award: -counts.get(award.code, 0))[:MOST]
    rows: list[Row] = [
        ChooseMatter(asked.act, asked.seat, award.code).labelled(
            say("poll.matter", title=award.name, count=counts.get(award.code, 0))
        )
        for award in first
    ]
    text = say("poll.which_matter", act=ACTS[asked.act])
    return Next(FindingMatter(asked.act, asked.seat), screen(text, *rows, back=PrepareVote()))


@flow.search(FindingMatter)
async def find_matter(turn: Turn, state: FindingMatter, typed: str) -> Result:
    """The titles whose names were typed."""
    if not await _may(turn):
        return await refused(turn, say("chat.not_for_you"))
    campaign = await campaign_at_hand(turn)
    if campaign is None:
        return await refused(turn, say("poll.no_campaign"))
    awards = _awards(turn, campaign, state.act)
    meant = [one for one in awards if matches(typed, search_key(f"{one.name.vi} {one.name.en}"))]
    rows = [ChooseMatter(state.act, state.seat, one.code).labelled(plain(one.name)) for one in meant[:MOST]]
    text = say("poll.which_matter", act=ACTS[state.act])
    shown = screen(text, *rows, back=ChooseBody(state.act, state.seat))
    return Next(state, shown if rows else led(say("poll.no_such_title"), shown))


@flow.press(ChooseMatter)
async def choose_matter(turn: Turn, asked: ChooseMatter) -> Result:
    """The draft, with everything proposed."""
    campaign, body = await campaign_at_hand(turn), await body_of(turn, asked.seat)
    if campaign is None or body is None or not prepares(body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    award = next((one for one in _awards(turn, campaign, asked.act) if one.code == asked.code), None)
    if award is None:
        return await refused(turn, say("poll.no_such_title"))
    await turn.store.bodies.put(body)
    if asked.act is Act.REVIEW:
        return await _review(turn, campaign, body, award)
    ballot = await _drafted(turn, campaign, body, asked.act, award)
    await turn.store.ballots.save(turn.khoi, ballot, turn.now)
    return await show_draft(turn, Found(ballot, body))


async def _drafted(turn: Turn, campaign: Campaign, body: Body, act: Act, award: Award) -> Ballot:
    office = OFFICE_OF[award.code] if act is Act.ELECT else None
    rules = rules_of(campaign, turn.catalogue)
    return Ballot(
        id=BallotId(turn.fresh_id()),
        campaign=campaign.id,
        body=body.id,
        body_name=body.name,
        title=_title(turn, campaign, act, award),
        settings=usual_settings(rules, award.code, act, places=1 if act.chooses else None, office=office),
        candidates=await _names(turn, campaign, act, award),
        roll=await _roll(turn, body),
        award=award.code,
    )


async def _names(turn: Turn, campaign: Campaign, act: Act, award: Award) -> tuple[Candidate, ...]:
    if act is Act.ELECT:
        return await every_unit(turn, award.name.vi, "")
    return await registered(turn, campaign, award)


async def _review(turn: Turn, campaign: Campaign, body: Body, award: Award) -> Result:
    roll = await _roll(turn, body)
    title = _title(turn, campaign, Act.REVIEW, award)
    names = await registered(turn, campaign, award)
    review = Review(ReviewId(turn.fresh_id()), campaign.id, body.id, title, names, roll)
    await turn.store.reviews.save(turn.khoi, review, turn.now)
    return show_review(turn, review, body)


async def _roll(turn: Turn, body: Body) -> tuple[Voter, ...]:
    units, members = await turn.store.units.active(turn.khoi), await turn.store.people.members(turn.khoi)
    return draw_roll(body, units, members).voters


def _title(turn: Turn, campaign: Campaign, act: Act, award: Award) -> str:
    year = campaign.year + 1 if act is Act.ELECT else campaign.year
    return turn.papers.in_words(say("poll.title", award=award.name, year=year))


async def _may(turn: Turn) -> bool:
    """Whether this member prepares votes of the khối; the body chosen is asked again when there is one."""
    body = await body_of(turn, Seat.KHOI)
    return body is not None and prepares(body, turn.member)


def _awards(turn: Turn, campaign: Campaign, act: Act) -> list[Award]:
    rows = rules_of(campaign, turn.catalogue).awards.values()
    return [award for award in rows if award.acts & set(DONE_BY[act])]


async def _registrations(turn: Turn, campaign: Campaign) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in await turn.store.registrations.of_campaign(campaign.id):
        if one.standing is Standing.CONFIRMED:
            counts[one.title] = counts.get(one.title, 0) + 1
    return counts
