"""[Xem kế hoạch] -> plan_reading.plan: theme, tasks, movements, dates; and the file of the plan

Open to every member of the khối once the campaign is launched; before that to those who prepare it.
"""

from campaign.plan.plan import OVERSEERS, Campaign, Stage
from handlers.kit import Button, End, Flow, Kept, OpenFlow, Place, Result, Say, Turn, plain, say, screen
from handlers.manage.begin import not_yours
from handlers.manage.campaign_words import found, line_of, name_of, paper_line
from handlers.manage.planning_words import ReadPlan

flow = Flow("plan_reading", about=say("plan_reading.about"), help=say("plan_reading.help"))

LONGEST = 1200  # characters of tasks shown; the file has them all


@flow.manages(Place.SELDOM)
async def buttons(turn: Turn, campaign: Campaign | None) -> list[Button]:
    """The plan to read, once there is a campaign."""
    if campaign is None or not turn.member.holds(*OVERSEERS):
        return []
    return [Button(ReadPlan(campaign.id), ReadPlan.label)]


@flow.press(ReadPlan)
async def read(turn: Turn, asked: ReadPlan) -> Result:
    """Everything about the campaign."""
    campaign = await found(turn, asked.campaign)
    if campaign is None or (campaign.stage is Stage.DRAFT and not turn.member.holds(*OVERSEERS)):
        return await not_yours(turn)
    text = say(
        "plan_reading.plan",
        name=name_of(campaign),
        theme=campaign.theme or say("campaign.no_theme"),
        plan=paper_line(campaign.plan),
        tasks=_listed(campaign.tasks),
        movements=_listed(campaign.movements),
        dates=tuple(line_of(deadline) for deadline in campaign.deadlines),
    )
    back = OpenFlow("manage") if turn.member.holds(*OVERSEERS) else None
    shown = screen(text, back=back)
    file = campaign.plan.file
    if file is None:
        return End(shown)
    return End(Kept(file.name, file.sha256, say("plan_reading.file"), file.media_type), shown)


def _listed(lines: tuple[str, ...]) -> tuple[Say, ...] | Say:
    """The lines, as many as fit."""
    if not lines:
        return plain("\u2013")
    shown: list[Say] = []
    length = 0
    for number, line in enumerate(lines, start=1):
        length += len(line)
        if length > LONGEST:
            return (*shown, say("plan_reading.more", count=len(lines) - len(shown)))
        shown.append(say("plan_reading.line", number=number, text=line))
    return tuple(shown)
