"""[Xem lại và phát động] -> launch.preview: the very message that everybody will get [Phát động]

-> launch.launched, and a message that says how far it has come. A second press says when it was launched. Whoever may
only prepare sees the preview without that button, and who may press it.
"""

from campaign.ids import CampaignId, NoticeId
from campaign.people import Role
from campaign.plan.deadline import Matter
from campaign.plan.launching import AlreadyClosed, AlreadyLaunched, Incomplete, Outdated, launch
from campaign.plan.plan import Campaign, Launcher, NotAllowed, Stage, may_launch, prepares, rules_of
from campaign.plan.planning import Frozen, LaunchedBy, change
from handlers.kit import (
    Choice,
    End,
    Flow,
    Notice,
    Progress,
    Result,
    Row,
    Say,
    Turn,
    Until,
    fact,
    led,
    say,
    screen,
)
from handlers.manage.begin import ended, not_yours, refused
from handlers.manage.campaign_words import PARTS, door, found, name_of, paper_line, who_may
from handlers.manage.delivery_words import leaving, leaving_line, ledger_rows
from handlers.manage.planning_words import Preview, ReadPlan, ShowCampaign, ask_buttons

flow = Flow("launch", about=say("launch.about"), help=say("launch.help"))


class Launch(Choice, tag="lcg", label=say("launch.launch_button")):
    """Launches the campaign as it was shown."""

    campaign: CampaignId
    shown: int


class LetLaunch(Choice, tag="lcs"):
    """The chair keeps the launch to themselves, or lets the secretary launch too."""

    campaign: CampaignId
    launcher: Launcher


@flow.press(Preview)
async def preview(turn: Turn, asked: Preview) -> Result:
    """What the launch will say, and to how many."""
    campaign = await found(turn, asked.campaign)
    if campaign is None or not prepares(turn.member, campaign.khoi):
        return await not_yours(turn)
    if campaign.stage is not Stage.DRAFT:
        return await ended(turn, campaign, say("launch.launched_at", at=campaign.launched_at))
    return await previewed(turn, campaign)


async def previewed(turn: Turn, campaign: Campaign, lead: Say | None = None) -> End:
    """The preview as an answer, for the steps that end in it."""
    people = await turn.store.people.directory(turn.khoi)
    text = say(
        "launch.preview",
        message=await _message(turn, campaign),
        count=len(people),
        joined=sum(p.joined for p in people),
        hints=_hints(turn, campaign),
    )
    parts = ask_buttons(campaign)
    pairs: list[Row] = [tuple(parts[i : i + 2]) for i in range(0, len(parts), 2)]
    may = turn.member.holds(*may_launch(campaign)) and not campaign.lacking
    rows: list[Row] = [Launch(campaign.id, campaign.revision), *pairs] if may else pairs
    shown = screen(text, *rows, *_setting(turn, campaign), back=ShowCampaign(campaign.id))
    return End(shown if lead is None else led(lead, shown))


@flow.press(LetLaunch)
async def let_launch(turn: Turn, pressed: LetLaunch) -> Result:
    """Who may launch: the chair says."""
    campaign = await found(turn, pressed.campaign)
    if campaign is None:
        return await not_yours(turn)
    match change(campaign, turn.member, LaunchedBy(pressed.launcher)):
        case Campaign() as new:
            await turn.store.campaigns.save(new, turn.member.id, turn.now)
            lead = who_may(NotAllowed(may_launch(new)))
            return (
                await previewed(turn, new, lead) if new.stage is Stage.DRAFT else await ended(turn, new, lead)
            )
        case NotAllowed() as not_allowed:
            return await refused(turn, campaign, not_allowed)
        case Frozen():
            return await ended(turn, campaign, say("planning.frozen"))


@flow.press(Launch)
async def go(turn: Turn, pressed: Launch) -> Result:
    """The campaign is launched, once; everybody is told."""
    campaign = await found(turn, pressed.campaign)
    if campaign is None:
        return await not_yours(turn)
    match launch(campaign, turn.member, pressed.shown, turn.now):
        case Campaign() as running:
            return await _launched(turn, running)
        case NotAllowed() as not_allowed:
            return await refused(turn, campaign, not_allowed)
        case AlreadyLaunched(at):
            return await ended(turn, campaign, say("launch.launched_at", at=at))
        case AlreadyClosed(at):
            return await ended(turn, campaign, say("launch.closed_at", at=at))
        case Incomplete():
            return await previewed(turn, campaign)
        case Outdated():
            return await previewed(turn, campaign, say("launch.outdated"))


async def _launched(turn: Turn, running: Campaign) -> End:
    await turn.store.campaigns.save(running, turn.member.id, turn.now)
    await turn.store.events.record(turn.khoi, "campaign.launched", turn.member.id, turn.now, running.id)
    members = await turn.store.people.members(turn.khoi)
    rows = (*door(turn, Matter.REGISTRATION), ReadPlan(running.id))
    notice = Notice(
        NoticeId(turn.fresh_id()), turn.khoi, "launch", tuple(m.person for m in members),
        await _message(turn, running), rows, campaign=running.id, by=turn.member.id, not_before=leaving(turn),
    )  # fmt: skip
    done = fact(
        say("launch.launched", name=name_of(running), at=turn.now, leaves=leaving_line(leaving(turn)))
    )
    told = Progress(notice.id, say("launch.told", name=name_of(running)), ledger_rows(notice.id))
    return End(done, notice, told)


async def _message(turn: Turn, campaign: Campaign) -> Say:
    khoi = await turn.store.people.khoi(turn.khoi)
    registration = campaign.deadline(Matter.REGISTRATION)
    return say(
        "launch.message",
        khoi="" if khoi is None else khoi.name,
        name=name_of(campaign),
        theme=say("launch.theme", theme=campaign.theme) if campaign.theme else say("campaign.no_theme"),
        plan=paper_line(campaign.plan),
        tasks=len(campaign.tasks),
        register=None if registration is None else say("launch.register", until=Until(registration.at)),
    )


def _hints(turn: Turn, campaign: Campaign) -> tuple[Say, ...]:
    """What keeps it from being launched, and what should be known before."""
    if campaign.lacking:
        lines = tuple(say("launch.lacking", part=PARTS[part]) for part in campaign.lacking)
        first: Say | None = say("launch.incomplete", parts=lines)
    elif not turn.member.holds(*may_launch(campaign)):
        first = who_may(NotAllowed(may_launch(campaign)))
    else:
        first = leaving_line(leaving(turn))
    registration = campaign.deadline(Matter.REGISTRATION)
    over = registration is not None and registration.at <= turn.now
    firm = rules_of(campaign, turn.catalogue).firm
    hints = (
        first,
        say("launch.registration_is_over") if over else None,
        None if firm else say("launch.rules_open"),
    )
    return tuple(hint for hint in hints if hint is not None)


def _setting(turn: Turn, campaign: Campaign) -> tuple[Row, ...]:
    if not turn.member.holds(Role.CHAIR):
        return ()
    match campaign.launcher:
        case Launcher.CHAIR:
            return (
                LetLaunch(campaign.id, Launcher.CHAIR_OR_SECRETARY).labelled(
                    say("launch.let_secretary_button")
                ),
            )
        case Launcher.CHAIR_OR_SECRETARY:
            return (LetLaunch(campaign.id, Launcher.CHAIR).labelled(say("launch.chair_only_button")),)
