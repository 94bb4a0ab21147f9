"""Every standard of the shipped catalogue, at registration in March and at the review in December."""

from dataclasses import replace
from datetime import date

import pytest

from campaign.catalogue.general import YearUnderReview
from campaign.eligibility.eligibility import Answer
from campaign.eligibility.reasons import Why
from campaign.eligibility.truth import Truth
from campaign.history.facts import Capacity, Counted, Deed, Ground, WorkKind
from campaign.history.history import History
from campaign.history.records import (
    Answered,
    Awarded,
    Decision,
    Happened,
    NothingAwarded,
    NoWorks,
    Proposed,
    Record,
    Service,
    Tally,
    Use,
)
from tests.campaign.histories import (
    DECEMBER,
    MARCH,
    YEAR,
    denied,
    firm,
    given,
    graded,
    history,
    initiative,
    joined,
    merited,
    project,
    spring,
    the,
    whys,
    winter,
)

GO, STRIVE, LOOK = Answer.CAN_REGISTER, Answer.NEEDS_EFFORT, Answer.NEEDS_LOOK
ENOUGH, NOT, ASK = Answer.ENOUGH, Answer.NOT_ENOUGH, Answer.NEEDS_PERSON
NO_WORKS = (NoWorks(YEAR, WorkKind.INITIATIVE), NoWorks(YEAR, WorkKind.PROJECT))
WORKED_WELL = (graded(YEAR, "HT_TOT"), joined())


def deeds(first: str = "yes", over: str = "yes", unity: str = "yes") -> tuple[Happened, ...]:
    return (
        Happened(YEAR, Deed.FIRST_IN_CLUSTER, Answered(first)),
        Happened(YEAR, Deed.OVER_TARGET, Answered(over)),
        Happened(YEAR, Deed.UNITY, Answered(unity)),
    )


def ldtt(yes: int, members: int = 10, unknown: int = 0) -> Tally:
    return Tally(YEAR, Counted.LDTT, yes, members, unknown)


def disciplined(yes: int, unknown: int = 0) -> Tally:
    return Tally(YEAR, Counted.DISCIPLINED, yes, 10, unknown)


def all_rated(yes: int = 10, unknown: int = 0) -> Tally:
    return Tally(YEAR, Counted.RATED_HT, yes, 10, unknown)


def fighters(yes: int, unknown: int = 0) -> Tally:
    return Tally(YEAR, Counted.CSTDCS, yes, 10, unknown)


GOOD_UNIT = (graded(YEAR, "HT_TOT"), joined(), ldtt(7), disciplined(0))
BEST_UNIT = (graded(YEAR), joined(), all_rated(), ldtt(7), fighters(1))

AT_THE_REVIEW: list[tuple[str, tuple[Record, ...], Answer]] = [
    # LDTT := rating >= HT_TOT and joined the movement
    ("LDTT", WORKED_WELL, ENOUGH),
    ("LDTT", (graded(YEAR), joined()), ENOUGH),
    ("LDTT", (graded(YEAR, "HT"), joined()), NOT),
    ("LDTT", (graded(YEAR, "KHONG_HT"), joined()), NOT),
    ("LDTT", (graded(YEAR, "HT_TOT"), joined(answer=Answered.NO)), NOT),
    ("LDTT", (graded(YEAR, "HT_TOT"),), ASK),
    ("LDTT", (joined(),), ASK),
    ("LDTT", (graded(YEAR, "HT"),), NOT),
    ("LDTT", (), ASK),
    ("LDTT", (graded(2025, "HT_TOT"), joined(2025)), ASK),
    # CSTDCS := LDTT standard and (HT_XUAT_SAC or initiative or project)
    ("CSTDCS", (graded(YEAR), joined()), ENOUGH),
    ("CSTDCS", (*WORKED_WELL, initiative()), ENOUGH),
    ("CSTDCS", (*WORKED_WELL, project()), ENOUGH),
    ("CSTDCS", (*WORKED_WELL, initiative(scope="bo")), ENOUGH),
    ("CSTDCS", (*WORKED_WELL, *NO_WORKS), NOT),
    ("CSTDCS", (*WORKED_WELL, NO_WORKS[0]), ASK),
    ("CSTDCS", WORKED_WELL, ASK),
    ("CSTDCS", (*WORKED_WELL, initiative(2025)), ASK),
    ("CSTDCS", (graded(YEAR, "HT"), joined(), initiative()), NOT),
    ("CSTDCS", (graded(YEAR), joined(answer=Answered.NO)), NOT),
    # CSTD_BO := 3 consecutive CSTDCS and a ministry-level initiative or project
    ("CSTD_BO", (*given("CSTDCS", 2024, 2025, 2026), initiative(scope="bo")), ENOUGH),
    ("CSTD_BO", (*given("CSTDCS", 2024, 2025), Proposed(2026, "CSTDCS"), initiative(scope="bo")), ENOUGH),
    ("CSTD_BO", (*given("CSTDCS", 2024, 2025, 2026), project(2024, "toan_quoc")), ENOUGH),
    ("CSTD_BO", (*given("CSTDCS", 2024, 2025, 2026), initiative(2023, "bo")), ASK),
    ("CSTD_BO", (*given("CSTDCS", 2024, 2025, 2026), initiative(scope="co_so")), ASK),
    ("CSTD_BO", (*given("CSTDCS", 2024, 2025), initiative(scope="bo")), ASK),
    ("CSTD_BO", (*given("CSTDCS", 2024, 2026), denied("CSTDCS", 2025), initiative(scope="bo")), NOT),
    ("CSTD_BO", (*given("CSTDCS", 2024, 2026), NothingAwarded(2025), initiative(scope="bo")), NOT),
    ("CSTD_BO", (*given("CSTDCS", 2023, 2024, 2025), denied("CSTDCS", 2026), initiative(scope="bo")), NOT),
    # CSTD_TQ := 2 consecutive CSTD_BO and a nationwide initiative or project
    ("CSTD_TQ", (*given("CSTD_BO", 2025, 2026), initiative(scope="toan_quoc")), ENOUGH),
    ("CSTD_TQ", (*given("CSTD_BO", 2025, 2026), project(2025, "toan_quoc")), ENOUGH),
    ("CSTD_TQ", (*given("CSTD_BO", 2025, 2026), initiative(scope="bo")), ASK),
    ("CSTD_TQ", (*given("CSTD_BO", 2026), denied("CSTD_BO", 2025), initiative(scope="toan_quoc")), NOT),
    ("CSTD_TQ", given("CSTDCS", 2025, 2026), ASK),
    # TTLDTT := rating >= HT_TOT, 70 % LDTT, nobody disciplined from cảnh cáo up
    ("TTLDTT", GOOD_UNIT, ENOUGH),
    ("TTLDTT", (*GOOD_UNIT[:2], ldtt(6), disciplined(0)), NOT),
    ("TTLDTT", (*GOOD_UNIT[:2], ldtt(6, unknown=1), disciplined(0)), ASK),
    ("TTLDTT", (*GOOD_UNIT[:2], ldtt(6, unknown=0, members=8), disciplined(0)), ENOUGH),
    ("TTLDTT", (*GOOD_UNIT[:2], ldtt(0, members=0), disciplined(0)), ASK),
    ("TTLDTT", (*GOOD_UNIT[:3], disciplined(1)), NOT),
    ("TTLDTT", (*GOOD_UNIT[:3], disciplined(0, unknown=1)), ASK),
    ("TTLDTT", GOOD_UNIT[:3], ASK),
    ("TTLDTT", (graded(YEAR, "HT"), *GOOD_UNIT[1:]), NOT),
    # TTLDXS := HT_XUAT_SAC, 100 % complete, 70 % LDTT, at least one CSTDCS
    ("TTLDXS", BEST_UNIT, ENOUGH),
    ("TTLDXS", (graded(YEAR, "HT_TOT"), *BEST_UNIT[1:]), NOT),
    ("TTLDXS", (*BEST_UNIT[:2], all_rated(9), *BEST_UNIT[3:]), NOT),
    ("TTLDXS", (*BEST_UNIT[:2], all_rated(9, unknown=1), *BEST_UNIT[3:]), ASK),
    ("TTLDXS", (*BEST_UNIT[:3], ldtt(6), fighters(1)), NOT),
    ("TTLDXS", (*BEST_UNIT[:4], fighters(0)), NOT),
    ("TTLDXS", (*BEST_UNIT[:4], fighters(0, unknown=2)), ASK),
    ("TTLDXS", BEST_UNIT[:4], ASK),
    # CO_TTCP := first in the cluster, over target, declaration
    ("CO_TTCP", deeds(), ENOUGH),
    ("CO_TTCP", deeds(first="no"), NOT),
    ("CO_TTCP", deeds(over="no"), NOT),
    ("CO_TTCP", deeds(unity="no"), NOT),
    ("CO_TTCP", deeds()[:2], ASK),
    ("CO_BO", deeds(), ENOUGH),
    ("CO_BO", deeds(first="no"), ASK),  # a thematic movement may still be the ground
    # BK_BO_I := 2 consecutive CSTDCS, or 2 excellent years with 2 initiatives or 2 projects, or another ground
    ("BK_BO_I", given("CSTDCS", 2025, 2026), ENOUGH),
    ("BK_BO_I", (graded(2025), graded(2026), initiative(2025), initiative(2026, name="Sáng kiến B")), ENOUGH),
    ("BK_BO_I", (graded(2025), graded(2026), project(2025), project(2026, name="Đề tài B")), ENOUGH),
    ("BK_BO_I", (graded(2025), graded(2026), initiative(2025), project(2026)), ASK),
    ("BK_BO_I", (graded(2025), graded(2026), initiative(2024), initiative(2026)), ASK),
    ("BK_BO_I", (denied("CSTDCS", 2025), graded(2025, "HT"), graded(2026)), ASK),  # another ground stays open
    # BK_BO_C := 2 consecutive years HT_XUAT_SAC or TTLDXS, or another ground
    ("BK_BO_C", (graded(2025), graded(2026)), ENOUGH),
    ("BK_BO_C", (graded(2025), *given("TTLDXS", 2026)), ENOUGH),
    ("BK_BO_C", given("TTLDXS", 2025, 2026), ENOUGH),
    ("BK_BO_C", (graded(2025, "HT_TOT"), denied("TTLDXS", 2025), graded(2026)), ASK),
    # GIAY_KHEN, DHTT, BK_DOT_XUAT, BK_CHUYEN_DE: a person weighs
    ("GIAY_KHEN", (graded(YEAR), joined()), ASK),
    ("DHTT", (), ASK),
    ("BK_DOT_XUAT", (), ASK),
    ("BK_CHUYEN_DE", (), ASK),
    # CO_CP: chosen among the flag holders; that it is exemplary a person weighs
    ("CO_CP", (*deeds(), *given("CO_TTCP", 2026)), ASK),
    # What nobody asks anything for
    ("SANG_KIEN", (), ENOUGH),
    ("PHONG_TRAO", (), ENOUGH),
]


@pytest.mark.parametrize(("code", "records", "answer"), AT_THE_REVIEW)
def test_at_the_review(code: str, records: tuple[Record, ...], answer: Answer) -> None:
    assert winter(code, history(*records)).answer is answer


AT_REGISTRATION: list[tuple[str, tuple[Record, ...], Answer]] = [
    ("LDTT", (), GO),
    ("LDTT", (graded(2025, "KHONG_HT"),), GO),  # this year is what counts
    ("CSTDCS", (), GO),
    ("CSTD_BO", given("CSTDCS", 2024, 2025), GO),
    ("CSTD_BO", given("CSTDCS", 2024), LOOK),
    ("CSTD_BO", (), LOOK),
    ("CSTD_BO", (*given("CSTDCS", 2024), denied("CSTDCS", 2025)), STRIVE),
    ("CSTD_BO", (*given("CSTDCS", 2025), NothingAwarded(2024)), STRIVE),
    ("CSTD_TQ", given("CSTD_BO", 2025), GO),
    ("CSTD_TQ", (denied("CSTD_BO", 2025),), STRIVE),
    ("CSTD_TQ", (), LOOK),
    ("TTLDTT", (), GO),
    ("TTLDXS", (), GO),
    ("CO_BO", (), GO),
    ("CO_TTCP", (), GO),
    ("CO_TTCP", (Happened(YEAR, Deed.UNITY, Answered.NO),), STRIVE),
    ("BK_BO_I", given("CSTDCS", 2025), GO),
    ("BK_BO_I", (graded(2025),), GO),
    ("BK_BO_I", (denied("CSTDCS", 2025), graded(2025, "HT_TOT")), LOOK),
    ("BK_BO_I", (), LOOK),
    ("BK_BO_C", (graded(2025),), GO),
    ("BK_BO_C", given("TTLDXS", 2025), GO),
    ("BK_BO_C", (), LOOK),
    ("GIAY_KHEN", (), GO),
    ("SANG_KIEN", (), GO),
    ("KNC_TTR", (), LOOK),
]


@pytest.mark.parametrize(("code", "records", "answer"), AT_REGISTRATION)
def test_at_registration(code: str, records: tuple[Record, ...], answer: Answer) -> None:
    assert spring(code, history(*records)).answer is answer


PM_FIVE_YEARS = tuple(graded(year) for year in range(2022, 2027))
THREE_INITIATIVES = tuple(initiative(year, name=f"Sáng kiến {year}") for year in (2022, 2024, 2026))

OF_THE_PRIME_MINISTER: list[tuple[str, tuple[Record, ...], Answer]] = [
    ("BK_TTG_I", (*merited("BK_BO_I", 2021), *PM_FIVE_YEARS, *given("CSTDCS", 2022, 2024, 2026)), ENOUGH),
    ("BK_TTG_I", (*merited("BK_BO_I", 2021), *PM_FIVE_YEARS, *THREE_INITIATIVES), ENOUGH),
    ("BK_TTG_I", (*PM_FIVE_YEARS, *THREE_INITIATIVES), ASK),
    ("BK_TTG_I", (*merited("BK_BO_I", 2021), *PM_FIVE_YEARS, *given("CSTDCS", 2022, 2024)), ASK),
    ("BK_TTG_C", (*merited("BK_BO_C", 2021), *PM_FIVE_YEARS, *given("CO_TTCP", 2023)), ENOUGH),
    ("BK_TTG_C", (*merited("BK_BO_C", 2022, 2024), *PM_FIVE_YEARS), ENOUGH),
    ("BK_TTG_C", (*merited("BK_BO_C", 2021, 2024), *PM_FIVE_YEARS), ASK),
    (
        "BK_TTG_C",
        (*merited("BK_BO_C", 2021), *PM_FIVE_YEARS, *(NothingAwarded(year) for year in range(2022, 2027))),
        NOT,
    ),
]


@pytest.mark.parametrize(("code", "records", "answer"), OF_THE_PRIME_MINISTER)
def test_the_prime_ministers_certificate(code: str, records: tuple[Record, ...], answer: Answer) -> None:
    assert winter(code, history(*records)).answer is answer


SERVICE: list[tuple[Capacity, date, date | None, Answer]] = [
    (Capacity.SECTOR, date(2016, 9, 1), None, ENOUGH),
    (Capacity.SECTOR, date(2016, 9, 2), None, ASK),  # another capacity may still do
    (Capacity.LEADER, date(2022, 9, 1), None, ENOUGH),
    (Capacity.LEADER, date(2022, 9, 1), date(2026, 8, 31), ASK),
    (Capacity.LEADER, date(2018, 1, 1), date(2024, 5, 1), ENOUGH),
    (Capacity.SPECIALISED, date(2006, 9, 1), None, ENOUGH),
    (Capacity.SPECIALISED, date(2006, 10, 1), None, ASK),
    (Capacity.LEADER, date(2020, 2, 29), date(2024, 2, 29), ENOUGH),
]


@pytest.mark.parametrize(("capacity", "since", "until", "answer"), SERVICE)
def test_years_in_the_sector_are_counted_to_the_first_of_september(
    capacity: Capacity, since: date, until: date | None, answer: Answer
) -> None:
    assert winter("KNC_TTR", history(Service(capacity, since, until))).answer is answer


def test_too_few_years_in_every_capacity_are_a_no() -> None:
    short = [Service(capacity, date(2025, 1, 1), None) for capacity in Capacity]
    assert winter("KNC_TTR", history(*short)).answer is NOT


def test_the_medal_is_given_once() -> None:
    past = history(*given("KNC_TTR", 2020), Service(Capacity.SECTOR, date(2000, 1, 1), None))
    opinion = winter("KNC_TTR", past)
    assert opinion.answer is NOT
    assert the(opinion, Why.ALREADY_GIVEN).values["year"] == 2020


class TestTheYearUnderReview:
    """Whether it is the last of “3 (2) lần liên tục” is a setting."""

    def test_where_it_counts_the_two_years_before_and_this_one_are_asked(self) -> None:
        reason = the(spring("CSTD_BO", history()), Why.CONSECUTIVE)
        assert (reason.values["first"], reason.values["last"]) == (2024, 2026)

    def test_where_it_does_not_count_the_three_years_before_are_asked(self) -> None:
        rules = firm(MARCH, YearUnderReview.DOES_NOT_COUNT)
        three, two = history(*given("CSTDCS", 2023, 2024, 2025)), history(*given("CSTDCS", 2024, 2025))
        assert spring("CSTD_BO", three, rules).answer is GO
        assert spring("CSTD_BO", two, rules).answer is LOOK
        assert (
            spring("CSTD_BO", history(*given("CSTDCS", 2024, 2025), denied("CSTDCS", 2023)), rules).answer
            is STRIVE
        )

    def test_at_the_review_too(self) -> None:
        rules = firm(DECEMBER, YearUnderReview.DOES_NOT_COUNT)
        past = history(*given("CSTDCS", 2023, 2024, 2025), initiative(scope="bo"))
        assert winter("CSTD_BO", past, rules).answer is ENOUGH
        assert winter("CSTD_BO", past).answer is ASK


def test_what_can_still_be_done_this_year_is_named_as_something_to_strive_for() -> None:
    opinion = spring("CSTD_BO", history(*given("CSTDCS", 2024, 2025)))
    assert {Why.STRIVE_TITLE, Why.STRIVE_WORKS} <= set(whys(opinion, Truth.MET))
    assert the(opinion, Why.STRIVE_TITLE).values["year"] == YEAR


def test_at_the_review_nothing_is_assumed() -> None:
    striven = {why for why in Why if why.name.startswith("STRIVE")}
    for code in ("LDTT", "CSTDCS", "CSTD_BO", "TTLDTT", "TTLDXS", "CO_TTCP", "BK_BO_I", "GIAY_KHEN"):
        assert not striven & set(whys(winter(code, history())))


def test_a_title_of_this_round_counts_although_its_decision_is_not_there_yet() -> None:
    past = history(*given("CSTDCS", 2024, 2025), Proposed(YEAR, "CSTDCS"), initiative(scope="bo"))
    assert Why.HELD_PROPOSED in whys(winter("CSTD_BO", past))


def test_a_proposal_of_an_earlier_round_is_no_title() -> None:
    past = history(*given("CSTDCS", 2025, 2026), Proposed(2024, "CSTDCS"), initiative(scope="bo"))
    assert winter("CSTD_BO", past).answer is ASK


def test_the_sectors_flag_is_a_flag_of_the_ministry() -> None:
    past = history(*merited("BK_BO_C", 2021), *PM_FIVE_YEARS, *given("CO_TTCP", 2023))
    assert winter("BK_TTG_C", past).answer is ENOUGH


def test_a_denied_flag_of_the_ministry_says_nothing_about_the_sectors_flag() -> None:
    years = range(2022, 2027)
    past = history(
        *merited("BK_BO_C", 2021),
        *PM_FIVE_YEARS,
        *(denied("CO_BO", y) for y in years),
        *(denied("BK_BO_C", y) for y in years),
    )
    assert winter("BK_TTG_C", past).answer is ASK


def test_an_award_without_a_stated_decision_leaves_the_answer_open() -> None:
    past = history(*given("CSTDCS", 2026), Awarded(2025, "CSTDCS"))
    opinion = winter("BK_BO_I", past)
    assert opinion.answer is ASK
    assert Why.DECISION_MISSING in whys(opinion)


def test_records_that_cannot_both_be_true_leave_the_answer_open() -> None:
    contradictory: list[History] = [
        history(graded(YEAR, "HT"), graded(YEAR, "HT_TOT"), joined()),
        history(graded(YEAR, "HT_TOT"), joined(), joined(answer=Answered.NO)),
    ]
    for past in contradictory:
        opinion = winter("LDTT", past)
        assert opinion.answer is ASK
        assert Why.CONFLICTING in whys(opinion)
    both = history(*given("CSTDCS", 2025, 2026), denied("CSTDCS", 2025))
    assert Why.CONFLICTING in whys(winter("BK_BO_I", both))


def test_the_same_record_twice_is_one_record() -> None:
    assert winter("LDTT", history(*WORKED_WELL, *WORKED_WELL)).answer is ENOUGH


def test_a_decision_gives_evidence_to_the_reason() -> None:
    awards = given("CSTDCS", 2025, 2026)
    opinion = winter("BK_BO_I", history(*awards))
    shown = [entry.record for reason in opinion.reasons for entry in reason.entries]
    assert shown == list(awards)
    assert awards[0].decision == Decision("2025/QĐ", date(2026, 1, 20))


P10: list[tuple[str, tuple[Use, ...], Answer]] = [
    ("CSTDCS", (), ENOUGH),
    ("CSTDCS", (Use("CSTDCS", YEAR),), ENOUGH),  # the use that is being weighed
    ("CSTDCS", (Use("CSTDCS", 2025),), ASK),  # title after title: disputed
    (
        "CSTDCS",
        (Use("BK_BO_I", 2025),),
        ASK,
    ),  # used up by a commendation: it does not count, another may be found
    ("CSTDCS", (Use("XYZ", 2025),), ASK),
]


@pytest.mark.parametrize(("code", "uses", "answer"), P10)
def test_an_initiative_is_used_once(code: str, uses: tuple[Use, ...], answer: Answer) -> None:
    assert winter(code, history(*WORKED_WELL, initiative(used=uses))).answer is answer


def test_why_a_used_initiative_does_not_count_is_said_with_its_source() -> None:
    def reasons(use: Use) -> list[Why]:
        opinion = winter("CSTDCS", history(*WORKED_WELL, initiative(used=(use,))))
        assert all(reason.citation for reason in opinion.reasons if reason.why.name.startswith("P10"))
        return whys(opinion)

    assert Why.P10_USED in reasons(Use("BK_BO_I", 2025))
    assert Why.P10_DISPUTED in reasons(Use("CSTDCS", 2025))


def test_an_initiative_used_for_a_title_is_not_used_for_a_commendation() -> None:
    excellent = (graded(2025), graded(2026), initiative(2025))
    used = initiative(name="Sáng kiến B", used=(Use("CSTDCS", 2026),))
    opinion = winter("BK_BO_I", history(*excellent, used))
    assert opinion.answer is ASK
    assert the(opinion, Why.P10_USED).truth is Truth.NOT_MET


def test_an_initiative_without_its_recognition_leaves_the_answer_open() -> None:
    paperless = replace(initiative(), document="")
    opinion = winter("CSTDCS", history(*WORKED_WELL, paperless))
    assert opinion.answer is ASK
    assert Why.WORK_PAPERLESS in whys(opinion)


P4 = [
    (Ground.CONG_TRANG, ENOUGH, Why.HELD),
    (Ground.DOT_XUAT, ASK, Why.P4_NOT_COUNTED),
    (Ground.PHONG_TRAO, ASK, Why.P4_NOT_COUNTED),
    (Ground.CONG_HIEN, ASK, Why.GROUND_OTHER),
    (Ground.NIEN_HAN, ASK, Why.GROUND_OTHER),
    (Ground.DOI_NGOAI, ASK, Why.GROUND_OTHER),
    (None, ASK, Why.GROUND_MISSING),
]


@pytest.mark.parametrize(("ground", "answer", "why"), P4)
def test_sudden_and_thematic_awards_are_no_basis_for_a_higher_one(
    ground: Ground | None, answer: Answer, why: Why
) -> None:
    before = given("BK_BO_I", 2021, ground=ground)
    opinion = winter("BK_TTG_I", history(*before, *PM_FIVE_YEARS, *THREE_INITIATIVES))
    assert opinion.answer is answer
    assert why in whys(opinion)


def test_a_title_of_a_thematic_movement_does_not_count_either() -> None:
    past = history(*given("CSTDCS", 2026), *given("CSTDCS", 2025, ground=Ground.PHONG_TRAO))
    assert Why.P4_NOT_COUNTED in whys(winter("BK_BO_I", past))
    assert winter("BK_BO_I", past).answer is ASK


def test_p3_no_lower_award_is_asked_for_unless_the_standard_names_it() -> None:
    past = history(*given("CSTD_BO", 2025, 2026), initiative(scope="toan_quoc"))
    assert winter("CSTD_TQ", past).answer is ENOUGH  # no LDTT, no Giấy khen, no Bằng khen on record
