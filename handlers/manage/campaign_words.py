"""Campaigns in words: their names, what their deadlines are for, what is asked while they are prepared."""

from collections.abc import Mapping

from campaign.dates.dates import DateRefused
from campaign.ids import CampaignId
from campaign.paper import Paper
from campaign.people import Role
from campaign.plan.deadline import Deadline, Matter
from campaign.plan.plan import Campaign, NotAllowed, Part, Stage, rules_of
from handlers.kit import OpenFlow, Row, Say, Turn, Until, plain, say

MATTERS: Mapping[Matter, Say] = {
    Matter.REGISTRATION: say("campaign.registration"),
    Matter.COMPACT: say("campaign.compact"),
    Matter.INTERIM: say("campaign.interim"),
    Matter.REPORT: say("campaign.report"),
    Matter.FIGURES: say("campaign.figures"),
    Matter.REVIEW: say("campaign.review"),
    Matter.KHOI_FILE: say("campaign.khoi_file"),
    Matter.UNIT_FILE: say("campaign.unit_file"),
}

BUTTONS: Mapping[Matter, Say] = {
    Matter.REGISTRATION: say("campaign.registration_button"),
    Matter.COMPACT: say("campaign.compact_button"),
    Matter.INTERIM: say("campaign.interim_button"),
    Matter.REPORT: say("campaign.report_button"),
    Matter.FIGURES: say("campaign.figures_button"),
    Matter.REVIEW: say("campaign.review_button"),
    Matter.KHOI_FILE: say("campaign.khoi_file_button"),
    Matter.UNIT_FILE: say("campaign.unit_file_button"),
}
"""Short enough for two in a row."""

DOORS: Mapping[Matter, str] = {
    Matter.REGISTRATION: "register",
    Matter.COMPACT: "compact",
    Matter.REPORT: "report",
    Matter.REVIEW: "decide",
}
"""The flow in which one does what a deadline is for."""

PARTS: Mapping[Part, Say] = {
    Part.THEME: say("campaign.part_theme"),
    Part.TASKS: say("campaign.part_tasks"),
    Part.MOVEMENTS: say("campaign.part_movements"),
    Part.PAPER: say("campaign.part_paper"),
    Part.DEADLINES: say("campaign.part_deadlines"),
}

MENDING: Mapping[Part, Say] = {
    Part.THEME: say("campaign.mend_theme_button"),
    Part.TASKS: say("campaign.mend_tasks_button"),
    Part.MOVEMENTS: say("campaign.mend_movements_button"),
    Part.PAPER: say("campaign.mend_paper_button"),
    Part.DEADLINES: say("campaign.mend_deadlines_button"),
}
"""What the buttons under a preview say that they do."""

ROLES: Mapping[Role, Say] = {
    Role.INDIVIDUAL: say("campaign.role_individual"),
    Role.PREPARER: say("campaign.role_preparer"),
    Role.HEAD: say("campaign.role_head"),
    Role.CHAIR: say("campaign.role_chair"),
    Role.VICE_CHAIR: say("campaign.role_vice_chair"),
    Role.COUNCIL: say("campaign.role_council"),
    Role.SECRETARY: say("campaign.role_secretary"),
    Role.ADMIN: say("campaign.role_admin"),
}


def rules_line(turn: Turn, campaign: Campaign) -> Say:
    """Who confirmed the rules the campaign follows, or what it means that nobody has."""
    rules = rules_of(campaign, turn.catalogue)
    if rules.firm and rules.confirmation is not None:
        return say("manage.rules_firm", name=rules.confirmation.name, on=rules.confirmation.on)
    return say("manage.rules_open")


async def found(turn: Turn, campaign: CampaignId) -> Campaign | None:
    """The campaign, if it is one of the khối the person works in."""
    return await turn.store.campaigns.find(turn.khoi, campaign)


def name_of(campaign: Campaign) -> Say:
    """Its own name, or that of its year."""
    return plain(campaign.name) if campaign.name else say("campaign.of_year", year=campaign.year)


def stage_of(campaign: Campaign) -> Say:
    """Where it stands, with the moment."""
    match campaign.stage:
        case Stage.DRAFT:
            asked = len(Part) - len(campaign.unanswered)
            return say("campaign.is_draft", done=asked, total=len(Part))
        case Stage.LAUNCHED:
            return say("campaign.is_launched", at=campaign.launched_at)
        case Stage.CLOSED:
            return say("campaign.is_closed", at=campaign.closed_at)


def line_of(deadline: Deadline) -> Say:
    """A deadline with what is left of it."""
    return say("campaign.deadline", matter=MATTERS[deadline.matter], at=Until(deadline.at))


def next_of(deadline: Deadline) -> Say:
    """A deadline within a sentence."""
    return say("campaign.next", matter=MATTERS[deadline.matter], at=Until(deadline.at))


def paper_line(paper: Paper) -> Say:
    """The plan: its number and date, or that it has none yet, and its file."""
    named = say("campaign.paper_without_number")
    if paper.number and paper.issued_on is not None:
        named = say("campaign.paper_numbered", number=paper.number, on=paper.issued_on)
    if paper.file is None:
        return named
    return say("campaign.paper_with_file", paper=named, file=paper.file.name)


def who_may(refused: NotAllowed) -> Say:
    """Who may do what the person may not."""
    first, *others = [ROLES[role] for role in Role if role in refused.needs]
    if not others:
        return say("campaign.needs_one", role=first)
    return say("campaign.needs_either", role=first, other=others[0])


def date_fault(refused: DateRefused) -> Say:
    """What was wrong with a typed date, with an example."""
    return Say(refused.key, dict(refused.values))


def door(turn: Turn, matter: Matter) -> tuple[Row, ...]:
    """The button that does what a deadline is for, where there is a flow for it."""
    name = DOORS.get(matter)
    return tuple(OpenFlow(f.name).labelled(f.about) for f in turn.flows if f.name == name)
