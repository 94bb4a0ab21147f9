"""The screen of a session of bình xét, shared by who prepares it and who speaks in it."""

from campaign.ballots.review import GoesOn, Review, SetAside
from campaign.ballots.rights import prepares, presides
from campaign.ballots.roll import Voter
from campaign.ids import CandidateId, ReviewId
from campaign.people import Body
from handlers import lists
from handlers.decide.found import refused
from handlers.decide.words import ACTS, listed
from handlers.kit import Choice, End, OpenFlow, Row, Say, Turn, led, say, screen

MOST = 5  # names with a button; others by their number


class BeginReview(Choice, tag="be1", label=say("review.begin_button")):
    """The chair opens the session."""

    review: ReviewId


class AboutOne(Choice, tag="be2"):
    """What was said about one name."""

    review: ReviewId
    candidate: CandidateId


class Conclude(Choice, tag="be3", label=say("review.conclude_button")):
    """The chair concludes, name by name."""

    review: ReviewId
    place: int


class ReviewPage(Choice, tag="be4"):
    """Another page of names."""

    review: ReviewId
    page: int


def show_review(turn: Turn, review: Review, body: Body, page: int = 0, lead: Say | None = None) -> End:
    """The list, with how much was said about each name, or what came of it."""
    shown = lists.page_of(review.candidates, page)
    places = {one.id: place for place, one in enumerate(review.candidates, 1)}
    rows: list[Row] = []
    if review.opened is not None:
        rows += lists.numbers(shown, lambda one: AboutOne(review.id, one.id))
    rows += lists.turning(shown, lambda to: ReviewPage(review.id, to))
    if presides(body, turn.member):
        if review.opened is None:
            rows.append(BeginReview(review.id))
        elif review.concluded is None:
            rows.append(Conclude(review.id, 1))
    names = tuple(_line(review, places[one.id], one.id) for one in shown.items)
    state = say("review.not_begun") if review.opened is None else None
    if review.concluded is not None:
        state = say("review.over")
    if not review.candidates and prepares(body, turn.member):
        state = say("review.no_names")
    text = say("review.screen", title=review.title, names=names, state=state)
    whole = screen(text, *rows, back=OpenFlow("decide"))
    return End(whole if lead is None else led(lead, whole))


def _line(review: Review, place: int, candidate: CandidateId) -> Say:
    name = listed(place, next(one for one in review.candidates if one.id == candidate))
    match (review.conclusions or {}).get(candidate):
        case GoesOn(act):
            return say("review.line_goes_on", name=name, act=ACTS[act])
        case SetAside(reason):
            return say("review.line_set_aside", name=name, reason=reason)
        case None:
            said = sum(one.candidate == candidate for one in review.remarks)
            return say("review.line", name=name, count=said)


def speaker_of(turn: Turn, review: Review) -> Voter | None:
    """For whom this person speaks in the session, if for anybody."""
    return next(
        (one for one in review.roll if one.hand is not None and one.hand.member == turn.member.id), None
    )


async def in_session(turn: Turn, review: ReviewId) -> tuple[Review, Body] | End:
    """The session and its body, for whoever sits in it or prepares it."""
    found = await turn.store.reviews.get(turn.khoi, review)
    body = None if found is None else await turn.store.bodies.get(turn.khoi, found.body)
    if found is None or body is None:
        return await refused(turn, say("decide.unknown"))
    if speaker_of(turn, found) is None and not prepares(body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    return found, body
