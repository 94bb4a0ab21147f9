"""What the files of góp ý dự thảo kế hoạch share: buttons between them, answers in words."""

from datetime import datetime

from campaign.ids import CampaignId, ConsultationId, UnitId
from campaign.paper import Attachment
from campaign.plan.comments import Comment, Standing
from campaign.plan.consultation import Consultation
from handlers.kit import Choice, End, Received, Row, Say, Turn, Until, led, say
from handlers.manage.campaign_words import name_of
from handlers.menu import menu
from handlers.report.words import size_of


class ConsultOn(Choice, tag="gy", label=say("consult.begin_button")):
    """The round of a campaign: prepared, answered, closed."""

    campaign: CampaignId


class OpenDraft(Choice, tag="gyo", label=say("consult.open_button")):
    """The draft as a unit sees it."""

    consultation: ConsultationId


class ReadDraft(Choice, tag="gyf", label=say("consult.file_button")):
    """The file of the draft."""

    consultation: ConsultationId


class Gathered(Choice, tag="gyg", label=say("consult.gathered_button")):
    """Who has answered what, ten units a page."""

    consultation: ConsultationId
    page: int


class OneComment(Choice, tag="gyu"):
    """What one unit says."""

    consultation: ConsultationId
    unit: UnitId


class Agree(Choice, tag="gyt", label=say("consult.agree_button")):
    """Nhất trí: to be confirmed."""

    consultation: ConsultationId


class ConfirmAgree(Choice, tag="gyc", label=say("consult.confirm_button")):
    """Nhất trí, as read back."""

    consultation: ConsultationId


class WriteComment(Choice, tag="gyw", label=say("consult.comment_button")):
    """Góp ý: in words or as a file."""

    consultation: ConsultationId


class HandOn(Choice, tag="gyh"):
    """What was written goes on, as it was read: `number` says which."""

    consultation: ConsultationId
    number: int


async def not_here(turn: Turn) -> End:
    """Not a matter of this person, or of another khối."""
    return End(led(say("chat.not_for_you"), await menu(turn)))


async def campaign_name(turn: Turn, consultation: Consultation) -> Say | None:
    """The name of the campaign whose plan it is."""
    campaign = await turn.store.campaigns.find(turn.khoi, consultation.campaign)
    return None if campaign is None else name_of(campaign)


def until(consultation: Consultation, now: datetime) -> Say | None:
    """Until when, or that the date has passed."""
    if consultation.due is None:
        return None
    if consultation.due <= now:
        return say("consult.was_due", at=consultation.due)
    return say("consult.due", at=Until(consultation.due))


def answer_words(comment: Comment) -> Say:
    """What a unit says, whole."""
    if comment.agrees:
        return say("consult.agrees")
    file = None if comment.file is None else file_line(comment.file)
    return say("consult.says", text=comment.text, file=file)


def standing_words(comment: Comment) -> Say:
    """How far the answer has come."""
    words = {
        Standing.WRITTEN: say("consult.is_written"),
        Standing.SUBMITTED: say("consult.is_submitted"),
        Standing.SENT: say("consult.is_sent", at=comment.at),
    }
    return words[comment.standing]


def file_line(file: Attachment) -> Say:
    """A file with its size."""
    return say("consult.file", name=file.name, size=size_of(file.size))


def file_of(consultation: Consultation) -> Say:
    """The file of the draft with its size, or that there is none."""
    return say("consult.without_file") if consultation.file is None else file_line(consultation.file)


def attachment(file: Received) -> Attachment:
    """A received file as it is kept."""
    return Attachment(file.name, file.sha256, file.media_type, file.size)


def file_rows(consultation: Consultation) -> tuple[Row, ...]:
    """The file of the draft, where it has one."""
    return () if consultation.file is None else (ReadDraft(consultation.id),)
