"""What the rules say to a subject, in words: the answer, the reasons, the source (“chưa đối chiếu Luật 06/2026”)."""

from collections.abc import Sequence

from campaign.eligibility.eligibility import (
    NotForRegistration,
    Opinion,
    Question,
    UnknownAward,
    Viewer,
    at_registration,
)
from campaign.eligibility.reasons import Reason, Term, Value
from campaign.eligibility.truth import Truth
from campaign.history.history import History
from campaign.registration.registering import Subject
from handlers.kit import Say, Turn, say
from handlers.kit import Value as Word
from handlers.register.setting import Setting

MOST_REASONS = 5


def opinion_of(
    turn: Turn, setting: Setting, subject: Subject, title: str, history: History, viewer: Viewer
) -> Opinion | None:
    """What the rules of the campaign say; None for a title they do not know or nobody registers for."""
    asked = Question(title, subject.kind, history, setting.campaign.year, turn.today, viewer)
    match at_registration(asked, setting.rules):
        case UnknownAward() | NotForRegistration():
            return None
        case opinion:
            return opinion


def answer_words(opinion: Opinion | None) -> Say:
    """The answer itself; what cannot be asked needs a look."""
    return Say("eligibility.needs_look") if opinion is None else Say(opinion.key)


def reason_lines(opinion: Opinion) -> tuple[Say, ...]:
    """The reasons worth a line, those that speak against it or leave it open first."""
    order: Sequence[Reason] = [
        *opinion.warnings,
        *(r for truth in (Truth.NOT_MET, Truth.UNKNOWN, Truth.MET) for r in opinion.reasons_that(truth)),
    ]
    lines = tuple(say("register.reason", reason=_said(reason)) for reason in order[:MOST_REASONS])
    left = len(order) - len(lines)
    return lines if left == 0 else (*lines, say("register.more_reasons", count=left))


def basis_words(opinion: Opinion) -> Say:
    """The source, and that nobody has compared it with the law in force yet."""
    return _said(opinion.basis)


def _said(reason: Reason) -> Say:
    return Say(reason.key, {name: _word(value) for name, value in reason.values.items()})


def _word(value: Value) -> Word:
    return Say(value.key) if isinstance(value, Term) else value
