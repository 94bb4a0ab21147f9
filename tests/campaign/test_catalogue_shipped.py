"""The shipped catalogue says what was found in the sources, row by row."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from campaign.catalogue import shipped_files
from campaign.catalogue.general import AbsentRule, Comparison, Denominator
from campaign.catalogue.model import (
    Act,
    Award,
    BallotNeed,
    Binding,
    Catalogue,
    Kind,
    Level,
    Openness,
    Part,
    SecrecyLaw,
    VotingBody,
)
from campaign.catalogue.parse import parse
from campaign.catalogue.wording import Confidence
from campaign.history.facts import SubjectKind

ONE, UNIT = SubjectKind.INDIVIDUAL, SubjectKind.COLLECTIVE


def shipped() -> Catalogue:
    catalogue = parse(shipped_files())
    assert isinstance(catalogue, Catalogue), catalogue
    return catalogue


CATALOGUE = shipped()
ROWS = {award.code: award for award in CATALOGUE.awards}

# code, kind, subjects, level, ballot, percent, default, decided by
TABLE = [
    ("LDTT", "title", {ONE}, "co_so", False, None, "open", "head_of_unit"),
    ("CSTDCS", "title", {ONE}, "co_so", True, 80, "secret", "head_of_unit"),
    ("CSTD_BO", "title", {ONE}, "bo_tinh", True, 90, "secret", "ministry_head"),
    ("CSTD_TQ", "title", {ONE}, "nha_nuoc", True, 90, "secret", "prime_minister"),
    ("TTLDTT", "title", {UNIT}, "co_so", False, None, "open", "head_of_unit"),
    ("TTLDXS", "title", {UNIT}, "bo_tinh", False, None, "open", "ministry_head"),
    ("CO_BO", "title", {UNIT}, "bo_tinh", True, 80, "secret", "ministry_head"),
    ("CO_TTCP", "title", {UNIT}, "bo_tinh", True, 80, "secret", "ministry_head"),
    ("CO_CP", "title", {UNIT}, "nha_nuoc", True, 80, "secret", "prime_minister"),
    ("GIAY_KHEN", "commendation", {ONE, UNIT}, "co_so", False, None, "open", "legal_head"),
    ("BK_BO_I", "commendation", {ONE}, "bo_tinh", False, None, "open", "ministry_head"),
    ("BK_BO_C", "commendation", {UNIT}, "bo_tinh", False, None, "open", "ministry_head"),
    ("BK_DOT_XUAT", "commendation", {ONE, UNIT}, "bo_tinh", False, None, "open", "ministry_head"),
    ("BK_CHUYEN_DE", "commendation", {ONE, UNIT}, "bo_tinh", False, None, "open", "ministry_head"),
    ("BK_TTG_I", "commendation", {ONE}, "nha_nuoc", False, None, "open", "prime_minister"),
    ("BK_TTG_C", "commendation", {UNIT}, "nha_nuoc", False, None, "open", "prime_minister"),
    ("HCLD_3_C", "commendation", {UNIT}, "nha_nuoc", False, None, "open", "president"),
    ("HCLD_2_C", "commendation", {UNIT}, "nha_nuoc", False, None, "open", "president"),
    ("HCLD_1_C", "commendation", {UNIT}, "nha_nuoc", False, None, "open", "president"),
    ("HCLD_3_I", "commendation", {ONE}, "nha_nuoc", False, None, "open", "president"),
    ("HCLD_2_I", "commendation", {ONE}, "nha_nuoc", False, None, "open", "president"),
    ("HCLD_1_I", "commendation", {ONE}, "nha_nuoc", False, None, "open", "president"),
    ("KNC_TTR", "commendation", {ONE}, "nganh", False, None, "open", "ministry_head"),
    ("AHLD", "commendation", {ONE, UNIT}, "nha_nuoc", True, 90, "secret", "president"),
    ("SUY_TON_CO", "internal", {UNIT}, "khoi", False, None, "open", "khoi"),
    ("DE_NGHI_BK", "internal", {UNIT}, "khoi", False, None, "open", "khoi"),
    ("BAU_KT", "internal", {UNIT}, "khoi", False, None, "open", "khoi"),
    ("BAU_KP", "internal", {UNIT}, "khoi", False, None, "open", "khoi"),
    ("DHTT", "internal", {ONE, UNIT}, "khoi", False, None, "open", "khoi"),
    ("PHONG_TRAO", "internal", {ONE, UNIT}, "khoi", False, None, "open", "khoi"),
    ("SANG_KIEN", "internal", {ONE, UNIT}, "khoi", False, None, "open", "khoi"),
]


def test_the_catalogue_holds_exactly_the_rows_of_the_table() -> None:
    assert list(ROWS) == [row[0] for row in TABLE]


@pytest.mark.parametrize(
    ("code", "kind", "subjects", "level", "ballot", "percent", "default", "decider"),
    TABLE,
    ids=[row[0] for row in TABLE],
)
def test_a_row_says_what_its_sources_say(
    code: str,
    kind: str,
    subjects: set[SubjectKind],
    level: str,
    ballot: bool,
    percent: int | None,
    default: str,
    decider: str,
) -> None:
    row = ROWS[code]
    assert (row.kind, row.subjects, row.level) == (Kind(kind), frozenset(subjects), Level(level))
    assert (row.vote.ballot is BallotNeed.REQUIRED) is ballot
    assert row.vote.percent == percent
    assert row.vote.denominator is (Denominator.ALL_MEMBERS if ballot else None)
    assert row.vote.absent is (AbsentRule.WRITTEN_OPINION if ballot else None)
    assert row.secrecy.default is Openness(default)
    assert row.secrecy.law is (SecrecyLaw.BALLOT if ballot else SecrecyLaw.SILENT)
    assert row.decided_by == decider


BONUSES = [
    ("LDTT", ONE, "0.3"),
    ("CSTDCS", ONE, "1.0"),
    ("CSTD_BO", ONE, "3.0"),
    ("CSTD_TQ", ONE, "4.5"),
    ("TTLDTT", UNIT, "0.8"),
    ("TTLDXS", UNIT, "1.5"),
    ("CO_BO", UNIT, "8.0"),
    ("CO_TTCP", UNIT, "8.0"),
    ("CO_CP", UNIT, "12.0"),
    ("GIAY_KHEN", ONE, "0.3"),
    ("GIAY_KHEN", UNIT, "0.6"),
    ("BK_BO_I", ONE, "1.5"),
    ("BK_BO_C", UNIT, "3.0"),
    ("BK_DOT_XUAT", ONE, "1.5"),
    ("BK_DOT_XUAT", UNIT, "3.0"),
    ("BK_CHUYEN_DE", ONE, "1.5"),
    ("BK_CHUYEN_DE", UNIT, "3.0"),
    ("BK_TTG_I", ONE, "3.5"),
    ("BK_TTG_C", UNIT, "7.0"),
    ("HCLD_3_C", UNIT, "9"),
    ("HCLD_2_C", UNIT, "15"),
    ("HCLD_1_C", UNIT, "18"),
    ("HCLD_3_I", ONE, "4.5"),
    ("HCLD_2_I", ONE, "7.5"),
    ("HCLD_1_I", ONE, "9"),
    ("AHLD", UNIT, "31"),
]


@pytest.mark.parametrize(("code", "subject", "coefficient"), BONUSES)
def test_a_bonus_coefficient_is_the_one_found(code: str, subject: SubjectKind, coefficient: str) -> None:
    assert (ROWS[code].bonus or {})[subject] == Decimal(coefficient)


def test_no_other_bonus_is_stated() -> None:
    stated = [(code, subject) for code, row in ROWS.items() for subject in row.bonus or {}]
    assert sorted(stated) == sorted((code, subject) for code, subject, _ in BONUSES)


@pytest.mark.parametrize("row", CATALOGUE.awards, ids=lambda row: row.code)
def test_every_row_waits_for_review_and_says_so(row: Award) -> None:
    assert row.review_needed
    assert row.basis_note.vi == "chưa đối chiếu Luật 06/2026"
    assert row.basis_note.en


@pytest.mark.parametrize("row", CATALOGUE.awards, ids=lambda row: row.code)
def test_every_row_is_complete_in_both_languages_and_composed(row: Award) -> None:
    texts = [row.name.vi, row.name.en, row.criteria.vi, row.criteria.en, row.citation]
    texts += [row.note.vi, row.note.en] if row.note else []
    assert all(texts)
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)


@pytest.mark.parametrize("row", CATALOGUE.awards, ids=lambda row: row.code)
def test_rows_of_the_law_end_when_the_unread_law_begins(row: Award) -> None:
    expected = None if row.kind is Kind.INTERNAL else date(2026, 9, 30)
    assert row.effective_to == expected


def test_the_bonus_and_the_standard_of_individual_labour_orders_may_not_decide() -> None:
    for code in ("HCLD_1_I", "HCLD_2_I", "HCLD_3_I"):
        assert ROWS[code].confidence[Part.STANDARD] is Confidence.MEMORY_LOW
        assert not ROWS[code].confidence[Part.STANDARD].may_decide


SURE = [
    ("CSTDCS", Part.VOTE, Confidence.FOUND_OLD_DECREE),
    ("CSTDCS", Part.STANDARD, Confidence.FOUND),
    ("CO_CP", Part.STANDARD, Confidence.MEMORY_MEDIUM),
    ("CO_CP", Part.QUOTA, Confidence.MEMORY_MEDIUM),
    ("BK_TTG_I", Part.STANDARD, Confidence.MEMORY_MEDIUM),
    ("BK_TTG_C", Part.STANDARD, Confidence.MEMORY_MEDIUM),
    ("HCLD_3_C", Part.STANDARD, Confidence.FOUND_LOW_TRUST),
    ("HCLD_2_C", Part.STANDARD, Confidence.FOUND_LOW_TRUST),
    ("HCLD_1_C", Part.STANDARD, Confidence.MEMORY_LOW),
    ("HCLD_1_I", Part.BONUS, Confidence.MEMORY_HIGH),
    ("BK_BO_I", Part.BONUS, Confidence.MEMORY_HIGH),
    ("AHLD", Part.VOTE, Confidence.FOUND_OLD_DECREE),
]


@pytest.mark.parametrize(("code", "part", "confidence"), SURE)
def test_a_part_is_as_sure_as_its_source(code: str, part: Part, confidence: Confidence) -> None:
    assert ROWS[code].confidence[part] is confidence


def test_the_grassroots_title_has_no_quota_since_2024() -> None:
    assert ROWS["CSTDCS"].quota is None


def test_one_flag_a_cluster_is_practice_and_twenty_percent_is_said_to_be_law() -> None:
    flag, government = ROWS["CO_TTCP"].quota, ROWS["CO_CP"].quota
    assert flag is not None
    assert (flag.binding, flag.count) == (Binding.PRACTICE, 1)
    assert government is not None
    assert (government.binding, government.percent, government.of) == (Binding.LAW, 20, "CO_BO")


def test_the_sectors_flag_counts_as_the_ministrys_flag() -> None:
    assert ROWS["CO_TTCP"].counts_as == ("CO_BO",)
    assert ROWS["CO_TTCP"].vote.body is VotingBody.SECTOR_COUNCIL


def test_sudden_achievements_are_proposed_at_any_time_and_never_registered() -> None:
    assert ROWS["BK_DOT_XUAT"].acts == frozenset({Act.PROPOSE_ANY_TIME})


def test_what_the_khoi_decides_leads_to_the_award_it_proposes() -> None:
    assert (ROWS["SUY_TON_CO"].acts, ROWS["SUY_TON_CO"].leads_to) == (frozenset({Act.ACCLAIM}), "CO_TTCP")
    assert ROWS["DE_NGHI_BK"].leads_to == "BK_BO_C"
    assert ROWS["BAU_KT"].acts == ROWS["BAU_KP"].acts == frozenset({Act.ELECT})
    assert ROWS["DHTT"].acts == frozenset({Act.NOMINATE})


DEADLINES = [
    ("registration", None, (3, 25)),
    ("interim_review", (6, 30), (7, 15)),
    ("statistics", None, (12, 15)),
    ("review_meeting", (12, 10), (12, 15)),
    ("khoi_file", None, (12, 20)),
    ("unit_file", None, (12, 25)),
    ("sudden_achievement", None, None),
]


@pytest.mark.parametrize(("code", "first", "last"), DEADLINES)
def test_a_default_deadline_is_the_one_found(
    code: str, first: tuple[int, int] | None, last: tuple[int, int] | None
) -> None:
    deadline = CATALOGUE.general.deadlines[code]
    assert (deadline.first, deadline.last) == (first, last)


def test_no_other_deadline_is_stated() -> None:
    assert list(CATALOGUE.general.deadlines) == [code for code, _, _ in DEADLINES]


def test_a_vote_without_percentage_needs_more_than_half_of_all_members() -> None:
    vote = CATALOGUE.general.vote
    assert (vote.percent, vote.comparison, vote.denominator) == (
        50,
        Comparison.MORE_THAN,
        Denominator.ALL_MEMBERS,
    )
    assert (vote.quorum_numerator, vote.quorum_denominator, vote.max_rounds) == (2, 3, 2)


def test_every_principle_that_answers_cite_has_a_source() -> None:
    cited = {"P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "COURSE", "REGISTRATION"}
    assert set(CATALOGUE.general.principles) == cited
    assert all(principle.citation for principle in CATALOGUE.general.principles.values())
