"""Rows of campaigns into the dataclasses of `campaign/` and back."""

import json
from collections.abc import Iterable
from datetime import date

from campaign.catalogue.general import YearUnderReview
from campaign.ids import CampaignId, KhoiId, MemberId
from campaign.paper import Attachment, Paper, PaperKind
from campaign.plan.deadline import Deadline, in_order
from campaign.plan.plan import Campaign, Launcher, Part, Stage
from campaign.plan.rule_set import Confirmation
from storage.sql import Row, micros, moment, moment_or_none

CAMPAIGN = (
    "SELECT c.*, p.kind AS p_kind, p.number AS p_number, p.issued_on AS p_issued_on, p.file_name AS p_file_name,"
    " p.sha256 AS p_sha256, p.media_type AS p_media_type, p.size AS p_size"
    " FROM campaign c LEFT JOIN paper p ON p.id = c.plan_id"
)
COLUMNS = (
    "name", "theme", "tasks", "movements", "plan_id", "answered", "stage", "launcher", "revision", "launched_at",
    "launched_by", "closed_at", "closed_by", "rules_on", "year_under_review", "confirmed_by", "confirmed_name",
    "confirmed_on", "confirmed_version",
)  # fmt: skip
"""What may change in a campaign."""


def campaign_of(row: Row, deadlines: Iterable[Deadline]) -> Campaign:
    """A campaign from a row of CAMPAIGN and its current deadlines."""
    review = row["year_under_review"]
    return Campaign(
        id=CampaignId(row["id"]),
        khoi=KhoiId(row["khoi_id"]),
        year=row["year"],
        created_at=moment(row["created_at"]),
        created_by=MemberId(row["created_by"]),
        rules_on=date.fromisoformat(row["rules_on"]),
        name=row["name"],
        theme=row["theme"],
        tasks=tuple(json.loads(row["tasks"])),
        movements=tuple(json.loads(row["movements"])),
        plan=paper_of(row),
        deadlines=in_order(deadlines),
        answered=frozenset(Part(part) for part in row["answered"].split()),
        stage=Stage(row["stage"]),
        launcher=Launcher(row["launcher"]),
        revision=row["revision"],
        launched_at=moment_or_none(row["launched_at"]),
        launched_by=row["launched_by"],
        closed_at=moment_or_none(row["closed_at"]),
        closed_by=row["closed_by"],
        year_under_review=None if review is None else YearUnderReview(review),
        confirmation=_confirmation(row),
    )


def values_of(c: Campaign, plan_id: int | None) -> tuple[object, ...]:
    """The values of COLUMNS."""
    agreed = c.confirmation
    return (
        c.name,
        c.theme,
        json.dumps(c.tasks, ensure_ascii=False),
        json.dumps(c.movements, ensure_ascii=False),
        plan_id,
        " ".join(sorted(c.answered)),
        c.stage.value,
        c.launcher.value,
        c.revision,
        c.launched_at and micros(c.launched_at),
        c.launched_by,
        c.closed_at and micros(c.closed_at),
        c.closed_by,
        c.rules_on.isoformat(),
        c.year_under_review and c.year_under_review.value,
        *((None,) * 4 if agreed is None else (agreed.by, agreed.name, agreed.on.isoformat(), agreed.version)),
    )


def _confirmation(row: Row) -> Confirmation | None:
    if row["confirmed_by"] is None:
        return None
    on = date.fromisoformat(row["confirmed_on"])
    return Confirmation(MemberId(row["confirmed_by"]), row["confirmed_name"], on, row["confirmed_version"])


def paper_of(row: Row) -> Paper:
    """A paper from the columns p_…; an empty one where there are none."""
    if row["p_kind"] is None:
        return Paper()
    on = row["p_issued_on"]
    file = None
    if row["p_sha256"] is not None:
        file = Attachment(row["p_file_name"], row["p_sha256"], row["p_media_type"], row["p_size"])
    return Paper(PaperKind(row["p_kind"]), row["p_number"], on and date.fromisoformat(on), file)
