"""Moving a deadline and granting time within a campaign: who, in which stage, and as it was shown."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.catalogue import shipped
from campaign.ids import KhoiId
from campaign.people import Member
from campaign.plan.deadline import Deadline, Extension, InThePast, Matter, NotLater, Unchanged
from campaign.plan.launching import close, launch
from campaign.plan.plan import Campaign, NotAllowed, Stage, rules_of
from campaign.plan.planning import Frozen
from campaign.plan.rescheduling import MovedMeanwhile, NoDeadline, Rescheduled, grant, reschedule
from campaign.plan.rule_set import AlreadyConfirmed, RulesChanged
from campaign.plan.ruling import FollowedAlready, confirm_rules, follow_from
from campaign.plan.typed_plan import LONGEST_LIST, MOST_LINES, Nothing, TooLong, TooMany, list_of, theme_of
from tests.campaign.campaigns import (
    ADMIN,
    BAO,
    CHAIR,
    HEAD,
    LAN,
    NOW,
    SECRETARY,
    TODAY,
    draft,
    evening,
)

MARCH_25 = Deadline(Matter.REGISTRATION, evening(3, 25))


def running() -> Campaign:
    campaign = launch(draft(), CHAIR, 1, NOW)
    assert isinstance(campaign, Campaign)
    return campaign


def closed() -> Campaign:
    campaign = close(running(), CHAIR, NOW)
    assert isinstance(campaign, Campaign)
    return campaign


def moved(campaign: Campaign, member: Member, at: datetime, seen: int = 1, now: datetime = NOW) -> object:
    return reschedule(campaign, member, Matter.REGISTRATION, at, seen, now)


@pytest.mark.parametrize("who", [SECRETARY, CHAIR])
def test_secretary_and_chair_move_a_deadline(who: Member) -> None:
    done = moved(running(), who, evening(3, 31))
    assert isinstance(done, Rescheduled)
    assert (done.old, done.new) == (MARCH_25, Deadline(Matter.REGISTRATION, evening(3, 31), 2))
    assert done.campaign.deadlines == (done.new,)
    assert done.campaign.revision == running().revision + 1


@pytest.mark.parametrize(
    "who", [HEAD, LAN, ADMIN, replace(SECRETARY, khoi=KhoiId(2)), replace(CHAIR, left_at=NOW)]
)
def test_nobody_else_moves_or_extends(who: Member) -> None:
    assert isinstance(moved(running(), who, evening(3, 31)), NotAllowed)
    asked = Extension(running().id, Matter.REGISTRATION, evening(3, 26), who.id, NOW, member=LAN.id)
    assert isinstance(grant(running(), [], asked, who, BAO, NOW), NotAllowed)


def test_a_date_is_moved_as_it_was_shown_or_not_at_all() -> None:
    assert moved(running(), CHAIR, evening(3, 31), seen=2) == MovedMeanwhile(MARCH_25)
    assert moved(running(), CHAIR, evening(3, 25), seen=7) == Unchanged(evening(3, 25))
    assert moved(running(), CHAIR, evening(3, 31), now=evening(4, 1)) == InThePast(evening(4, 1))
    assert moved(closed(), CHAIR, evening(3, 31)) == Frozen(Stage.CLOSED)


def test_a_matter_without_a_date_gets_its_first() -> None:
    done = reschedule(running(), CHAIR, Matter.COMPACT, evening(3, 31), 0, NOW)
    assert isinstance(done, Rescheduled)
    assert (done.old, done.new.revision) == (None, 1)


def test_more_time_is_granted_in_a_running_campaign_for_a_date_that_is_set() -> None:
    asked = Extension(draft().id, Matter.REGISTRATION, evening(3, 26), CHAIR.id, NOW, member=LAN.id)
    assert grant(running(), [], asked, CHAIR, BAO, NOW) == asked
    assert grant(running(), [asked], asked, CHAIR, BAO, NOW) == NotLater(evening(3, 26))
    assert grant(draft(), [], asked, CHAIR, BAO, NOW) == Frozen(Stage.DRAFT)
    assert grant(closed(), [], asked, CHAIR, BAO, NOW) == Frozen(Stage.CLOSED)
    other = replace(asked, matter=Matter.REVIEW)
    assert grant(running(), [], other, CHAIR, BAO, NOW) == NoDeadline()


def test_rules_are_confirmed_as_they_were_shown_by_the_secretary_once() -> None:
    campaign, catalogue = running(), shipped()
    shown = rules_of(campaign, catalogue).version[:12]
    agreed = confirm_rules(campaign, catalogue, SECRETARY, shown, TODAY)
    assert isinstance(agreed, Campaign)
    assert rules_of(agreed, catalogue).firm
    assert isinstance(confirm_rules(agreed, catalogue, SECRETARY, shown, TODAY), AlreadyConfirmed)
    assert isinstance(confirm_rules(campaign, catalogue, SECRETARY, "", TODAY), RulesChanged)
    assert isinstance(confirm_rules(campaign, catalogue, SECRETARY, "0" * 12, TODAY), RulesChanged)
    assert isinstance(confirm_rules(campaign, catalogue, CHAIR, shown, TODAY), NotAllowed)
    assert confirm_rules(closed(), catalogue, SECRETARY, shown, TODAY) == Frozen(Stage.CLOSED)


def test_following_another_day_asks_for_another_confirmation() -> None:
    later = datetime(2026, 11, 22, tzinfo=UTC).date()
    newer = follow_from(running(), SECRETARY, later)
    assert isinstance(newer, Campaign)
    assert newer.rules_on == later
    assert follow_from(newer, SECRETARY, later) == FollowedAlready(later)
    assert isinstance(follow_from(running(), CHAIR, later), NotAllowed)
    assert follow_from(closed(), SECRETARY, later) == Frozen(Stage.CLOSED)


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("1. Một\n2. Hai", ("Một", "Hai")),
        ("- Một\n• Hai\n* Ba\n\n", ("Một", "Hai", "Ba")),
        ("a) Một\nb. Hai\n(3) Ba", ("Một", "Hai", "Ba")),
        ("100 % đơn tố cáo được giải quyết", ("100 % đơn tố cáo được giải quyết",)),
        ("1.200 việc", ("1.200 việc",)),
        ("2026: năm về đích", ("2026: năm về đích",)),
        ("Một\u200b\r\nHai", ("Một", "Hai")),
    ],
)
def test_a_list_loses_its_bullets_and_nothing_else(typed: str, lines: tuple[str, ...]) -> None:
    assert list_of(typed) == lines


def test_lists_and_themes_have_limits_that_are_said() -> None:
    assert list_of("x" * (LONGEST_LIST + 1)) == TooLong(LONGEST_LIST + 1, LONGEST_LIST)
    assert list_of("x\n" * (MOST_LINES + 1)) == TooMany(MOST_LINES + 1)
    assert list_of(" \n-\n") == Nothing()
    assert theme_of("  “Đoàn kết,   kỷ cương” ") == "Đoàn kết, kỷ cương"
    assert theme_of("“ ”") == Nothing()
    assert theme_of("x" * 201) == TooLong(201, 200)
