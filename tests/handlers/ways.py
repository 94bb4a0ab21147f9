"""The way to every question of every flow: who is asked in the full house, and after which presses, words and files.

A new question needs its way here: `test_every_question.py` fails without.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tests.handlers.full_house import BAO
from tests.papers.test_file_text import pdf


@dataclass(frozen=True)
class File:
    """A file as it is sent."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class Press:
    """A button by its name in `rights.toml`, about the row named there but for what is given here."""

    button: str
    given: Mapping[str, object]


@dataclass(frozen=True)
class Tap:
    """A button that was shown on the way, by the key of its words or by a part of them."""

    label: str


Step = Press | Tap | File | str


@dataclass(frozen=True)
class Way:
    """Who is asked, and after what."""

    who: str
    steps: tuple[Step, ...]


def press(button: str, **given: object) -> Press:
    """As above."""
    return Press(button, given)


def way(who: str, *steps: Step) -> Way:
    """As above."""
    return Way(who, steps)


PAPER = File("quyet-dinh.pdf", pdf("Quyết định"), "application/pdf")
WISHES = File(
    "dang-ky.csv",
    f"Mã;Họ và tên;Danh hiệu thi đua\nĐƠN VỊ;{BAO};Tập thể lao động tiên tiến\n".encode(),
    "text/csv",
)
RECORDS = File(
    "qua-trinh.csv",
    f"Mã;Đơn vị;Năm;Loại;Giá trị\n;{BAO};2025;Số Lao động tiên tiến;12/15\n".encode(),
    "text/csv",
)

WAYS: Mapping[str, Way] = MappingProxyType(
    {
        "arranging.Asked": way("chair", press("arranging.InviteGroup")),
        "arranging.Cancelling": way("chair", press("arranging.AskCancel")),
        "arranging.Inviting": way("chair", press("arranging.PickPeople")),
        "arranging.NamingChairs": way("chair", press("arranging.PickChairs")),
        "arranging.NamingGuests": way("chair", press("arranging.AskGuests")),
        "ask.Answering": way("secretary", press("ask.ReadThread")),
        "ask.Asking": way("admin", press("ask.AskAnew")),
        "attendance.Entering": way("chair", press("attendance.EnterAway")),
        "bodies.Seating": way("secretary", press("bodies.MakeCouncil")),
        "calendar.Choosing": way("head", press("calendar.SendSubstitute", revision=0)),
        "calendar.Explaining": way("head", press("calendar.StayAway", revision=0)),
        "calendar.Looking": way("admin", press("calendar.TurnMeetings")),
        "calendar.Naming": way("head", press("calendar.NameSomebody", revision=0)),
        "calendar.Sending": way(
            "head",
            press("calendar.SendSubstitute", revision=0),
            "Nguoi col",
            press("calendar.Empower", powers="v"),
        ),
        "consult_answering.Commenting": way("chair", press("consult_answering.WriteComment")),
        "consult_sending.Preparing": way("chair", press("consult_sending.ConsultOn")),
        "deadline.AskedDate": way("chair", press("deadline.AskDate")),
        "decide_hands.Remarking": way("head", press("decide_hands.RaiseHand", mark="other")),
        "decide_hands_entry.Quoting": way("secretary", press("decide_hands_entry.SetFor", mark="other")),
        "decide_marking.Marking": way("head", press("decide_marking.Mark")),
        "decide_review.Commenting": way("chair", press("decide_review.Comment")),
        "declare.ChoosingAward": way("owner", press("declare.AskValue", kind="a", year=2025)),
        "declare.Naming": way("owner", press("declare.PickValue", kind="i", value="co_so")),
        "declare_deciding.RefusalGiven": way(
            "head", press("declare_deciding.AskRefusal"), "Thiếu quyết định"
        ),
        "declare_deciding.RefusalReason": way("head", press("declare_deciding.AskRefusal")),
        "declare_proving.Proved": way("owner", press("declare.PickValue"), PAPER),
        "declare_proving.Proving": way("head", press("declare.PickValue")),
        "envelope_receiving.Registering": way("chair", press("envelope_receiving.AskReference")),
        "extension.Finding": way("chair", press("extension.ChooseWhom")),
        "extension_granting.Granting": way("chair", press("extension_granting.Offer")),
        "history.AwaitingHistory": way("secretary", press("history.OpenHistory")),
        "history.HistoryPreviewed": way("secretary", press("history.OpenHistory"), RECORDS),
        "notice.Writing": way("chair", press("notice.Write")),
        "notice_files.Addressing": way("secretary", press("notice.Write"), "Kính mời dự họp"),
        "planning.AskedYear": way("chair", press("planning.NewCampaign")),
        "planning_parts.Asked": way("chair", press("planning.GoOn")),
        "poll_candidates.Adding": way("chair", press("poll_candidates.ListCandidates")),
        "poll_candidates.Explaining": way("chair", press("poll_candidates.AddName")),
        "poll_count.Reading": way("teller", press("poll_count.OpenEnvelopes")),
        "poll_draft.Naming": way("chair", press("poll_draft.AskFor")),
        "poll_prepare.FindingMatter": way("chair", press("poll_prepare.ChooseBody")),
        "poll_roll.Mandating": way("chair", press("poll_roll.Acts")),
        "poll_settings.Typing": way("chair", press("poll_settings.AskItem")),
        "poll_team.Declaring": way("chair", press("poll_team.AddConflict")),
        "poll_team.NamingTeam": way("chair", press("poll_team.Team")),
        "register_confirming.Noted": way("owner", press("register_confirming.AskNote"), "Sáng kiến số hóa"),
        "register_confirming.WritingNote": way("admin", press("register_confirming.AskNote")),
        "register_one.Rewording": way("head", press("register_one.AskOtherNote")),
        "register_return.GivingReason": way("head", press("register_return.AskReason")),
        "register_return.ReasonGiven": way("head", press("register_return.AskReason"), "Bổ sung sáng kiến"),
        "register_sheet.Awaiting": way("head", press("register_sheet.OpenSheet")),
        "register_sheet.Previewed": way("head", press("register_sheet.OpenSheet"), WISHES),
        "register_titles.Choosing": way("head", press("register_titles.ListTitles")),
        "register_unit.Picking": way("head", press("register_unit.ListPeople")),
        "reminding.Typing": way("chair", press("reminding.EditSteps")),
        "report_files.Sending": way("head", press("report_files.AskForFile")),
        "report_filing.GivingReason": way("head", press("report_filing.AskForReason")),
        "report_filing.ReasonGiven": way("head", press("report_filing.AskForReason"), "Bổ sung số liệu"),
        "report_writing.Writing": way("head", press("report_writing.WriteSection")),
        "review_concluding.Concluding": way("chair", press("review_concluding.Conclude")),
        "roster.AtRoster": way("admin", press("roster.Download")),
        "roster.Looking": way("admin", press("roster.ListPeople")),
        "roster.LookingForUnit": way("admin", press("roster.ListUnits")),
        "roster.NamingUnit": way("admin", press("roster.NameUnit")),
        "taking_part.Counting": way("admin", press("taking_part.AskCount")),
        "taking_part_names.Marking": way("head", press("taking_part_names.AskNames")),
        "verdict_after.Annulling": way("chair", press("verdict_after.Annul")),
        "verdict_tie.Tying": way("chair", press("verdict_tie.ChooseTied", ballot="tied", marks=1)),
    }
)
