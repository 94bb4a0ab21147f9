"""The rule of one vote: which act, who stands in the denominator, how much is enough, and where that is written.

Everything here is data and exact integers; nothing is law by itself. A rule carries its citation and how sure we are
of it, because the text on voting under NĐ 152/2025 and Luật 06/2026 has not been read: the known percentages come from
NĐ 98/2023 Đ.30(7), which expired on 01/7/2025, and each khối or Hội đồng may write its own.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from campaign.catalogue.general import AbsentRule, Denominator
from campaign.catalogue.model import Openness
from campaign.catalogue.wording import Confidence
from campaign.people import Office
from campaign.plan.rule_set import Confirmation


class Act(StrEnum):
    """The five different acts of deciding together. The values are what the database keeps."""

    REVIEW = "review"  # Bình xét: discussing who deserves it; nothing is counted
    HANDS = "hands"  # Biểu quyết: open show of hands, đồng ý / không đồng ý / ý kiến khác
    BALLOT = "ballot"  # Bỏ phiếu: đồng ý / không đồng ý for each name
    ACCLAIM = "acclaim"  # Suy tôn: choose at most N of the list
    ELECT = "elect"  # Bầu: choose the unit or units that hold an office next year

    @property
    def chooses(self) -> bool:
        """Whether a voter chooses some names out of the list instead of answering name by name."""
        return self in {Act.ACCLAIM, Act.ELECT}


class RecusalRule(StrEnum):
    """Whether nobody votes on itself. No rule found demands it; in a khối it is off, so that 05/05 stays possible."""

    OFF = "off"  # may vote, shown in the minutes
    SELF = "self"  # a unit does not vote on itself, a member not on their own name


class TieRule(StrEnum):
    """What happens among equals once no round is left.

    NĐ 152/2025 Đ.4(6): among equals the woman, or the collective with at least 70 % women.
    """

    PREFERENCE_THEN_CHAIR = (
        "preference_then_chair"  # that preference first; the chair decides what it leaves open
    )
    CHAIR = "chair"  # the chair decides and says why
    NONE = "none"  # the tie stands; the competent head decides outside


@dataclass(frozen=True, slots=True)
class Percent:
    """At least `percent` of the base, 1 to 100."""

    percent: int


@dataclass(frozen=True, slots=True)
class Majority:
    """More than half of the base."""


Threshold = Percent | Majority


@dataclass(frozen=True, slots=True)
class Basis:
    """Where the rule is written, as printed in the minutes.

    `confidence` is how sure the catalogue is of it, None for a rule of the body's own (quy chế) or one that the
    secretary set by hand. `confirmed` is who answers for the campaign's rules, once somebody does.
    """

    citation: str
    confidence: Confidence | None = None
    confirmed: Confirmation | None = None

    @property
    def sure(self) -> bool:
        """Whether the rule may be printed without saying that it has not been compared with the text in force."""
        return self.confidence is None or (self.confirmed is not None and self.confidence.may_decide)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is settled before a ballot opens and frozen when it does.

    `secrecy` is whether the minutes name who voted how; no text found says that a ballot must be secret. The
    denominators, for one candidate:

        all members  everybody on the frozen roll, leavers included (NĐ 98/2023 Đ.30(7): all members of the council)
        eligible     all, less those recused from this candidate
        present      present plus written opinions, less the recused among them
        cast         ballots collected (blank and invalid too) plus written opinions, less the recused among them

    The absent give a written opinion or none (NĐ 98/2023 Đ.30(7): taken in writing and shown in the minutes).
    `places` is N of “at most N” for suy tôn and bầu, and a quota (None: no quota) for biểu quyết and bỏ phiếu.
    `quorum` is the share of the roll that has to be present; None asks for none. Found quorums are 2/3 and 80 %.
    """

    act: Act
    secrecy: Openness
    threshold: Threshold = Majority()
    denominator: Denominator = Denominator.ALL_MEMBERS
    basis: Basis = Basis("")
    quorum: Fraction | None = Fraction(2, 3)
    recusal: RecusalRule = RecusalRule.OFF
    absent: AbsentRule = AbsentRule.WRITTEN_OPINION
    max_rounds: int = 2
    tie: TieRule = TieRule.PREFERENCE_THEN_CHAIR
    places: int | None = None
    office: Office | None = None

    @property
    def changeable(self) -> bool:
        """Open votes may be changed until the close; a secret one never."""
        return self.secrecy is Openness.OPEN


def needed(threshold: Threshold, base: int) -> int:
    """How many yes votes are enough, out of `base` (at least 1: nothing passes without a single yes)."""
    match threshold:
        case Percent(percent):
            return max(1, -(-percent * base // 100))
        case Majority():
            return base // 2 + 1
        case _:
            assert_never(threshold)


def reaches(threshold: Threshold, yes: int, base: int) -> bool:
    """Whether `yes` out of `base` is enough, in exact integers: `yes * 100 >= percent * base`."""
    if yes < 1 or base < 1:
        return False
    match threshold:
        case Percent(percent):
            return yes * 100 >= percent * base
        case Majority():
            return yes * 2 > base
        case _:
            assert_never(threshold)


def quorum_needed(quorum: Fraction | None, roll: int) -> int:
    """How many of the `roll` have to be present; 0 when no quorum is asked for."""
    if quorum is None:
        return 0
    return -(-quorum.numerator * roll // quorum.denominator)


def usual_secrecy(act: Act) -> Openness:
    """Secret where slips are handed out, open where hands are raised. A recommendation: no text found settles it."""
    return Openness.OPEN if act in {Act.REVIEW, Act.HANDS} else Openness.SECRET
