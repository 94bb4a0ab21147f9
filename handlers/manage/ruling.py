"""[Quy tắc xét] -> ruling.screen: which rows of the catalogue are followed, how many nobody has compared with the law

[Xác nhận quy tắc] -> ruling.read_back -> ruling.confirmed, by name and date: from then on answers are firm
[Theo quy định hôm nay] -> the catalogue as it stands today; to be confirmed again
"""

from campaign.ids import CampaignId
from campaign.people import Role
from campaign.plan.plan import OVERSEERS, Campaign, NotAllowed, Stage, rules_of
from campaign.plan.planning import Frozen
from campaign.plan.rule_set import AlreadyConfirmed, Confirmation, RulesChanged, RuleSet
from campaign.plan.ruling import FollowedAlready, confirm_rules, follow_from
from handlers.kit import (
    Button,
    Choice,
    End,
    Fact,
    Flow,
    Place,
    Result,
    Row,
    Say,
    Screen,
    Turn,
    fact,
    led,
    say,
    screen,
)
from handlers.manage.begin import ended, not_yours, refused
from handlers.manage.campaign_words import found, name_of
from handlers.manage.planning_words import ShowCampaign

flow = Flow("ruling", about=say("ruling.about"), help=say("ruling.help"))

SHORT = 12  # characters of a version: enough to tell two apart


class ShowRules(Choice, tag="rus", label=say("ruling.show_button")):
    """The rules of a campaign."""

    campaign: CampaignId


class AskConfirm(Choice, tag="rua", label=say("ruling.ask_button")):
    """Reads back what the secretary answers for."""

    campaign: CampaignId
    shown: str


class ConfirmRules(Choice, tag="ruc", label=say("ruling.confirm_button")):
    """Confirms exactly the version that was shown."""

    campaign: CampaignId
    shown: str


class FollowToday(Choice, tag="ruf", label=say("ruling.today_button")):
    """Follows the catalogue as it stands today."""

    campaign: CampaignId


@flow.manages(Place.NEXT)
async def first(turn: Turn, campaign: Campaign | None) -> list[Button]:
    """While nobody has confirmed them, every answer of the rules is “Cần xem xét thêm”."""
    if campaign is None or not _waits(turn, campaign):
        return []
    return [Button(ShowRules(campaign.id), ShowRules.label)]


@flow.manages(Place.SELDOM)
async def buttons(turn: Turn, campaign: Campaign | None) -> list[Button]:
    """Once there is a campaign."""
    if campaign is None or not turn.member.holds(*OVERSEERS) or _waits(turn, campaign):
        return []
    return [Button(ShowRules(campaign.id), ShowRules.label)]


def _waits(turn: Turn, campaign: Campaign) -> bool:
    """Whether this person has yet to confirm the rules."""
    if campaign.stage is Stage.CLOSED or not turn.member.holds(Role.SECRETARY):
        return False
    return not rules_of(campaign, turn.catalogue).firm


@flow.press(ShowRules)
async def show(turn: Turn, asked: ShowRules) -> Result:
    """The rules, whose they are, and what nobody has compared yet."""
    campaign = await found(turn, asked.campaign)
    if campaign is None or not turn.member.holds(*OVERSEERS):
        return await not_yours(turn)
    return End(_screen(turn, campaign))


@flow.press(AskConfirm)
async def ask(turn: Turn, asked: AskConfirm) -> Result:
    """What the secretary answers for, by name and date."""
    campaign = await found(turn, asked.campaign)
    if campaign is None or not turn.member.holds(*OVERSEERS):
        return await not_yours(turn)
    rules = rules_of(campaign, turn.catalogue)
    if not rules.version.startswith(asked.shown):
        return End(led(say("ruling.changed"), _screen(turn, campaign)))
    text = say(
        "ruling.read_back",
        name=turn.member.name,
        on=turn.today,
        rules=rules.on,
        rows=len(rules.awards),
        review=len(rules.to_review),
    )
    return End(screen(text, ConfirmRules(campaign.id, asked.shown), back=ShowRules(campaign.id)))


@flow.press(ConfirmRules)
async def confirm(turn: Turn, pressed: ConfirmRules) -> Result:
    """Confirmed once; a second press says by whom and when."""
    campaign = await found(turn, pressed.campaign)
    if campaign is None:
        return await not_yours(turn)
    match confirm_rules(campaign, turn.catalogue, turn.member, pressed.shown, turn.today):
        case Campaign() as agreed:
            await turn.store.campaigns.save(agreed, turn.member.id, turn.now)
            await _note(turn, agreed, "rules.confirmed")
            return End(_confirmed(turn, agreed), _screen(turn, agreed))
        case NotAllowed() as not_allowed:
            return await refused(turn, campaign, not_allowed)
        case Frozen():
            return await ended(turn, campaign, say("planning.frozen"))
        case RulesChanged():
            return End(led(say("ruling.changed"), _screen(turn, campaign)))
        case AlreadyConfirmed(by):
            return End(led(_by(by), _screen(turn, campaign)))


@flow.press(FollowToday)
async def follow_today(turn: Turn, pressed: FollowToday) -> Result:
    """The catalogue as it stands today."""
    campaign = await found(turn, pressed.campaign)
    if campaign is None:
        return await not_yours(turn)
    match follow_from(campaign, turn.member, turn.today):
        case Campaign() as newer:
            await turn.store.campaigns.save(newer, turn.member.id, turn.now)
            await _note(turn, newer, "rules.followed")
            return End(led(say("ruling.follows", on=newer.rules_on), _screen(turn, newer)))
        case NotAllowed() as not_allowed:
            return await refused(turn, campaign, not_allowed)
        case Frozen():
            return await ended(turn, campaign, say("planning.frozen"))
        case FollowedAlready(on):
            return End(led(say("ruling.follows", on=on), _screen(turn, campaign)))


async def _note(turn: Turn, campaign: Campaign, act: str) -> None:
    await turn.store.events.record(
        turn.khoi, act, turn.member.id, turn.now, campaign.id, {"on": campaign.rules_on.isoformat()}
    )


def _confirmed(turn: Turn, campaign: Campaign) -> Fact:
    return fact(say("ruling.confirmed", name=name_of(campaign), who=turn.member.name, on=turn.today))


def _screen(turn: Turn, campaign: Campaign) -> Screen:
    rules = rules_of(campaign, turn.catalogue)
    shown = rules.version[:SHORT]
    text = say(
        "ruling.screen",
        name=name_of(campaign),
        on=rules.on,
        rows=len(rules.awards),
        outside=len(rules.outside),
        review=len(rules.to_review),
        state=_state(rules),
    )
    rows: list[Row] = []
    if turn.member.holds(Role.SECRETARY) and campaign.stage is not Stage.CLOSED:
        rows = [] if rules.firm else [AskConfirm(campaign.id, shown)]
        rows += [] if rules.on == turn.today else [FollowToday(campaign.id)]
    return screen(text, *rows, back=ShowCampaign(campaign.id))


def _state(rules: RuleSet) -> Say:
    if rules.confirmation is None:
        return say("ruling.open")
    return _by(rules.confirmation) if rules.firm else say("ruling.open_again", name=rules.confirmation.name)


def _by(confirmation: Confirmation) -> Say:
    return say("ruling.by", name=confirmation.name, on=confirmation.on)
