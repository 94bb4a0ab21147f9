"""The rules that are not about one title: base salary, rounding, deadlines, votes, principles, forms, who decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaign.catalogue.wording import Confidence, Wording


class YearUnderReview(StrEnum):
    """Whether the year under review is the last of “3 (2) lần liên tục” (no text found says so: a setting)."""

    COUNTS = "counts"
    DOES_NOT_COUNT = "does_not_count"


class Comparison(StrEnum):
    """How the share of yes votes is compared with the percentage."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"


class Denominator(StrEnum):
    """Of whom the share is taken."""

    ALL_MEMBERS = "all_members"
    ELIGIBLE = "eligible"
    PRESENT = "present"
    CAST = "cast"


class AbsentRule(StrEnum):
    """What becomes of the absent."""

    WRITTEN_OPINION = "written_opinion"
    NO_VOTE = "no_vote"


@dataclass(frozen=True, slots=True)
class BaseSalary:
    """Lương cơ sở in đồng a month, good from `since` to `until` (None: until the next one)."""

    amount: int
    since: date
    until: date | None
    citation: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Rounding:
    """Bonuses are rounded up to the next `up_to` đồng."""

    up_to: int
    citation: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date of the year that the secretary may change; `first` and `last` are (month, day), None: at once."""

    code: str
    name: Wording
    first: tuple[int, int] | None
    last: tuple[int, int] | None
    citation: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class VoteDefaults:
    """How a vote is counted where the title itself names no percentage; all integers, no fractions of people."""

    percent: int
    comparison: Comparison
    denominator: Denominator
    absent: AbsentRule
    quorum_numerator: int
    quorum_denominator: int
    max_rounds: int
    citation: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Principle:
    """A principle of awarding, by its number here, with its source."""

    code: str
    citation: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who decides, by code."""

    code: str
    name: Wording


@dataclass(frozen=True, slots=True)
class FormName:
    """A paper of the dossier."""

    code: str
    name: Wording
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class GeneralRules:
    """Everything that is not about one title, by code where there is one."""

    base_salaries: tuple[BaseSalary, ...]
    rounding: Rounding
    year_under_review: YearUnderReview
    deadlines: Mapping[str, Deadline]
    vote: VoteDefaults
    principles: Mapping[str, Principle]
    deciders: Mapping[str, Named]
    forms: Mapping[str, FormName]
