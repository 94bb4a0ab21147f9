"""Reads one [[award]] of a catalogue file."""

from collections.abc import Mapping
from decimal import Decimal

from campaign.catalogue.fields import RowReader
from campaign.catalogue.general import AbsentRule, Denominator
from campaign.catalogue.model import (
    Act,
    Award,
    BallotNeed,
    Binding,
    Kind,
    Level,
    Openness,
    Part,
    Quota,
    Secrecy,
    SecrecyLaw,
    VoteRule,
    VotingBody,
)
from campaign.catalogue.problems import Fault
from campaign.catalogue.standard_text import BadStandard, read_standard
from campaign.catalogue.standards import AllOf, Standard
from campaign.catalogue.wording import Confidence
from campaign.history.facts import SubjectKind


def read_award(row: RowReader) -> Award:
    """The row; with stand-ins where `row.problems` has grown."""
    known = len(row.problems)
    since, until = row.period("effective_from", "effective_to")
    award = Award(
        code=row.text("code"),
        name=row.wording("name"),
        kind=row.one_of("kind", Kind),
        subjects=row.many_of("subjects", SubjectKind),
        level=row.one_of("level", Level),
        acts=row.many_of("acts", Act),
        criteria=row.wording("criteria"),
        standard=_standard(row),
        vote=_vote(row.inner("vote")),
        secrecy=_secrecy(row.inner("secret")),
        decided_by=row.text("decided_by"),
        citation=row.text("citation"),
        effective_from=since,
        effective_to=until,
        confidence=_confidence(row.inner("confidence")),
        review_needed=row.yes_no("review_needed"),
        basis_note=row.wording("basis_note"),
        quota=_quota(row),
        bonus=_bonus(row),
        forms=row.texts("forms"),
        counts_as=row.texts("counts_as"),
        leads_to=row.text_or("leads_to", ""),
        note=row.wording_or_none("note"),
    )
    if len(row.problems) == known:  # a stand-in says nothing that would need a source
        _check_sure(row, award)
    row.close()
    return award


def _standard(row: RowReader) -> Standard:
    if not row.has("standard"):
        if row.raw("kind") != Kind.INTERNAL.value:
            row.wrong("standard", Fault.MISSING)
        return AllOf(())
    standard = read_standard(row.raw("standard"))
    if isinstance(standard, BadStandard):
        row.wrong("standard", Fault.BAD_STANDARD, standard.value, standard.expected)
        return AllOf(())
    return standard


def _vote(vote: RowReader) -> VoteRule:
    rule = VoteRule(
        vote.one_of("body", VotingBody),
        vote.one_of("ballot", BallotNeed),
        vote.whole_or_none("percent", 1, 100),
        vote.one_of_or_none("denominator", Denominator),
        vote.one_of_or_none("absent", AbsentRule),
    )
    vote.close()
    return rule


def _secrecy(secret: RowReader) -> Secrecy:
    secrecy = Secrecy(secret.one_of("law", SecrecyLaw), secret.one_of("default", Openness))
    secret.close()
    return secrecy


def _quota(row: RowReader) -> Quota | None:
    quota = row.inner_or_none("quota")
    if quota is None:
        return None
    limit = Quota(
        quota.one_of("binding", Binding),
        quota.whole_or_none("count", 1, 1000),
        quota.whole_or_none("percent", 1, 100),
        quota.text_or("of", ""),
    )
    if (limit.count is None) == (limit.percent is None):
        quota.wrong("count", Fault.MISSING, "", "count = 1 | percent = 20")
    quota.close()
    return limit


def _bonus(row: RowReader) -> Mapping[SubjectKind, Decimal] | None:
    bonus = row.inner_or_none("bonus")
    if bonus is None:
        return None
    paid = {kind: bonus.amount(kind.value) for kind in SubjectKind if bonus.has(kind.value)}
    bonus.close()
    return paid


def _confidence(parts: RowReader) -> Mapping[Part, Confidence]:
    sure = {part: parts.one_of(part.value, Confidence) for part in Part if parts.has(part.value)}
    parts.close()
    return sure


def _check_sure(row: RowReader, award: Award) -> None:
    """Each part that says something also says how sure it is."""
    stated = {
        Part.STANDARD: award.kind is not Kind.INTERNAL,
        Part.QUOTA: award.quota is not None,
        Part.VOTE: award.vote.percent is not None or award.vote.ballot is BallotNeed.REQUIRED,
        Part.BONUS: award.bonus is not None,
    }
    for part, said in stated.items():
        if said and part not in award.confidence:
            row.wrong(f"confidence.{part.value}", Fault.MISSING, "", ", ".join(c.value for c in Confidence))
