"""Who creates, changes, launches and closes a campaign, and in which order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.catalogue import shipped
from campaign.ids import CampaignId, KhoiId
from campaign.paper import NoNumber, NumberAndRest, Paper, number_in
from campaign.people import Member, Role
from campaign.plan.launching import (
    AlreadyClosed,
    AlreadyLaunched,
    Incomplete,
    NotLaunched,
    Outdated,
    close,
    launch,
)
from campaign.plan.plan import Campaign, Launcher, NotAllowed, Part, Stage, at_hand, rules_of
from campaign.plan.planning import (
    Dates,
    Frozen,
    LaunchedBy,
    Plan,
    Tasks,
    Theme,
    YearOutOfReach,
    YearTaken,
    change,
    create,
    discard,
)
from campaign.plan.rule_set import RuleSet, confirm
from tests.campaign.campaigns import ADMIN, CHAIR, HEAD, KHOI, LAN, NOW, SECRETARY, TODAY, draft, member

LATER = NOW + timedelta(hours=1)


def launched(campaign: Campaign | None = None) -> Campaign:
    campaign = campaign or draft()
    result = launch(campaign, CHAIR, campaign.revision, NOW)
    assert isinstance(result, Campaign)
    return result


def closed() -> Campaign:
    result = close(launched(), CHAIR, LATER)
    assert isinstance(result, Campaign)
    return result


@pytest.mark.parametrize("who", [SECRETARY, CHAIR])
def test_the_secretary_and_the_chair_create_a_draft(who: Member) -> None:
    made = create([], who, CampaignId(9), 2026, NOW, TODAY)
    assert isinstance(made, Campaign)
    assert (made.stage, made.year, made.khoi, made.unanswered) == (Stage.DRAFT, 2026, KHOI, tuple(Part))


@pytest.mark.parametrize("who", [HEAD, LAN, ADMIN, member(7, Role.VICE_CHAIR)])
def test_nobody_else_creates_one(who: Member) -> None:
    assert isinstance(create([], who, CampaignId(9), 2026, NOW, TODAY), NotAllowed)


def test_somebody_who_has_left_creates_nothing() -> None:
    gone = replace(SECRETARY, left_at=NOW)
    assert isinstance(create([], gone, CampaignId(9), 2026, NOW, TODAY), NotAllowed)


def test_a_khoi_has_one_campaign_a_year() -> None:
    taken = create([draft()], SECRETARY, CampaignId(10), 2026, NOW, TODAY)
    assert taken == YearTaken(draft())
    others = [draft(), replace(draft(), khoi=KhoiId(2), year=2027)]
    assert isinstance(create(others, SECRETARY, CampaignId(10), 2027, NOW, TODAY), Campaign)


@pytest.mark.parametrize("year", [2015, 2029, 0, -1, 26])
def test_a_year_far_away_is_refused_with_its_limits(year: int) -> None:
    assert create([], SECRETARY, CampaignId(9), year, NOW, TODAY) == YearOutOfReach(2016, 2028)


def test_each_answer_is_a_new_revision_and_is_remembered_as_answered() -> None:
    named = change(draft(), SECRETARY, Theme("Nêu gương"))
    assert isinstance(named, Campaign)
    assert (named.theme, named.revision, named.answered) == ("Nêu gương", 2, frozenset({Part.THEME}))
    assert named.unanswered == (Part.TASKS, Part.MOVEMENTS, Part.PAPER, Part.DEADLINES)


def test_another_khoi_changes_nothing() -> None:
    stranger = replace(SECRETARY, khoi=KhoiId(2))
    assert isinstance(change(draft(), stranger, Theme("x")), NotAllowed)
    assert isinstance(launch(draft(), replace(CHAIR, khoi=KhoiId(2)), 1, NOW), NotAllowed)
    assert isinstance(close(launched(), replace(CHAIR, khoi=KhoiId(2)), NOW), NotAllowed)


def test_what_was_announced_stays_but_the_plan_gets_its_number_when_it_is_issued() -> None:
    for changed in (Theme("x"), Tasks(("x",)), Dates(())):
        assert change(launched(), SECRETARY, changed) == Frozen(Stage.LAUNCHED)
    numbered = change(launched(), SECRETARY, Plan(Paper(number="22/KH-CTĐ"), Part.PAPER))
    assert isinstance(numbered, Campaign)
    assert numbered.plan.number == "22/KH-CTĐ"
    assert change(closed(), SECRETARY, Plan(Paper(), Part.PAPER)) == Frozen(Stage.CLOSED)


def test_only_a_draft_is_discarded() -> None:
    assert discard(draft(), SECRETARY) == draft()
    assert isinstance(discard(draft(), HEAD), NotAllowed)
    assert discard(launched(), CHAIR) == Frozen(Stage.LAUNCHED)


@pytest.mark.parametrize("who", [SECRETARY, CHAIR])
def test_chair_and_secretary_launch(who: Member) -> None:
    result = launch(draft(), who, 1, NOW)
    assert isinstance(result, Campaign)
    assert (result.stage, result.launched_at, result.launched_by) == (Stage.LAUNCHED, NOW, who.id)


@pytest.mark.parametrize("who", [HEAD, LAN, ADMIN])
def test_nobody_else_launches_or_closes(who: Member) -> None:
    assert isinstance(launch(draft(), who, 1, NOW), NotAllowed)
    assert isinstance(close(launched(), who, NOW), NotAllowed)


def test_a_khoi_may_keep_the_launch_to_its_chair() -> None:
    assert isinstance(change(draft(), SECRETARY, LaunchedBy(Launcher.CHAIR)), NotAllowed)
    kept = change(draft(), CHAIR, LaunchedBy(Launcher.CHAIR))
    assert isinstance(kept, Campaign)
    assert launch(kept, SECRETARY, kept.revision, NOW) == NotAllowed(frozenset({Role.CHAIR}))
    assert isinstance(launch(kept, CHAIR, kept.revision, NOW), Campaign)


def test_a_second_launch_changes_nothing_and_says_when_the_first_was() -> None:
    assert launch(launched(), CHAIR, launched().revision, LATER) == AlreadyLaunched(NOW)
    assert launch(closed(), CHAIR, 1, LATER) == AlreadyClosed(LATER)


def test_nobody_launches_what_was_changed_since_they_saw_it() -> None:
    changed = change(draft(), SECRETARY, Theme("Nêu gương"))
    assert isinstance(changed, Campaign)
    assert launch(changed, CHAIR, 1, NOW) == Outdated(2)


def test_a_launch_needs_a_theme_and_a_date_for_registration() -> None:
    assert launch(draft(theme="", deadlines=()), CHAIR, 1, NOW) == Incomplete((Part.THEME, Part.DEADLINES))


def test_only_a_running_campaign_is_closed_and_only_once() -> None:
    assert close(draft(), CHAIR, NOW) == NotLaunched()
    assert closed().stage is Stage.CLOSED
    assert close(closed(), CHAIR, LATER + timedelta(days=1)) == AlreadyClosed(LATER)


def test_the_campaign_at_hand_is_the_latest_running_then_the_latest_draft() -> None:
    running, old = replace(launched(), year=2026), replace(closed(), year=2025)
    next_year = replace(draft(), year=2027)
    assert at_hand([next_year, running, old]) == running
    assert at_hand([next_year, old]) == next_year
    assert at_hand([old]) == old
    assert at_hand([]) is None


def test_rules_are_firm_only_while_the_confirmed_ones_are_followed() -> None:
    campaign = draft()
    rules = rules_of(campaign, shipped())
    assert not rules.firm
    agreed = confirm(rules, KHOI, SECRETARY, rules.version, TODAY)
    assert isinstance(agreed, RuleSet)
    firm = replace(campaign, confirmation=agreed.confirmation)
    assert rules_of(firm, shipped()).firm
    assert not rules_of(replace(firm, rules_on=date(2026, 12, 1)), shipped()).firm


@pytest.mark.parametrize(
    ("typed", "number", "rest"),
    [
        ("22/KH-CTĐ ngày 22/10/2021", "22/KH-CTĐ", " ngày 22/10/2021"),
        ("số 108/KH-TTCP, 13/01/2021", "108/KH-TTCP", ", 13/01/2021"),
        ("Kế hoạch số  05/2026/KH-KTĐ", "05/2026/KH-KTĐ", ""),
    ],
)
def test_the_number_of_a_paper_is_found_where_it_stands(typed: str, number: str, rest: str) -> None:
    assert number_in(typed) == NumberAndRest(number, rest)


@pytest.mark.parametrize("typed", ["", "22/10/2021", "chưa có", "/KH-CTĐ", "1/" + "K" * 80])
def test_what_is_no_number_is_not_taken_for_one(typed: str) -> None:
    assert number_in(typed) == NoNumber()
