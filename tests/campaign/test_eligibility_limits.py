"""What keeps an answer from being firm, what is confidential, and whose years count."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from campaign.catalogue.model import Award, Part
from campaign.catalogue.wording import Confidence
from campaign.eligibility.eligibility import (
    ANSWER_KEYS,
    REASON_KEYS,
    Answer,
    NotForRegistration,
    Opinion,
    Question,
    Registered,
    UnknownAward,
    Viewer,
    at_registration,
    at_review,
)
from campaign.eligibility.reasons import CONFIDENTIAL, TERM_KEYS, Why
from campaign.eligibility.truth import Truth
from campaign.history.facts import AbsenceKind, Capacity, CourseResult, HoldKind, Penalty, SubjectKind
from campaign.history.history import History, Predecessor
from campaign.history.records import Absence, Disciplined, Entry, Hold, NothingAwarded, Record, Service
from campaign.plan.rule_set import RuleSet, follow
from tests.campaign.histories import (
    CONFIRMED,
    DECEMBER,
    DECLARED,
    IMPORTED,
    MARCH,
    SPRING,
    WINTER,
    YEAR,
    denied,
    firm,
    given,
    graded,
    history,
    initiative,
    joined,
    merited,
    question,
    spring,
    the,
    whys,
    winter,
)
from tests.campaign.test_catalogue_shipped import CATALOGUE

GOOD: tuple[Record, ...] = (graded(YEAR), joined())
FIGHTER: tuple[Record, ...] = (*given("CSTDCS", 2024, 2025), initiative(2024, "bo"))
HOLD = Hold(HoldKind.COMPLAINT, date(2026, 2, 1), None)


class TestTheRules:
    def test_before_the_secretary_has_confirmed_them_every_answer_needs_a_look(self) -> None:
        rules = follow(CATALOGUE, MARCH)
        for past in (history(*FIGHTER), history(denied("CSTDCS", 2025))):
            opinion = spring("CSTD_BO", past, rules)
            assert opinion.answer is Answer.NEEDS_LOOK
            assert whys(opinion)[0] is Why.RULES_UNCONFIRMED
        assert winter("LDTT", history(*GOOD), follow(CATALOGUE, DECEMBER)).answer is Answer.NEEDS_PERSON

    def test_a_confirmation_of_other_rules_does_not_count(self) -> None:
        elsewhere = firm(date(2026, 3, 9)).confirmation
        rules = replace(follow(CATALOGUE, MARCH), confirmation=elsewhere)
        assert spring("LDTT", history(), rules).answer is Answer.NEEDS_LOOK

    def test_the_evidence_found_is_shown_all_the_same(self) -> None:
        opinion = spring("CSTD_BO", history(*FIGHTER), follow(CATALOGUE, MARCH))
        assert Why.HELD in whys(opinion)

    def test_rules_confirmed_before_a_row_ended_do_not_reach_past_its_end(self) -> None:
        opinion = winter("LDTT", history(*GOOD), SPRING)
        assert opinion.answer is Answer.NEEDS_PERSON
        assert the(opinion, Why.LAPSED_SINCE).values["until"] == date(2026, 9, 30)

    def test_confirmed_again_after_the_end_they_decide_with_a_warning(self) -> None:
        opinion = winter("LDTT", history(*GOOD), WINTER)
        assert opinion.answer is Answer.ENOUGH
        assert [warning.why for warning in opinion.warnings] == [Why.ROW_LAPSED]

    def test_a_title_whose_standard_repeats_a_lapsed_one_is_lapsed_with_it(self) -> None:
        open_ended = {
            code: replace(row, effective_to=None if code == "CSTDCS" else row.effective_to)
            for code, row in SPRING.awards.items()
        }
        opinion = winter("CSTDCS", history(*GOOD), replace(SPRING, awards=open_ended))
        assert opinion.answer is Answer.NEEDS_PERSON
        assert Why.LAPSED_SINCE in whys(opinion)

    def test_a_campaign_before_the_row_began_is_warned(self) -> None:
        rules = firm(date(2022, 3, 1))
        asked = Question("LDTT", SubjectKind.INDIVIDUAL, history(), 2022, date(2022, 3, 1), Viewer.PERSON)
        opinion = at_registration(asked, rules)
        assert isinstance(opinion, Opinion)
        assert [warning.why for warning in opinion.warnings] == [Why.ROW_NOT_BEGUN]

    @pytest.mark.parametrize("code", ["HCLD_3_C", "HCLD_2_C", "HCLD_1_C", "HCLD_1_I", "HCLD_2_I", "HCLD_3_I"])
    def test_rows_from_weak_sources_never_decide(self, code: str) -> None:
        nothing = history(*(NothingAwarded(year) for year in range(2015, 2027)))
        for past in (history(), nothing):
            assert spring(code, past).answer is Answer.NEEDS_LOOK
            assert winter(code, past).answer is Answer.NEEDS_PERSON
            assert Why.LOW_CONFIDENCE in whys(winter(code, past))

    @pytest.mark.parametrize("confidence", list(Confidence))
    def test_only_the_two_lowest_degrees_keep_a_row_from_deciding(self, confidence: Confidence) -> None:
        weak = confidence in {Confidence.MEMORY_LOW, Confidence.FOUND_LOW_TRUST}
        row = replace(WINTER.awards["LDTT"], confidence={Part.STANDARD: confidence})
        rules = replace(WINTER, awards={**WINTER.awards, "LDTT": row})
        expected = Answer.NEEDS_PERSON if weak else Answer.ENOUGH
        assert winter("LDTT", history(*GOOD), rules).answer is expected
        assert winter("CSTDCS", history(*GOOD), rules).answer is expected  # it repeats that standard

    def test_every_answer_names_its_basis_and_that_nobody_has_compared_it(self) -> None:
        basis = spring("LDTT", history()).basis
        assert basis.why is Why.BASIS_UNREVIEWED
        assert basis.citation == SPRING.awards["LDTT"].citation

    def test_a_reviewed_row_is_cited_without_that_note(self) -> None:
        row = replace(SPRING.awards["LDTT"], review_needed=False)
        rules = replace(SPRING, awards={**SPRING.awards, "LDTT": row})
        assert spring("LDTT", history(), rules).basis.why is Why.BASIS


class TestTheQuestion:
    def test_a_title_the_rules_do_not_know_is_said_to_be_unknown(self) -> None:
        asked = replace(question("LDTT", history(), MARCH, Viewer.PERSON), code="XYZ")
        assert at_registration(asked, SPRING) == UnknownAward("XYZ")
        assert at_review(asked, SPRING, Registered.YES) == UnknownAward("XYZ")

    @pytest.mark.parametrize("code", ["BK_DOT_XUAT", "BK_CHUYEN_DE", "AHLD", "SUY_TON_CO", "BAU_KT", "DHTT"])
    def test_what_is_not_registered_is_not_offered_for_registration(self, code: str) -> None:
        asked = question(code, history(), MARCH, Viewer.PERSON)
        assert at_registration(asked, SPRING) == NotForRegistration(SPRING.awards[code])

    def test_a_title_for_units_is_not_enough_for_a_person(self) -> None:
        asked = replace(
            question("TTLDTT", history(*GOOD), DECEMBER, Viewer.PERSON), subject=SubjectKind.INDIVIDUAL
        )
        opinion = at_review(asked, WINTER, Registered.YES)
        assert isinstance(opinion, Opinion)
        assert opinion.answer is Answer.NOT_ENOUGH
        assert whys(opinion) == [Why.WRONG_SUBJECT]

    def test_a_missing_registration_warns_and_changes_nothing(self) -> None:
        asked = question("LDTT", history(*GOOD), DECEMBER, Viewer.PERSON)
        opinion = at_review(asked, WINTER, Registered.NO)
        assert isinstance(opinion, Opinion)
        assert opinion.answer is Answer.ENOUGH
        assert opinion.warnings[0].why is Why.NOT_REGISTERED
        assert opinion.warnings[0].citation


class TestAHold:
    def test_the_head_and_the_secretary_see_it_with_its_source(self) -> None:
        opinion = spring("CSTD_BO", history(*FIGHTER, HOLD))
        assert opinion.answer is Answer.NEEDS_LOOK
        reason = the(opinion, Why.P5_HOLD)
        assert reason.citation
        assert [entry.record for entry in reason.entries] == [HOLD]

    @pytest.mark.parametrize("past", [FIGHTER, (denied("CSTDCS", 2025),)])
    def test_the_person_is_told_that_the_file_needs_a_look_and_nothing_else(
        self, past: tuple[Record, ...]
    ) -> None:
        opinion = spring("CSTD_BO", history(*past, HOLD), viewer=Viewer.PERSON)
        assert opinion.answer is Answer.NEEDS_LOOK
        assert opinion.reasons == ()

    def test_where_the_file_needs_a_look_anyway_the_person_sees_no_difference(self) -> None:
        without, with_hold = history(), history(HOLD)
        assert spring("CSTD_BO", with_hold, viewer=Viewer.PERSON) == spring(
            "CSTD_BO", without, viewer=Viewer.PERSON
        )

    def test_at_the_review_it_asks_for_a_person(self) -> None:
        held = history(*GOOD, HOLD)
        assert winter("LDTT", held).answer is Answer.NEEDS_PERSON
        person = winter("LDTT", held, viewer=Viewer.PERSON)
        assert (person.answer, person.reasons) == (Answer.NEEDS_PERSON, ())

    SPANS = (
        (MARCH, None, True),
        (MARCH + timedelta(days=1), None, False),
        (date(2025, 1, 1), MARCH, False),  # cleared today
        (date(2025, 1, 1), MARCH + timedelta(days=1), True),
        (date(2025, 1, 1), date(2025, 6, 1), False),
    )

    @pytest.mark.parametrize(("since", "until", "active"), SPANS)
    def test_it_lasts_from_its_first_day_until_it_is_cleared(
        self, since: date, until: date | None, active: bool
    ) -> None:
        opinion = spring("LDTT", history(Hold(HoldKind.PRESS, since, until)))
        assert (opinion.answer is Answer.NEEDS_LOOK) is active

    def test_it_holds_even_before_the_head_has_confirmed_it(self) -> None:
        assert spring("LDTT", history(HOLD, proof=DECLARED)).answer is Answer.NEEDS_LOOK


class TestDiscipline:
    """P6: achievements count only from the end of the discipline."""

    def answer(self, until: date | None) -> Answer:
        disciplined = Disciplined(Penalty.KHIEN_TRACH, date(2023, 6, 1), until)
        past = history(*given("CSTDCS", 2024, 2025), initiative(2025, "bo"), disciplined)
        return spring("CSTD_BO", past).answer

    UNTIL = (
        (date(2023, 12, 31), Answer.CAN_REGISTER),
        (date(2024, 5, 31), Answer.NEEDS_LOOK),  # part of 2024
        (date(2024, 12, 31), Answer.NEEDS_EFFORT),
        (date(2025, 5, 31), Answer.NEEDS_EFFORT),
        (date(2027, 5, 31), Answer.NEEDS_EFFORT),
        (None, Answer.NEEDS_LOOK),
    )

    @pytest.mark.parametrize(("until", "answer"), UNTIL)
    def test_a_title_counts_from_its_end(self, until: date | None, answer: Answer) -> None:
        assert self.answer(until) is answer

    def test_this_years_work_does_not_count_while_it_runs_past_the_year(self) -> None:
        running = Disciplined(Penalty.CANH_CAO, date(2026, 5, 1), date(2027, 5, 1))
        assert winter("LDTT", history(*GOOD, running)).answer is Answer.NOT_ENOUGH
        assert spring("LDTT", history(running)).answer is Answer.NEEDS_EFFORT

    def test_a_discipline_nobody_has_confirmed_leaves_the_answer_open(self) -> None:
        running = Entry(Disciplined(Penalty.CANH_CAO, date(2026, 5, 1), date(2027, 5, 1)), DECLARED)
        past = History((*history(*GOOD).entries, running))
        assert winter("LDTT", past).answer is Answer.NEEDS_PERSON

    def test_the_person_is_not_told_of_it_here(self) -> None:
        running = Disciplined(Penalty.CANH_CAO, date(2026, 5, 1), date(2027, 5, 1))
        opinion = winter("LDTT", history(*GOOD, running), viewer=Viewer.PERSON)
        assert (opinion.answer, opinion.reasons) == (Answer.NEEDS_PERSON, ())

    def test_one_that_changes_nothing_shows_nothing(self) -> None:
        over = Disciplined(Penalty.KHIEN_TRACH, date(2020, 1, 1), date(2021, 1, 1))
        with_it = winter("LDTT", history(*GOOD, over), viewer=Viewer.PERSON)
        assert with_it == winter("LDTT", history(*GOOD), viewer=Viewer.PERSON)
        assert with_it.answer is Answer.ENOUGH

    def test_what_was_given_long_ago_is_not_taken_back(self) -> None:
        over = Disciplined(Penalty.KHIEN_TRACH, date(2019, 1, 1), date(2020, 12, 31))
        medal = history(*given("KNC_TTR", 2018), Service(Capacity.SECTOR, date(2000, 1, 1), None), over)
        assert winter("KNC_TTR", medal).answer is Answer.NOT_ENOUGH


ABSENCES = [
    (Absence(YEAR, AbsenceKind.MATERNITY, 6), Answer.ENOUGH, Why.P7_MATERNITY),
    (Absence(YEAR, AbsenceKind.MATERNITY, 12), Answer.ENOUGH, Why.P7_MATERNITY),
    (Absence(YEAR, AbsenceKind.COURSE, 11), Answer.ENOUGH, Why.COURSE_COUNTS),
    (Absence(YEAR, AbsenceKind.COURSE, 12), Answer.NEEDS_PERSON, Why.COURSE_OPEN),
    (Absence(YEAR, AbsenceKind.COURSE, 12, CourseResult.KHA_OR_BETTER), Answer.ENOUGH, Why.COURSE_COUNTS),
    (Absence(YEAR, AbsenceKind.COURSE, 12, CourseResult.BELOW_KHA), Answer.NOT_ENOUGH, Why.COURSE_BELOW),
    (Absence(YEAR, AbsenceKind.COURSE, 6, CourseResult.BELOW_KHA), Answer.ENOUGH, Why.COURSE_COUNTS),
    (Absence(YEAR, AbsenceKind.OTHER, 3), Answer.NEEDS_PERSON, Why.ABSENCE_LOOK),
]


@pytest.mark.parametrize(("absence", "answer", "why"), ABSENCES)
def test_maternity_counts_as_work_and_courses_by_their_length_and_result(
    absence: Absence, answer: Answer, why: Why
) -> None:
    opinion = winter("LDTT", history(*GOOD, absence))
    assert opinion.answer is answer
    assert why in whys(opinion)


def test_an_absence_of_another_year_says_nothing_about_this_one() -> None:
    assert winter("LDTT", history(*GOOD, Absence(2025, AbsenceKind.OTHER, 3))).answer is Answer.ENOUGH


def test_maternity_does_not_interrupt_the_years_in_the_sector_but_another_absence_is_looked_at() -> None:
    service = Service(Capacity.SECTOR, date(2010, 1, 1), None)
    maternity, other = Absence(2015, AbsenceKind.MATERNITY, 6), Absence(2015, AbsenceKind.OTHER, 6)
    assert winter("KNC_TTR", history(service, maternity)).answer is Answer.ENOUGH
    assert winter("KNC_TTR", history(service, other)).answer is Answer.NEEDS_PERSON


class TestProof:
    def test_what_is_only_declared_leaves_the_answer_open(self) -> None:
        opinion = winter("LDTT", history(*GOOD, proof=DECLARED))
        assert opinion.answer is Answer.NEEDS_PERSON
        assert set(whys(opinion)) == {Why.UNCONFIRMED}

    def test_what_the_head_has_confirmed_speaks(self) -> None:
        assert winter("LDTT", history(*GOOD, proof=CONFIRMED)).answer is Answer.ENOUGH

    def test_a_declared_no_is_no_no(self) -> None:
        past = History((*history(*given("CSTDCS", 2024)).entries, Entry(denied("CSTDCS", 2025), DECLARED)))
        assert spring("CSTD_BO", past).answer is Answer.NEEDS_LOOK

    def test_what_speaks_is_not_shaken_by_what_waits(self) -> None:
        past = History((*history(*GOOD).entries, Entry(graded(YEAR, "HT"), DECLARED)))
        assert winter("LDTT", past).answer is Answer.ENOUGH


class TestPredecessors:
    """“2 năm liên tục” across a merger; until with `last_year` the predecessors' record is the record."""

    def unit(self, *years: int, before: tuple[Predecessor, ...] = ()) -> History:
        return history(*(graded(year) for year in years), predecessors=before)

    def test_the_years_of_a_single_predecessor_count(self) -> None:
        past = self.unit(2026, before=(Predecessor("Thanh tra tỉnh A", 2025, history(graded(2025))),))
        opinion = winter("BK_BO_C", past)
        assert opinion.answer is Answer.ENOUGH
        assert the(opinion, Why.PREDECESSOR).values["names"] == "Thanh tra tỉnh A"

    def test_predecessors_that_agree_count(self) -> None:
        both = tuple(Predecessor(name, 2025, history(graded(2025))) for name in ("A", "B"))
        assert winter("BK_BO_C", self.unit(2026, before=both)).answer is Answer.ENOUGH

    @pytest.mark.parametrize("other", [history(graded(2025, "HT")), history()])
    def test_predecessors_that_differ_are_looked_at(self, other: History) -> None:
        both = (Predecessor("A", 2025, history(graded(2025))), Predecessor("B", 2025, other))
        opinion = winter("BK_BO_C", self.unit(2026, before=both))
        assert opinion.answer is Answer.NEEDS_PERSON
        assert Why.PREDECESSORS_DIFFER in whys(opinion)

    def test_the_predecessor_of_a_predecessor_counts(self) -> None:
        oldest = Predecessor("A", 2022, history(*(graded(year) for year in (2021, 2022))))
        middle = Predecessor(
            "B",
            2024,
            history(*(graded(y) for y in (2023, 2024)), *given("BK_BO_C", 2023), predecessors=(oldest,)),
        )
        past = self.unit(2025, 2026, before=(middle,))
        assert winter("BK_BO_C", past).answer is Answer.ENOUGH
        years = [r.values["year"] for r in winter("BK_TTG_C", past).reasons if r.why is Why.RATED]
        assert years == [2022, 2023, 2024, 2025, 2026]

    def test_what_a_predecessor_holds_is_held(self) -> None:
        before = (
            Predecessor(
                "A", 2025, history(*merited("BK_BO_C", 2020), *(graded(y) for y in range(2022, 2026)))
            ),
        )
        past = History((*history(graded(2026), *given("CO_TTCP", 2026)).entries,), before)
        assert winter("BK_TTG_C", past).answer is Answer.ENOUGH

    def test_a_hold_of_today_is_the_units_own(self) -> None:
        before = (Predecessor("A", 2025, history(graded(2025), HOLD)),)
        assert winter("BK_BO_C", self.unit(2026, before=before)).answer is Answer.ENOUGH

    def test_two_successions_in_one_list_are_a_mistake_of_the_program(self) -> None:
        with pytest.raises(ValueError, match="2024"):
            History((), (Predecessor("A", 2024, History()), Predecessor("B", 2025, History())))


def test_every_reason_answer_and_term_is_listed_for_the_texts() -> None:
    assert set(REASON_KEYS) == {*ANSWER_KEYS, *TERM_KEYS, *(why.value for why in Why)}
    assert len(set(REASON_KEYS)) == len(REASON_KEYS)
    assert all(key.startswith("eligibility.") for key in REASON_KEYS)
    assert {why.name[:2] for why in CONFIDENTIAL} == {"P5", "P6"}


def test_every_row_of_the_catalogue_can_be_asked_about() -> None:
    def rows(rules: RuleSet) -> list[Award]:
        return list(rules.awards.values())

    for row in rows(WINTER):
        for subject in row.subjects:
            asked = Question(row.code, subject, History(), YEAR, DECEMBER, Viewer.PERSON)
            opinion = at_review(asked, WINTER, Registered.YES)
            assert isinstance(opinion, Opinion)
            assert opinion.answer is not Answer.NOT_ENOUGH  # an empty record is never a no
            assert all(reason.truth is not Truth.NOT_MET for reason in opinion.reasons)


def test_imported_records_need_no_head() -> None:
    assert IMPORTED.speaks
    assert CONFIRMED.speaks
    assert not DECLARED.speaks
