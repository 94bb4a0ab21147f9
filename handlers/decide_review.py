"""Bình xét: a session with its list; nothing is counted, what was said is kept.

[Bình xét …] -> review.screen [1] [2] … -> review.about, what was said [Góp ý] -> the words typed -> review.about
the chair: [Khai mạc] … [Kết luận] -> name by name: to which vote, or set aside with a reason -> review.concluded
"""

from dataclasses import dataclass

from campaign.ids import CandidateId, ReviewId, VoterId
from campaign.people import Body
from campaign.review import (
    Concluded,
    Conclusion,
    GoesOn,
    NothingSaid,
    NothingToReview,
    NotInSession,
    Remarked,
    Review,
    ReviewOpened,
    SetAside,
    Unconcluded,
    UnknownSpeaker,
    conclude,
    open_review,
    remark,
)
from campaign.rights import NotAllowed, prepares, presides
from campaign.roll import Voter
from campaign.rule import Act
from handlers.decide_found import refused
from handlers.decide_words import ACTS, OpenReview, listed
from handlers.kit import Choice, End, Flow, Next, Result, Row, Say, Turn, plain, say, screen
from handlers.review_words import AboutOne, BeginReview, Conclude, ReviewPage, show_review

flow = Flow("decide_review", about=say("decide.about"), help=say("review.help"))

VOTES = (Act.HANDS, Act.BALLOT, Act.ACCLAIM)


class Comment(Choice, tag="be5", label=say("review.comment_button")):
    """Something to say about one name, for one voter of the roll."""

    review: ReviewId
    candidate: CandidateId
    voter: VoterId


class SpeakFor(Choice, tag="be6", label=say("review.speak_for_button")):
    """The secretary enters what a unit said."""

    review: ReviewId
    candidate: CandidateId


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
class Commenting:
    """Waits for the words."""

    review: ReviewId
    candidate: CandidateId
    voter: VoterId


@dataclass(frozen=True)
class Concluding:
    """The conclusions so far, in list order: the act's word, or “!” and the reason; waits for a reason."""

    review: ReviewId
    so_far: tuple[str, ...]
    laying_aside: int = 0


@flow.press(OpenReview)
async def open_it(turn: Turn, asked: OpenReview) -> Result:
    """The session's screen."""
    here = await _found(turn, asked.review)
    return here if isinstance(here, End) else show_review(turn, *here)


@flow.press(ReviewPage)
async def turn_page(turn: Turn, asked: ReviewPage) -> Result:
    """Another page."""
    here = await _found(turn, asked.review)
    return here if isinstance(here, End) else show_review(turn, *here, page=max(0, asked.page))


@flow.press(BeginReview)
async def begin(turn: Turn, asked: BeginReview) -> Result:
    """The chair opens the session."""
    here = await _found(turn, asked.review)
    if isinstance(here, End):
        return here
    review, body = here
    match open_review(review, body, turn.member, turn.now):
        case ReviewOpened(opened):
            await turn.store.reviews.save(turn.khoi, opened, turn.now)
            await turn.store.events.record(turn.khoi, "review.opened", turn.member.id, turn.now, review.id)
            return show_review(turn, opened, body)
        case NothingToReview():
            return show_review(turn, review, body, lead=say("review.no_names"))
        case NotInSession():
            return show_review(turn, review, body)
        case NotAllowed():
            return await refused(turn, say("chat.not_for_you"))


@flow.press(AboutOne)
async def about_one(turn: Turn, asked: AboutOne) -> Result:
    """What was said about one name."""
    here = await _found(turn, asked.review)
    return here if isinstance(here, End) else _about(turn, *here, asked.candidate)


def _about(turn: Turn, review: Review, body: Body, candidate: CandidateId) -> End:
    place, one = next(
        ((place, one) for place, one in enumerate(review.candidates, 1) if one.id == candidate), (0, None)
    )
    if one is None:
        return show_review(turn, review, body)
    names = {voter.id: voter.name for voter in review.roll}
    said = tuple(
        say("review.said", who=names.get(r.voter, ""), text=r.text)
        for r in review.remarks
        if r.candidate == candidate
    )
    rows: list[Row] = []
    own = _voter(turn, review)
    if review.opened is not None and review.concluded is None:
        if own is not None:
            rows.append(Comment(review.id, candidate, own.id))
        if prepares(body, turn.member):
            rows.append(SpeakFor(review.id, candidate))
    so_far = say("review.said_so_far", lines=said[-6:]) if said else say("review.nothing_said")
    text = say("review.about", title=review.title, name=listed(place, one), award=one.award, said=so_far)
    return End(screen(text, *rows, back=OpenReview(review.id)))


@flow.press(SpeakFor)
async def speak_for(turn: Turn, asked: SpeakFor) -> Result:
    """Whose words they are."""
    here = await _found(turn, asked.review)
    if isinstance(here, End):
        return here
    review, body = here
    if not prepares(body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    buttons = [
        Comment(review.id, asked.candidate, voter.id).labelled(plain(voter.name))
        for voter in review.roll[:16]
    ]
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    return End(screen(say("review.whose_words"), *rows, back=AboutOne(review.id, asked.candidate)))


@flow.press(Comment)
async def comment(turn: Turn, asked: Comment) -> Result:
    """Asks for the words."""
    here = await _found(turn, asked.review)
    if isinstance(here, End):
        return here
    ask = screen(say("review.ask_words"), back=AboutOne(asked.review, asked.candidate))
    return Next(Commenting(asked.review, asked.candidate, asked.voter), ask)


@flow.answer(Commenting)
async def commented(turn: Turn, state: Commenting, typed: str) -> Result:
    """Keeps them."""
    here = await _found(turn, state.review)
    if isinstance(here, End):
        return here
    review, body = here
    match remark(review, body, turn.member, state.voter, state.candidate, typed[:1000], turn.now):
        case Remarked(again, said):
            await turn.store.reviews.keep_remark(review.id, said)
            return _about(turn, again, body, state.candidate)
        case NothingSaid():
            return await comment(turn, Comment(state.review, state.candidate, state.voter))
        case NotInSession():
            return show_review(turn, review, body, lead=say("review.not_in_session"))
        case UnknownSpeaker():
            return await refused(turn, say("chat.not_for_you"))


# --- concluding ---


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
    here = await _found(turn, asked.review)
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


def _voter(turn: Turn, review: Review) -> Voter | None:
    return next(
        (one for one in review.roll if one.hand is not None and one.hand.member == turn.member.id), None
    )


async def _found(turn: Turn, review: ReviewId) -> tuple[Review, Body] | End:
    """The session and its body, for whoever sits in it or prepares it."""
    found = await turn.store.reviews.get(turn.khoi, review)
    body = None if found is None else await turn.store.bodies.get(turn.khoi, found.body)
    if found is None or body is None:
        return await refused(turn, say("decide.unknown"))
    if _voter(turn, found) is None and not prepares(body, turn.member):
        return await refused(turn, say("chat.not_for_you"))
    return found, body


async def _presided(turn: Turn, review: ReviewId) -> tuple[Review, Body] | End:
    """The same, for whoever presides."""
    here = await _found(turn, review)
    if isinstance(here, End) or presides(here[1], turn.member):
        return here
    return await refused(turn, say("chat.not_for_you"))
