"""docs/quyen.md: the table of rights for people to read, made of `rights.toml` and of the words on the buttons.

python -m tests.handlers.rights_page
"""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import NoneType
from typing import get_args, get_type_hints

from bot.texts import Texts
from campaign.people import Language
from handlers import FLOWS
from handlers.kit import Choice
from storage.schema import metadata
from tests.handlers.answers import ASKED
from tests.handlers.rights_table import BUTTONS, HOME, QUESTIONS, Effect, Rights, read
from tests.handlers.ways import Press
from tests.talk.room import ZONE

PAGE = Path(__file__).parents[2] / "docs" / "quyen.md"
PEOPLE = {
    "owner": "Chủ hồ sơ", "colleague": "Đồng nghiệp", "preparer": "Đầu mối", "head": "Thủ trưởng",
    "teller": "Ban kiểm phiếu", "preparer_elsewhere": "Đầu mối đơn vị khác",
    "head_elsewhere": "Thủ trưởng đơn vị khác", "chair": "Khối trưởng", "vice_chair": "Khối phó",
    "council": "Hội đồng", "secretary": "Thư ký", "admin": "Quản trị",
}  # fmt: skip
AREAS = {
    "joining": "Tham gia", "kit": "Chung", "register": "Đăng ký, hưởng ứng", "history": "Quá trình khen thưởng",
    "report": "Báo cáo thành tích", "decide": "Biểu quyết, bỏ phiếu, bình xét", "poll": "Tổ chức bỏ phiếu",
    "verdict": "Kết quả bỏ phiếu", "calendar": "Lịch họp, giấy mời", "arranging": "Chuẩn bị cuộc họp",
    "attendance": "Ai dự, điểm danh", "manage": "Quản lý chiến dịch", "consult": "Lấy ý kiến dự thảo",
    "roster": "Danh sách, mã tham gia, tập thể", "ask": "Hỏi Thư ký", "devices": "Thiết bị",
    "khoi": "Chọn khối", "language": "Ngôn ngữ",
}  # fmt: skip
DOES, MAY, NOT = "●", "○", "–"
SAID = {
    Effect.SEEN: "đã thấy",
    Effect.SHOWS: "chỉ xem, hỏi",
    Effect.UNSEEN: "thấy ở kiểm thử riêng",
    None: "",
}
WHAT = f"""\
# Ai làm được gì: từng nút, từng lệnh, từng vai trò

Làm ra từ `tests/handlers/rights.toml` bằng `make operations`; không sửa tay. `make test` bấm thật từng nút, gõ thật
từng lệnh, trả lời từng câu hỏi bằng từng người dưới đây rồi so với bảng này: trả lời khác đi, ghi thêm một dòng hay
thiếu một nút đều hỏng.

{DOES} được làm, và lần bấm thử **ghi thay đổi** · {MAY} được xem, được hỏi, hoặc được làm nhưng lúc ấy người đó
không có gì để ghi (bản nháp của người khác, việc đã làm rồi) · {NOT} bị từ chối, không đổi gì.

Cột “Tác dụng”: *đã thấy* là nút **đã thấy có tác dụng**: người có quyền bấm thì thấy có ghi, trong đúng tình huống mà
những người khác bấm không đổi gì. *Chỉ xem, hỏi* là nút không thể ghi gì (kiểm thử đọc cả mã nguồn để chắc như vậy).
Nút mới mà không thuộc loại nào thì kiểm thử không qua. Hiện có {{buttons}} nút: {{seen}} đã thấy có tác dụng,
{{shows}} chỉ xem, hỏi, {{unseen}} chỉ bấm được trên máy chưa tham gia nên thấy ở kiểm thử riêng.

Chủ hồ sơ, Đồng nghiệp, Đầu mối, Thủ trưởng cùng một đơn vị; việc được bấm là việc của Chủ hồ sơ hoặc của đơn vị đó. Đầu
mối, Thủ trưởng “đơn vị khác” ở cùng khối. Cột cuối là người của **khối khác có mọi vai trò**: việc của khối này không
xem được, không đổi được ({NOT}); nút không gắn với việc nào (“khối mình”) mở việc của khối người đó.

Dòng toàn {NOT} là nút chỉ dành cho máy vừa đưa mã tham gia; kiểm thử riêng của nó ghi trong `rights.toml`.
"""

ANSWERS = """
## Trả lời câu hỏi bằng cách gõ, gửi tệp

Câu hỏi nêu theo nút dẫn tới nó. Mọi người trả lời cùng một nội dung, trong cùng cuộc trò chuyện của người được hỏi.
*Chỉ xem, hỏi*: nội dung gõ chỉ để tìm hoặc được đọc lại để xác nhận, chưa ghi gì.
"""


def page(rights: Rights) -> str:
    """The whole page."""
    effects = Counter(rights.rows[name].effect for name in BUTTONS)
    counts = {effect.value: effects[effect] for effect in Effect}
    parts = [
        WHAT.format(buttons=len(BUTTONS), **counts),
        "## Lệnh\n",
        *_table(rights, {f"/{flow.command}": None for flow in FLOWS if flow.command}),
    ]
    of = sorted(BUTTONS.items(), key=lambda item: list(AREAS).index(_area(item[1])))
    for area, buttons in groupby(of, key=lambda item: _area(item[1])):
        parts += [f"\n## {AREAS[area]}\n", *_table(rights, dict(buttons))]
    parts += [ANSWERS, *_table(rights, {name: _asked_by(name) for name in QUESTIONS})]
    return "\n".join(parts) + "\n"


def _asked_by(question: str) -> type[Choice]:
    """The last button on the way to the question."""
    situation = ASKED[question.removeprefix("answers.")]
    steps = [step for act in situation.acts for step in act.steps]
    return BUTTONS[next(step.button for step in reversed(steps) if isinstance(step, Press))]


def _table(rights: Rights, rows: Mapping[str, type[Choice] | None]) -> Iterator[str]:
    texts = Texts(ZONE)
    yield f"| Nút, lệnh | {' | '.join(PEOPLE[who] for who in HOME)} | Khối khác | Tác dụng |"
    yield f"| --- |{' :-: |' * (len(HOME) + 1)} --- |"
    for name, kind in rows.items():
        row = rights.rows[name]
        cells = [DOES if who in row.does else MAY if who in row.may else NOT for who in HOME]
        other = NOT if _is_here(name, kind) else "khối mình"
        words = f"`{name}`" if kind is None else f"{_words(texts, kind)}<br>`{name}`"
        yield f"| {words} | {' | '.join(cells)} | {other} | {SAID[row.effect]} |"


def _words(texts: Texts, kind: type[Choice]) -> str:
    """What stands on the button; many have words of their own each time: a name, a date, a count."""
    subject, _, name = kind.label.key.partition(".")
    words = re.sub(r"\{[^}]*\}", "…", texts.subject(subject, Language.VI)[name])
    return "*(một dòng trong danh sách)*" if words == "…" else words.replace("|", "\\|")


def _is_here(name: str, kind: type[Choice] | None) -> bool:
    """Whether it was tried about something of this khối: a button with an id, a question whose id is never left out."""
    if name in QUESTIONS:
        return any(NoneType not in get_args(hint) for hint in _ids(QUESTIONS[name]))
    return kind is not None and bool(_ids(kind))


def _ids(kind: type) -> list[object]:
    hints = get_type_hints(kind)
    return [
        hints[field.name]
        for field in dataclasses.fields(kind)
        if "campaign.ids" in str(hints[field.name]) or field.name in metadata.tables
    ]


def _area(kind: type[Choice]) -> str:
    return kind.__module__.split(".")[1]


if __name__ == "__main__":
    PAGE.write_text(page(read()), "utf-8")
