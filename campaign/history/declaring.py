"""What a person can declare in the chat, put together from its answers.

graded      year, rating
awarded     year, title; for a commendation its ground (P4); number and date of the decision
initiative  year, level, name
project     year, level, name
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaign.catalogue.model import Award, Catalogue, Kind
from campaign.history.facts import Ground, Rating, Scope, SubjectKind, WorkKind
from campaign.history.records import Awarded, Decision, Graded, Record, Work
from campaign.search import matches, search_key

YEARS_BACK = 6
BETWEEN = "."


class Declared(StrEnum):
    """What is declared; buttons carry these values."""

    GRADED = "g"
    AWARDED = "a"
    INITIATIVE = "i"
    PROJECT = "p"


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything a declaration needs. `value` is a rating, a scope, or a code with its ground (“BK_BO_I.cong_trang”).

    `words` is the number of a decision or the name of a work, `on` the decision's date.
    """

    kind: Declared
    year: int
    value: str
    words: str = ""
    on: date | None = None


def years(this_year: int) -> tuple[int, ...]:
    """The years one declares about, the latest first."""
    return tuple(range(this_year, this_year - YEARS_BACK, -1))


def declarable(catalogue: Catalogue, subject: SubjectKind, typed: str = "") -> tuple[Award, ...]:
    """The titles and awards such a subject can have been given, each once, found by typed words."""
    rows = {
        award.code: award
        for award in catalogue.awards
        if award.kind is not Kind.INTERNAL and subject in award.subjects
    }
    return tuple(a for a in rows.values() if matches(typed, search_key(f"{a.name.vi} {a.name.en} {a.code}")))


def needs_ground(catalogue: Catalogue, value: str) -> bool:
    """Whether it is a commendation whose ground has not been said yet: titles are given for the year's work."""
    kinds = {award.kind for award in catalogue.awards if award.code == value}
    return Kind.COMMENDATION in kinds


def record_of(answers: Answers) -> Record | None:
    """The record; None for answers that do not fit (an old button)."""
    try:
        match answers.kind:
            case Declared.GRADED:
                return Graded(answers.year, Rating(answers.value))
            case Declared.AWARDED:
                return _awarded(answers)
            case Declared.INITIATIVE:
                return Work(answers.year, WorkKind.INITIATIVE, Scope(answers.value), answers.words)
            case Declared.PROJECT:
                return Work(answers.year, WorkKind.PROJECT, Scope(answers.value), answers.words)
    except ValueError:
        return None


def _awarded(answers: Answers) -> Record:
    code, _, ground = answers.value.partition(BETWEEN)
    decision = None if answers.on is None else Decision(answers.words, answers.on)
    return Awarded(answers.year, code, decision, Ground(ground) if ground else None)
