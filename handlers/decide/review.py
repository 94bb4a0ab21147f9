"""Bình xét: a session with its list; nothing is counted, what was said is kept.

[Bình xét …] -> review.screen [1] [2] … -> review.about, what was said [Góp ý] -> the words typed -> review.about
the chair: [Khai mạc] … [Kết luận] -> review_concluding
"""

from dataclasses import dataclass

from campaign.ballots.review import (
    NothingSaid,
    NothingToReview,
    NotInSession,
    Remarked,
    Review,
    ReviewOpened,
    UnknownSpeaker,
    open_review,
    remark,
)
from campaign.ballots.rights import NotAllowed, prepares
from campaign.ids import CandidateId, ReviewId, VoterId
from campaign.people import Body
from handlers.decide.found import refused
from handlers.decide.review_words import (
    AboutOne,
    BeginReview,
    ReviewPage,
    in_session,
    show_review,
    speaker_of,
)
from handlers.decide.words import OpenReview, listed
from handlers.kit import Choice, End, Flow, Next, Result, Row, Turn, plain, say, screen

flow = Flow("decide_review", about=say("decide.about"), help=say("review.help"))


class Comment(Choice, tag="be5", label=say("review.comment_button")):
    """Something to say about one name, for one voter of the roll."""

    review: ReviewId
    candidate: CandidateId
    voter: VoterId


class SpeakFor(Choice, tag="be6", label=say("review.speak_for_button")):
    """The secretary enters what a unit said."""

    review: ReviewId
    candidate: CandidateId


@dataclass(frozen=True)
class Commenting:
    """Waits for the words."""

    review: ReviewId
    candidate: CandidateId
    voter: VoterId


@flow.press(OpenReview)
async def open_it(turn: Turn, asked: OpenReview) -> Result:
    """The session's screen."""
    here = await in_session(turn, asked.review)
    return here if isinstance(here, End) else show_review(turn, *here)


@flow.press(ReviewPage)
async def turn_page(turn: Turn, asked: ReviewPage) -> Result:
    """Another page."""
    here = await in_session(turn, asked.review)
    return here if isinstance(here, End) else show_review(turn, *here, page=max(0, asked.page))


@flow.press(BeginReview)
async def begin(turn: Turn, asked: BeginReview) -> Result:
    """The chair opens the session."""
    here = await in_session(turn, asked.review)
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
    here = await in_session(turn, asked.review)
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
    own = speaker_of(turn, review)
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
    here = await in_session(turn, asked.review)
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
    here = await in_session(turn, asked.review)
    if isinstance(here, End):
        return here
    ask = screen(say("review.ask_words"), back=AboutOne(asked.review, asked.candidate))
    return Next(Commenting(asked.review, asked.candidate, asked.voter), ask)


@flow.answer(Commenting)
async def commented(turn: Turn, state: Commenting, typed: str) -> Result:
    """Keeps them."""
    here = await in_session(turn, state.review)
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
