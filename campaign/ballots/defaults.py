"""The settings a ballot starts from, out of the campaign's rules; the secretary may change each before it opens.

    usual_settings(rules, "CSTDCS", Act.BALLOT, places=None) -> secret, ≥ 80 % of all members, quorum 2/3, its citation

A title with a percentage of its own uses it; any other act or matter uses the general default of the rules.
"""

from fractions import Fraction

from campaign.ballots.rule import Act, Basis, Majority, Percent, Settings, Threshold, usual_secrecy
from campaign.catalogue.general import Comparison, VoteDefaults
from campaign.catalogue.model import Award, Openness, Part
from campaign.people import Office
from campaign.plan.rule_set import RuleSet


def usual_settings(
    rules: RuleSet, award: str, act: Act, *, places: int | None, office: Office | None = None
) -> Settings:
    """The settings for voting on this award (its code; unknown codes get the general default)."""
    row = rules.awards.get(award)
    default = rules.general.vote
    return Settings(
        act=act,
        secrecy=_secrecy(row, act),
        threshold=_threshold(row, default),
        denominator=(row and row.vote.denominator) or default.denominator,
        basis=_basis(rules, row),
        quorum=Fraction(default.quorum_numerator, default.quorum_denominator),
        absent=(row and row.vote.absent) or default.absent,
        max_rounds=default.max_rounds,
        places=places,
        office=office,
    )


def _secrecy(row: Award | None, act: Act) -> Openness:
    if row is None or act is Act.HANDS:
        return usual_secrecy(act)
    return row.secrecy.default


def _threshold(row: Award | None, default: VoteDefaults) -> Threshold:
    if row is not None and row.vote.percent is not None:
        return Percent(row.vote.percent)
    if default.comparison is Comparison.MORE_THAN and default.percent == 50:
        return Majority()
    return Percent(default.percent)


def _basis(rules: RuleSet, row: Award | None) -> Basis:
    confirmed = rules.confirmation if rules.firm else None
    if row is not None and row.vote.percent is not None:
        return Basis(row.citation, row.confidence.get(Part.VOTE, rules.general.vote.confidence), confirmed)
    return Basis(rules.general.vote.citation, rules.general.vote.confidence, confirmed)
