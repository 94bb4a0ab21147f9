"""Why an answer is what it is: text keys with values, the source, and the records it rests on.

The sentences are in locales/…/eligibility.po. A value that is itself words is a `Term` (another key of the same file)
or a `Wording` (data in both languages); a flow puts the words in before it says the sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from campaign.catalogue.wording import Wording
from campaign.eligibility.truth import Truth
from campaign.history.facts import (
    AbsenceKind,
    Capacity,
    Counted,
    Deed,
    Ground,
    HoldKind,
    Judged,
    Penalty,
    Rating,
    Scope,
    SubjectKind,
    WorkKind,
)
from campaign.history.records import Entry


@dataclass(frozen=True, slots=True)
class Term:
    """A word or two by its text key, as a value inside a sentence."""

    key: str


Value = str | int | date | Term | Wording

_LISTS: Mapping[type[StrEnum], str] = MappingProxyType(
    {
        AbsenceKind: "absence",
        Capacity: "capacity",
        Counted: "counted",
        Deed: "deed",
        Ground: "ground",
        HoldKind: "hold",
        Judged: "judged",
        Penalty: "penalty",
        Rating: "rating",
        Scope: "scope",
        SubjectKind: "subject",
        WorkKind: "work",
    }
)


def term(value: StrEnum) -> Term:
    """The word for a value of one of the closed lists of `campaign.history.facts`."""
    return Term(f"eligibility.{_LISTS[type(value)]}_{value.value.lower()}")


class Why(StrEnum):
    """Every reason there is; the values are text keys, the comments their placeholders."""

    RATED = "eligibility.rated"  # {year} {rating}
    RATED_BELOW = "eligibility.rated_below"  # {year} {rating} {needed}
    RATING_MISSING = "eligibility.rating_missing"  # {year} {needed}
    STRIVE_RATING = "eligibility.strive_rating"  # {year} {needed}
    HELD = "eligibility.held"  # {year} {title}, as in all of this group
    HELD_NOT = "eligibility.held_not"
    HELD_MISSING = "eligibility.held_missing"
    HELD_PROPOSED = "eligibility.held_proposed"
    HELD_AWAITED = "eligibility.held_awaited"
    STRIVE_TITLE = "eligibility.strive_title"
    DECISION_MISSING = "eligibility.decision_missing"
    GROUND_MISSING = "eligibility.ground_missing"
    GROUND_OTHER = "eligibility.ground_other"  # … {ground}
    P4_NOT_COUNTED = "eligibility.p4_not_counted"  # … {ground}
    NEVER_RECORDED = "eligibility.never_recorded"  # {title}
    ALREADY_GIVEN = "eligibility.already_given"  # {title} {year}
    CONSECUTIVE = "eligibility.consecutive"  # {years} {first} {last}
    TIMES_MET = "eligibility.times_met"  # {title} {count} {years} {found}
    TIMES_SHORT = "eligibility.times_short"  # {title} {count} {years} {found}
    TIMES_OPEN = "eligibility.times_open"  # {title} {count} {years} {found}
    WORKS_MET = "eligibility.works_met"  # {work} {scope} {count} {found}
    WORKS_SHORT = "eligibility.works_short"  # {work} {scope} {count} {found}
    WORKS_OPEN = "eligibility.works_open"  # {work} {scope} {count} {found}
    STRIVE_WORKS = "eligibility.strive_works"  # {work} {scope} {count} {year}
    WORK_COUNTS = "eligibility.work_counts"  # {name} {year}
    WORK_PAPERLESS = "eligibility.work_paperless"  # {name}
    P10_USED = "eligibility.p10_used"  # {name} {title} {year}
    P10_DISPUTED = "eligibility.p10_disputed"  # {name} {title} {year}
    DEED_DONE = "eligibility.deed_done"  # {deed} {year}
    DEED_NOT = "eligibility.deed_not"  # {deed} {year}
    DEED_MISSING = "eligibility.deed_missing"  # {deed} {year}
    STRIVE_DEED = "eligibility.strive_deed"  # {deed} {year}
    SHARE_MET = "eligibility.share_met"  # {counted} {needed} {yes} {members}
    SHARE_SHORT = "eligibility.share_short"  # {counted} {needed} {yes} {members}
    SHARE_OPEN = "eligibility.share_open"  # {counted} {needed} {yes} {members} {unknown}
    STRIVE_SHARE = "eligibility.strive_share"  # {counted} {needed} {year}
    LEAST_MET = "eligibility.least_met"  # {counted} {needed} {yes}
    LEAST_SHORT = "eligibility.least_short"  # {counted} {needed} {yes}
    LEAST_OPEN = "eligibility.least_open"  # {counted} {needed} {yes} {unknown}
    STRIVE_LEAST = "eligibility.strive_least"  # {counted} {needed} {year}
    MOST_MET = "eligibility.most_met"  # {counted} {needed} {yes}
    MOST_OVER = "eligibility.most_over"  # {counted} {needed} {yes}
    MOST_OPEN = "eligibility.most_open"  # {counted} {needed} {yes} {unknown}
    STRIVE_MOST = "eligibility.strive_most"  # {counted} {needed} {year}
    TALLY_MISSING = "eligibility.tally_missing"  # {counted} {year}
    P7_MATERNITY = "eligibility.p7_maternity"  # {year}
    COURSE_COUNTS = "eligibility.course_counts"  # {year}
    COURSE_BELOW = "eligibility.course_below"  # {year}
    COURSE_OPEN = "eligibility.course_open"  # {year}
    ABSENCE_LOOK = "eligibility.absence_look"  # {year} {months}
    SERVED = "eligibility.served"  # {capacity} {years} {day}
    SERVED_SHORT = "eligibility.served_short"  # {capacity} {years} {day}
    SERVICE_MISSING = "eligibility.service_missing"  # {capacity} {years}
    STRIVE_MERIT = "eligibility.strive_merit"  # {what} {year}
    JUDGEMENT = "eligibility.judgement"  # {what}
    ONE_OF = "eligibility.one_of"  # {count}
    UNCONFIRMED = "eligibility.unconfirmed"  # {year}
    CONFLICTING = "eligibility.conflicting"  # {year}
    PREDECESSOR = "eligibility.predecessor"  # {year} {names}
    PREDECESSORS_DIFFER = "eligibility.predecessors_differ"  # {year} {names}
    WRONG_SUBJECT = "eligibility.wrong_subject"  # {title} {subject}
    STANDARD_UNKNOWN = "eligibility.standard_unknown"  # {code}
    LOW_CONFIDENCE = "eligibility.low_confidence"  # {title}
    RULES_UNCONFIRMED = "eligibility.rules_unconfirmed"
    LAPSED_SINCE = "eligibility.lapsed_since"  # {title} {until}
    # Confidential: said to the head and the secretary alone.
    P5_HOLD = "eligibility.p5_hold"  # {kind} {since}
    P6_NOT_COUNTED = "eligibility.p6_not_counted"  # {year} {until}
    P6_PART_OF_YEAR = "eligibility.p6_part_of_year"  # {year} {until}
    P6_END_UNKNOWN = "eligibility.p6_end_unknown"  # {year}
    # What every answer rests on.
    BASIS = "eligibility.basis"  # {citation}
    BASIS_UNREVIEWED = "eligibility.basis_unreviewed"  # {citation} {note}
    # Warnings: they change no answer.
    ROW_NOT_BEGUN = "eligibility.row_not_begun"  # {title} {since}
    ROW_LAPSED = "eligibility.row_lapsed"  # {title} {until}
    NOT_REGISTERED = "eligibility.not_registered"


CONFIDENTIAL = frozenset({Why.P5_HOLD, Why.P6_NOT_COUNTED, Why.P6_PART_OF_YEAR, Why.P6_END_UNKNOWN})


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing to say. `truth`: does it speak for, against, or leave open; `entries` are the records it rests on."""

    why: Why
    truth: Truth
    values: Mapping[str, Value] = field(default_factory=dict)
    citation: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def key(self) -> str:
        """The text key of the sentence."""
        return self.why.value


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a condition holds, and why."""

    truth: Truth
    reasons: tuple[Reason, ...] = ()


def found(
    why: Why, truth: Truth, values: Mapping[str, Value], entries: tuple[Entry, ...] = (), citation: str = ""
) -> Finding:
    """A finding with a single reason."""
    return Finding(truth, (Reason(why, truth, values, citation, entries),))


TERM_KEYS = tuple(term(value).key for words in _LISTS for value in words)
