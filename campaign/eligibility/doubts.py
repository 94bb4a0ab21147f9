"""What keeps an answer from being firm whatever the record says: a hold, rules nobody confirmed, weak sources."""

from datetime import date

from campaign.catalogue.model import Award, Part
from campaign.catalogue.standards import Meets, predicates
from campaign.eligibility.asking import Case
from campaign.eligibility.reasons import Reason, Value, Why, term
from campaign.eligibility.truth import Truth
from campaign.history.records import Hold
from campaign.plan.rule_set import RuleSet


def holds(case: Case) -> tuple[Reason, ...]:
    """What stops every award while it is being examined (P5), whether the head has confirmed it or not."""
    return tuple(
        Reason(
            Why.P5_HOLD,
            Truth.UNKNOWN,
            {"kind": term(entry.record.kind), "since": entry.record.since},
            case.cite("P5"),
            (entry,),
        )
        for entry in case.history.entries
        if isinstance(entry.record, Hold) and _holds_on(entry.record, case.today)
    )


def _holds_on(hold: Hold, today: date) -> bool:
    """From its first day until the day before it was cleared."""
    return hold.since <= today and (hold.until is None or today < hold.until)


def doubts_about_rules(case: Case) -> tuple[Reason, ...]:
    """What keeps the rules themselves from deciding: not confirmed, ended since, or from weak sources."""
    rows = rests_on(case.award, case.rules)
    weak = tuple(
        Reason(Why.LOW_CONFIDENCE, Truth.UNKNOWN, {"title": award.name}, award.citation)
        for award in rows
        if Part.STANDARD in award.confidence and not award.confidence[Part.STANDARD].may_decide
    )
    return (*_unconfirmed(case, rows), *weak)


def _unconfirmed(case: Case, rows: tuple[Award, ...]) -> tuple[Reason, ...]:
    """Nobody has confirmed the rules; or somebody did before a row ended that is past its last day now."""
    confirmation = case.rules.confirmation
    if confirmation is None or not case.rules.firm:
        return (Reason(Why.RULES_UNCONFIRMED, Truth.UNKNOWN),)
    return tuple(
        Reason(Why.LAPSED_SINCE, Truth.UNKNOWN, {"title": row.name, "until": row.effective_to}, row.citation)
        for row in rows
        if row.effective_to is not None and confirmation.on <= row.effective_to < case.today
    )


def rests_on(award: Award, rules: RuleSet) -> tuple[Award, ...]:
    """The row and every row whose standard it repeats; the catalogue has no circles."""
    met = [part.code for part in predicates(award.standard) if isinstance(part, Meets)]
    return (
        award,
        *(row for code in met if code in rules.awards for row in rests_on(rules.awards[code], rules)),
    )


def out_of_force(case: Case) -> tuple[Reason, ...]:
    """A warning where the row is not in force on the day of the question."""
    award = case.award
    if case.today < award.effective_from:
        begins: dict[str, Value] = {"title": award.name, "since": award.effective_from}
        return (Reason(Why.ROW_NOT_BEGUN, Truth.MET, begins, award.citation),)
    if award.effective_to is not None and award.effective_to < case.today:
        ended: dict[str, Value] = {"title": award.name, "until": award.effective_to}
        return (Reason(Why.ROW_LAPSED, Truth.MET, ended, award.citation),)
    return ()
