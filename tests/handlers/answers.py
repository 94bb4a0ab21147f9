"""What is answered to every question, and typed as a command, for `rights.toml`: words or a file that whoever may
answer is seen to have kept.

Asked as `ways.py` says, but where that leads to a question about nothing, as here. Where nothing is kept on an answer
but only read back or looked up, everybody says the same word.
"""

from collections.abc import Mapping
from types import MappingProxyType

from tests.handlers.situation import Situation, after, alone, by
from tests.handlers.test_roster import NEWCOMER, sheet
from tests.handlers.ways import PAPER, WAYS, File, Tap, press

A_WORD = "Nguoi"

SAID: Mapping[str, str | File] = MappingProxyType(
    {
        "register_one.Rewording": "Rút ngắn thời gian xử lý đơn",
        "report_writing.Writing": "Hoàn thành tốt nhiệm vụ được giao.",
        "report_files.Sending": PAPER,
        "decide_hands_entry.Quoting": "Đề nghị xem lại",
        "decide_review.Commenting": "Thành tích nổi trội",
        "poll_draft.Naming": "Suy tôn năm 2026",
        "poll_candidates.Explaining": "Có thành tích đột xuất",
        "poll_settings.Typing": "60",
        "poll_team.Declaring": "Vợ của ứng viên",
        "poll_roll.Mandating": "12/GUQ",
        "calendar.Explaining": "Đi công tác",
        "arranging.NamingGuests": "Đồng chí Trần Thị B",
        "arranging.Asked": "Hội trường tầng 5",
        "attendance.Entering": "Đi công tác",
        "planning.AskedYear": "2028",
        "planning_parts.Asked": "Đoàn kết, kỷ cương",
        "consult_sending.Preparing": "17:00 6/3/2026",
        "consult_answering.Commenting": "Đề nghị bổ sung chỉ tiêu",
        "deadline.AskedDate": "17:00 30/3/2027",
        "notice.Writing": "Kính mời dự họp",
        "notice_files.Addressing": PAPER,
        "roster.NamingUnit": "Báo ngành",
        "roster.AtRoster": File("danh-sach-moi.csv", sheet(NEWCOMER), "text/csv"),
        "ask.Asking": "Hạn nộp là khi nào?",
        "ask.Answering": "Ngày 25/3.",
    }
)
"""By question."""

ASKED: Mapping[str, Situation] = MappingProxyType(
    {name: alone(way.who, *way.steps) for name, way in WAYS.items()}
    | {
        "arranging.Asked": alone("chair", press("arranging.AskPart", part="where")),
        "deadline.AskedDate": alone("chair", press("deadline.AskDate", campaign="draft")),
        "poll_candidates.Explaining": alone("chair", press("poll_candidates.AddName", what="a")),
    }
)
"""How it comes to every question."""

TYPED: Mapping[str, str] = MappingProxyType({"/ngonngu": "/ngonngu en"})
"""The words of a command that does something at once."""

NOTHING = alone("admin", "/menu")
BEFORE: Mapping[str, Situation] = MappingProxyType(
    {
        "/thanhtich": after(
            by(
                "preparer",
                press("register_titles.Weigh", member="colleague"),
                Tap("register.confirm_button"),
                press("register_unit.ReadDrafts"),
                Tap("register.really_submit_button"),
            ),
            by("head", press("register_decide.ReviewWaiting"), Tap("register.confirm_all_button")),
            by("colleague", "/menu"),
        )
    }
)
"""What happens before a command that would find nothing to do: the only report there can be is begun at once."""
