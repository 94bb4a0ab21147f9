"""[Mốc nhắc việc] in /quanly -> reminding.steps -> “7 ngày, 1 ngày, 2 giờ” -> reminding.read_back -> reminding.set

The last step reaches everybody up to the secretary, the one before it the head, all earlier ones the đầu mối alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.ids import CampaignId
from campaign.plan.plan import Campaign, prepares
from campaign.reminders.reminder import Rung, Step
from campaign.reminders.steps import StepsRefused, read_steps
from handlers.kit import (
    Button,
    Choice,
    End,
    Flow,
    Next,
    OpenFlow,
    Place,
    Result,
    Say,
    Turn,
    fact,
    led,
    say,
    screen,
)
from handlers.menu import menu

flow = Flow("reminding", about=say("reminding.about"), help=say("reminding.help"))

REACHES: dict[Rung, Say] = {
    Rung.PREPARER: say("reminding.to_preparer"),
    Rung.HEAD: say("reminding.to_head"),
    Rung.SECRETARY: say("reminding.to_secretary"),
}


class EditSteps(Choice, tag="ns", label=say("reminding.steps_button")):
    """The steps of a campaign, to be typed anew."""

    campaign: CampaignId


class SetSteps(Choice, tag="nt", label=say("reminding.set_button")):
    """These steps from now on; `codes` are theirs, “7d-1d-2h”."""

    campaign: CampaignId
    codes: str


@dataclass(frozen=True)
class Typing:
    """The steps are being typed."""

    campaign: CampaignId


@flow.manages(Place.SELDOM)
async def buttons(turn: Turn, campaign: Campaign | None) -> Sequence[Button]:
    """For those who prepare the campaign."""
    if campaign is None or not prepares(turn.member, campaign.khoi):
        return ()
    return (Button(EditSteps(campaign.id), EditSteps.label),)


@flow.press(EditSteps)
async def edit(turn: Turn, pressed: EditSteps) -> Result:
    """What they are, and how to type others."""
    return await _ask(turn, pressed.campaign)


@flow.answer(Typing)
async def read_back(turn: Turn, state: Typing, text: str) -> Result:
    """Reads the typed steps back before they count."""
    if not await _may(turn, state.campaign):
        return await _not_yours(turn)
    match read_steps(text):
        case StepsRefused() as refused:
            return await _ask(turn, state.campaign, Say(refused.key, refused.values))
        case steps:
            codes = "-".join(step.code for step in steps)
            text_back = say("reminding.read_back", steps=_lines(steps))
            return Next(
                state, screen(text_back, SetSteps(state.campaign, codes), back=EditSteps(state.campaign))
            )


@flow.press(SetSteps)
async def set_steps(turn: Turn, pressed: SetSteps) -> Result:
    """From the next look on."""
    steps = read_steps(pressed.codes.replace("-", " "))
    if isinstance(steps, StepsRefused) or not await _may(turn, pressed.campaign):
        return await _not_yours(turn)
    await turn.store.reminders.set_steps(pressed.campaign, steps, turn.member.id, turn.now)
    codes = {"steps": " ".join(step.code for step in steps)}
    await turn.store.events.record(
        turn.khoi, "reminders.steps_set", turn.member.id, turn.now, pressed.campaign, codes
    )
    return End(fact(say("reminding.set", steps=_lines(steps))))


async def _ask(turn: Turn, campaign: CampaignId, lead: Say | None = None) -> Result:
    if not await _may(turn, campaign):
        return await _not_yours(turn)
    steps = await turn.store.reminders.steps(campaign)
    shown = screen(say("reminding.steps", steps=_lines(steps)), back=OpenFlow("manage"))
    return Next(Typing(campaign), shown if lead is None else led(lead, shown))


async def _may(turn: Turn, campaign: CampaignId) -> bool:
    found = await turn.store.campaigns.find(turn.khoi, campaign)
    return found is not None and prepares(turn.member, found.khoi)


async def _not_yours(turn: Turn) -> End:
    return End(led(say("chat.not_for_you"), await menu(turn)))


def _lines(steps: Sequence[Step]) -> tuple[Say, ...]:
    return tuple(say("reminding.line", before=_length(step), reaches=REACHES[step.up_to]) for step in steps)


def _length(step: Step) -> Say:
    if step.days:
        return say("reminding.days", n=step.days)
    if step.minutes % 60 == 0:
        return say("reminding.hours", n=step.minutes // 60)
    return say("reminding.minutes", n=step.minutes)
