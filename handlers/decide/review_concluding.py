"""The chair concludes a session of bình xét: name by name to which vote it goes, or why not; read back; confirmed.

review.conclude [Bỏ phiếu] [Suy tôn] … -> the next name … -> review.read_back -> confirm -> review.concluded
"""

from dataclasses import dataclass

from campaign.ballots.review import (
    Concluded,
    Conclusion,
    GoesOn,
    NotInSession,
    Review,
    SetAside,
    Unconcluded,
    conclude,
)
from campaign.ballots.rights import NotAllowed, presides
from campaign.ballots.rule import Act
from campaign.ids import ReviewId
from campaign.people import Body
from handlers.decide.found import refused
from handlers.decide.review_words import Conclude, in_session, show_review
from handlers.decide.words import ACTS, OpenReview, listed
from handlers.kit import Choice, End, Flow, Next, Result, Row, Say, Turn, say, screen

flow = Flow("review_concluding", about=say("decide.about"), help=say("review.help"))

VOTES = (Act.HANDS, Act.BALLOT, Act.ACCLAIM)


class Settle(Choice, tag="be7"):
    """To which vote a name goes."""

    review: ReviewId
    place: int
    act: Act


class LayAside(Choice, tag="be8", label=say("review.lay_aside_button")):
    """A name does not go on: the reason is typed."""

    review: ReviewId
    place: int


class ConfirmConclude(Choice, tag="be9", label=say("review.confirm_button")):
    """As read back."""

    review: ReviewId


@dataclass(frozen=True)
class Concluding:
    """The conclusions so far, in list order: the act's word, or “!” and the reason; waits for a reason."""

    review: ReviewId
    so_far: tuple[str, ...]
    laying_aside: int = 0


@flow.press(Conclude)
async def ask_conclusion(turn: Turn, asked: Conclude) -> Result:
    """Name by name: to which vote it goes, or why not."""
    here = await _presided(turn, asked.review)
    if isinstance(here, End):
        return here
    return _next(here[0], _so_far(turn, asked.review)[: asked.place - 1])


def _next(review: Review, so_far: tuple[str, ...]) -> Next:
    place = len(so_far) + 1
    if place > len(review.candidates):
        return _read_back(review, so_far)
    one = review.candidates[place - 1]
    rows: list[Row] = [
        Settle(review.id, place, act).labelled(say("review.goes_on", act=ACTS[act])) for act in VOTES
    ]
    rows.append(LayAside(review.id, place))
    text = say("review.conclude", title=review.title, name=listed(place, one), total=len(review.candidates))
    return Next(Concluding(review.id, so_far), screen(text, *rows, back=OpenReview(review.id)))


@flow.press(Settle)
async def settle(turn: Turn, asked: Settle) -> Result:
    """The name goes on to this vote."""
    return await _add(turn, asked.review, asked.place, asked.act.value)


@flow.press(LayAside)
async def lay_aside(turn: Turn, asked: LayAside) -> Result:
    """Asks why."""
    here = await _presided(turn, asked.review)
    if isinstance(here, End):
        return here
    so_far = _so_far(turn, asked.review)[: asked.place - 1]
    ask = screen(say("review.why_aside"), back=OpenReview(asked.review))
    return Next(Concluding(asked.review, so_far, asked.place), ask)


@flow.answer(Concluding)
async def reason(turn: Turn, state: Concluding, typed: str) -> Result:
    """The reason for which a name is set aside."""
    if not state.laying_aside or not typed.strip():
        return await lay_aside(turn, LayAside(state.review, state.laying_aside or len(state.so_far) + 1))
    return await _add(turn, state.review, state.laying_aside, "!" + typed.strip()[:300])


async def _add(turn: Turn, review: ReviewId, place: int, conclusion: str) -> Result:
    here = await _presided(turn, review)
    if isinstance(here, End):
        return here
    so_far = _so_far(turn, review)
    if len(so_far) < place - 1:
        return _next(here[0], so_far)
    return _next(here[0], (*so_far[: place - 1], conclusion))


def _read_back(review: Review, so_far: tuple[str, ...]) -> Next:
    lines = tuple(
        say("review.conclusion_line", name=listed(place, one), what=_words(said))
        for place, (one, said) in enumerate(zip(review.candidates, so_far, strict=False), 1)
    )
    text = say("review.read_back", title=review.title, lines=lines)
    again = Conclude(review.id, 1).labelled(say("decide.redo_button"))
    return Next(Concluding(review.id, so_far), screen(text, ConfirmConclude(review.id), again))


@flow.press(ConfirmConclude)
async def confirm(turn: Turn, asked: ConfirmConclude) -> Result:
    """The session is over; what goes on is put to its vote by the secretary."""
    here = await in_session(turn, asked.review)
    if isinstance(here, End):
        return here
    review, body = here
    so_far = _so_far(turn, asked.review)
    conclusions = {one.id: _conclusion(said) for one, said in zip(review.candidates, so_far, strict=False)}
    match conclude(review, body, turn.member, conclusions, turn.now):
        case Concluded(over):
            await turn.store.reviews.save(turn.khoi, over, turn.now)
            await turn.store.events.record(turn.khoi, "review.concluded", turn.member.id, turn.now, review.id)
            return show_review(turn, over, body, lead=say("review.concluded"))
        case Unconcluded():
            return _next(review, so_far)
        case NotInSession():
            return show_review(turn, review, body)
        case NotAllowed():
            return await refused(turn, say("chat.not_for_you"))


def _conclusion(said: str) -> Conclusion:
    return SetAside(said[1:]) if said.startswith("!") else GoesOn(Act(said))


def _words(said: str) -> Say:
    if said.startswith("!"):
        return say("review.set_aside", reason=said[1:])
    return say("review.goes_on", act=ACTS[Act(said)])


def _so_far(turn: Turn, review: ReviewId) -> tuple[str, ...]:
    state = turn.state
    return state.so_far if isinstance(state, Concluding) and state.review == review else ()


async def _presided(turn: Turn, review: ReviewId) -> tuple[Review, Body] | End:
    """The same, for whoever presides."""
    here = await in_session(turn, review)
    if isinstance(here, End) or presides(here[1], turn.member):
        return here
    return await refused(turn, say("chat.not_for_you"))
