"""The situations in which a press takes effect that changes nothing in the house as it stands: who acts, and how.

Everybody then presses the button that was shown last, in the conversation of whoever was shown it: for whoever may, the
press is seen to change something; for the others, in the very same situation, nothing. `rights.toml` says for whom.
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from campaign.ids import NoticeId
from campaign.people import Role
from campaign.reminders.reminder import MatterKind, Reminder, Rung
from campaign.reminders.rows import Changes
from storage.unit import Unit
from tests.handlers.full_house import VIEN, FullHouse
from tests.handlers.situation import Situation, after, alone, at, by
from tests.handlers.ways import PAPER, RECORDS, WISHES, Tap, press


async def reminded(house: FullHouse, unit: Unit) -> None:
    """The head was reminded, in the newest notice to all."""
    head, now = house["head"].member, house.room.clock.now()
    due = now + timedelta(days=3)
    new = Reminder(head.person, "register:1", 1, "1d", now, due, MatterKind.DEADLINE, Rung.HEAD)
    await unit.reminders.apply(head.khoi, Changes((new,), (), ()), {(head.person, "register:1", 1): now})
    await unit.reminders.send(
        (head.person, "register:1", 1, "1d"), NoticeId(house.rows["notice"]["free"]), now
    )


async def nobody_of_a_council(house: FullHouse, unit: Unit) -> None:
    """No one has the role, by which a council is there."""
    council = house["council"].member.id
    await unit.sql.run("UPDATE member SET roles = ? WHERE id = ?", Role.INDIVIDUAL.value, council)


ANOTHER_ROUND = by(
    "secretary",
    press("consult_gathered.ReallyClose"),
    press("consult_sending.ConsultOn", campaign="draft"),
    Tap("consult.another_button"),
)
MEETS = at("2026-12-18 08:00")
CALLED = by("secretary", MEETS, press("roll_call.ConfirmThere"))
WRITE, WORDS = press("notice.Write"), "Kính mời dự họp"
ENVELOPE = (press("envelope_receiving.AskReference"), "12/PYK")

SITUATIONS: Mapping[str, Situation] = MappingProxyType(
    {
        # registering
        "register_confirming.Register": alone(
            "owner", press("register_titles.ListTitles", page=0), Tap("Giấy khen")
        ),
        "register_one.FileAgain": after(
            by("head", press("register_return.AskReason"), "Bổ sung sáng kiến", Tap("Trả lại")),
            by("owner", press("register_one.ShowOne")),
        ),
        "register_unit.Submit": alone(
            "preparer",
            press("register_titles.Weigh", member="colleague"),
            Tap("register.confirm_button"),
            press("register_unit.ReadDrafts"),
        ),
        "register_sheet.ApplySheet": alone("preparer", press("register_sheet.OpenSheet"), WISHES),
        "register_decide.ConfirmAll": alone("head", press("register_decide.ReviewWaiting")),
        "register_return.SendBack": alone("head", press("register_return.AskReason"), "Bổ sung sáng kiến"),
        "taking_part_names.SayNames": alone("head", press("taking_part_names.AskNames")),
        # what is on record
        "declare_proving.SendDeclared": alone("owner", press("declare.PickValue"), PAPER),
        "declare_deciding.Refuse": alone("head", press("declare_deciding.AskRefusal"), "Thiếu quyết định"),
        "history.ApplyHistory": alone("secretary", press("history.OpenHistory"), RECORDS),
        # reports
        "report.Open": Situation(
            (by("head", press("register_decide.ConfirmOne")), by("owner", "/thanhtich")),
            {"registration": "filed"},
        ),
        "report_filing.SendBack": alone("head", press("report_filing.AskForReason"), "Bổ sung số liệu"),
        # votes
        "decide_hands.ConfirmHand": alone("head", press("decide_hands.RaiseHand", place=0)),
        "decide_review.BeginReview": alone(
            "chair", press("poll_prepare.ChooseMatter", act="review", code="BK_BO_C")
        ),
        "review_concluding.ConfirmConclude": alone(
            "chair", press("review_concluding.Conclude"), Tap("Bỏ phiếu"), Tap("Bỏ phiếu")
        ),
        "poll_prepare.ChooseAct": alone("chair", press("poll_prepare.PrepareVote"), act="acclaim"),
        "poll_prepare.ChooseBody": alone("chair", press("poll_prepare.PrepareVote"), act="acclaim"),
        "poll_prepare.ChooseMatter": alone("secretary", press("poll_prepare.ChooseBody", act="hands")),
        "poll_candidates.AddName": alone(
            "secretary",
            press("poll_prepare.ChooseBody", act="elect"),
            Tap("Khối trưởng"),
            Tap("poll.candidates_button"),
        ),
        "poll_settings.SetItem": alone("secretary", press("poll_settings.AskItem", item="q")),
        "poll_team.AddConflict": alone(
            "secretary", press("poll_team.AddConflict"), "Vợ của ứng viên", Tap("1")
        ),
        "poll_open.ConfirmOpen": alone("chair", press("poll_open.AskOpen")),
        "poll_roll.Acts": alone(
            "secretary",
            press("poll_roll.Acts", ballot="open", member="preparer"),
            "12/GUQ",
            press("poll_roll.OfVoter"),
        ),
        "poll_close.CloseAtMeeting": after(CALLED, by("chair", press("poll_close.AskClose", ballot="hands"))),
        "envelope_receiving.ConfirmEnvelope": alone("secretary", *ENVELOPE),
        "poll_envelopes.GiveBack": alone(
            "secretary", *ENVELOPE, Tap("poll.confirm_envelope_button"), press("poll_envelopes.EnvelopeOf")
        ),
        "poll_count.ConfirmSlips": alone(
            "teller", press("poll_count.OpenEnvelopes"), Tap("poll.none_chosen_button")
        ),
        "verdict_tie.ConfirmTie": alone("chair", press("verdict_tie.ChooseTied"), "Thành tích nổi trội hơn"),
        "verdict_after.ConfirmRound": alone("chair", press("verdict_after.AskRound", ballot="split")),
        "verdict_after.ConfirmAnnul": alone("chair", press("verdict_after.Annul"), "Sai danh sách"),
        # meetings
        "calendar.MakeFeed": alone("admin", press("calendar.OpenFeed")),
        "calendar.RevokeFeed": alone(
            "admin",
            press("calendar.OpenFeed"),
            Tap("calendar.feed_make_button"),
            press("calendar.OpenFeed"),
        ),
        "calendar.ConfirmSubstitute": alone(
            "head",
            press("calendar.SendSubstitute"),
            "Nguoi col",
            press("calendar.Empower", powers="v"),
            "12/GUQ",
        ),
        "arranging.RemoveFile": alone(
            "secretary", press("arranging.AskPart", part="files"), PAPER, press("arranging.AskToRemove")
        ),
        "arranging.Change": alone(
            "secretary", press("arranging.ReallyDrop", draft="change"), press("arranging.Manage")
        ),
        "arranging.Cancel": alone("secretary", press("arranging.AskCancel"), "Trùng lịch"),
        "roll_call.RestThere": alone("secretary", MEETS, press("roll_call.ShowRollCall")),
        "roll_call.ConfirmThere": alone("secretary", MEETS, press("roll_call.RestThere")),
        "roll_call.OpenUnit": alone("secretary", MEETS, press("roll_call.ShowRollCall")),
        "roll_call.MarkUnit": alone("secretary", MEETS, press("roll_call.OpenUnit")),
        "roll_call.MarkOne": alone("secretary", MEETS, press("roll_call.OpenUnit"), member="head"),
        # campaigns
        "planning.ForYear": alone("chair", press("planning.NewCampaign"), year=2028),
        "launch.Launch": alone(
            "chair",
            press("planning.NewCampaign"),
            "2028",
            "Đoàn kết, kỷ cương",
            "Thanh tra theo kế hoạch",
            Tap("planning.skip_button"),
            Tap("planning.no_number_button"),
            Tap("planning.use_dates_button"),
        ),
        "consult_sending.Another": alone(
            "secretary",
            press("consult_gathered.ReallyClose"),
            press("consult_sending.ConsultOn", campaign="draft"),
        ),
        "consult_sending.SetDue": after(ANOTHER_ROUND),
        "consult_sending.NoFile": after(ANOTHER_ROUND, by("secretary", PAPER)),
        "consult_sending.AskSend": after(ANOTHER_ROUND, by("secretary", "17:00 6/3/2026")),
        "consult_sending.SendRound": after(
            ANOTHER_ROUND, by("secretary", "17:00 6/3/2026", Tap("consult.send_button"))
        ),
        "deadline.NoDate": alone(
            "secretary",
            press("deadline.AskDate", campaign="draft"),
            "17:00 30/3/2027",
            press("deadline.AskDate", campaign="draft"),
        ),
        "deadline_moving.MoveTo": alone("secretary", press("deadline.AskDate"), "17:00 30/3/2026"),
        "extension_granting.Grant": alone("secretary", press("extension_granting.Offer")),
        "owing.Nudge": Situation(
            (by("secretary", press("owing.AskNudge", flow="register")),), with_duties=True
        ),
        "snooze.PutOff": alone("head", reminded, notice="free"),
        "snooze.PutOffFor": alone("head", reminded, notice="free", delay="h"),
        "notice_sending.ToAll": alone("secretary", WRITE, WORDS),
        "notice_sending.ToUnit": alone("secretary", WRITE, WORDS, press("notice_sending.ChooseUnit", page=0)),
        "notice_sending.ToRole": alone("secretary", WRITE, WORDS, press("notice_sending.ChooseRole")),
        "notice_sending.Send": alone("secretary", WRITE, WORDS, press("notice_sending.ToAll")),
        "notice_files.DropFiles": alone("secretary", WRITE, WORDS, PAPER),
        "ruling.FollowToday": alone("secretary", at("2026-03-05 09:00"), press("ruling.ShowRules")),
        "ruling.ConfirmRules": alone(
            "secretary",
            at("2026-03-05 09:00"),
            press("ruling.ShowRules"),
            Tap("ruling.today_button"),
            Tap("ruling.ask_button"),
        ),
        # people
        "bodies.MakeCouncil": alone("secretary", nobody_of_a_council, press("bodies.ShowBodies")),
        "bodies.SyncCouncil": alone(
            "secretary", press("bodies.AddSeat", member="head"), press("bodies.ShowBody", seat="c")
        ),
        "bodies.ConfirmChair": alone("secretary", press("bodies.AskChair"), Tap(VIEN)),
    }
)
