"""A launched campaign and what is registered in it, for the tests of registering."""

from dataclasses import replace
from datetime import datetime, timedelta

from campaign.ids import MemberId, RegistrationId, UnitId
from campaign.people import Role
from campaign.plan.deadline import Due
from campaign.plan.plan import Campaign, Stage
from campaign.plan.rule_set import RuleSet, follow
from campaign.registration.registering import Opening, Subject
from campaign.registration.registration import Registration, Standing
from tests.campaign.campaigns import BAO, CHAIR, KHOI, NOW, TODAY, draft, evening, member
from tests.campaign.test_catalogue_shipped import CATALOGUE

LAUNCHED: Campaign = replace(draft(), stage=Stage.LAUNCHED, launched_at=NOW, launched_by=CHAIR.id, revision=2)
RULES: RuleSet = follow(CATALOGUE, TODAY)
DEADLINE: datetime = evening(3, 25)
LATE = DEADLINE + timedelta(minutes=1)

PREPARER = member(7, Role.PREPARER, Role.INDIVIDUAL)
HEAD_OF_BAO = member(8, Role.HEAD)
HOA = member(9, Role.INDIVIDUAL)
UNIT = Subject(KHOI, BAO)


def of(number: int, unit: UnitId = BAO) -> Subject:
    return Subject(KHOI, unit, MemberId(number))


def opening(now: datetime = NOW, due: datetime = DEADLINE, campaign: Campaign = LAUNCHED) -> Opening:
    return Opening(campaign, Due(due, 1), now)


def registration(number: int, title: str, standing: Standing, subject: Subject) -> Registration:
    return Registration(
        RegistrationId(number), subject.khoi, LAUNCHED.id, subject.unit, subject.member, title, standing, 1
    )
