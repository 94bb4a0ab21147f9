"""An edited catalogue is read whole or refused with every mistake named: file, row, field, and what is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.catalogue import shipped_files
from campaign.catalogue.model import Catalogue
from campaign.catalogue.parse import Refused, parse
from campaign.catalogue.problems import Fault, Problem

RULES = shipped_files()["rules.toml"]

ROW = """
[[award]]
code = "THU"
name_vi = "Danh hiệu thử"
name_en = "Trial title"
kind = "title"
subjects = ["individual"]
level = "co_so"
acts = ["register"]
criteria_vi = "Tiêu chuẩn"
criteria_en = "Criteria"
standard = "rated(HT_TOT)"
vote = { body = "khoi", ballot = "not_required" }
secret = { law = "silent", default = "open" }
decided_by = "khoi"
citation = "Quy chế"
effective_from = 2024-01-01
confidence = { standard = "found" }
review_needed = true
basis_note_vi = "chưa đối chiếu"
basis_note_en = "not compared"
"""


def problems(text: str, rules: str = RULES) -> tuple[Problem, ...]:
    match parse({"rules.toml": rules, "khoi.toml": text}):
        case Refused(found):
            return found
        case Catalogue():
            return ()


def edited(field: str, line: str) -> str:
    """The row with the line of one field replaced (or removed, with an empty line)."""
    lines = [line if old.startswith(f"{field} ") else old for old in ROW.splitlines()]
    assert lines != ROW.splitlines()
    return "\n".join(lines)


def test_a_correct_row_is_read() -> None:
    assert problems(ROW) == ()


ONE_MISTAKE = [
    ("code", "", "code", Fault.MISSING),
    ("code", "code = 5", "code", Fault.WRONG_TYPE),
    ("code", 'code = " "', "code", Fault.OUT_OF_RANGE),
    ("name_en", "", "name_en", Fault.MISSING),
    ("kind", 'kind = "danh_hieu"', "kind", Fault.NOT_ONE_OF),
    ("kind", "", "kind", Fault.MISSING),
    ("subjects", "subjects = []", "subjects", Fault.MISSING),
    ("subjects", 'subjects = "individual"', "subjects", Fault.WRONG_TYPE),
    ("subjects", 'subjects = ["person"]', "subjects", Fault.NOT_ONE_OF),
    ("level", 'level = "xa"', "level", Fault.NOT_ONE_OF),
    ("acts", 'acts = ["sing"]', "acts", Fault.NOT_ONE_OF),
    ("criteria_vi", f'criteria_vi = "{"a" * 2001}"', "criteria_vi", Fault.OUT_OF_RANGE),
    ("standard", "", "standard", Fault.MISSING),
    ("standard", 'standard = "rated(TOT)"', "standard", Fault.BAD_STANDARD),
    ("standard", "standard = { all = [] }", "standard", Fault.BAD_STANDARD),
    ("standard", 'standard = "held(KHONG_CO)"', "standard", Fault.UNKNOWN_REFERENCE),
    ("standard", 'standard = "meets(THU)"', "standard", Fault.CIRCLE),
    ("vote", "", "vote", Fault.MISSING),
    ("vote", 'vote = "khoi"', "vote", Fault.WRONG_TYPE),
    ("vote", 'vote = { body = "khoi" }', "vote.ballot", Fault.MISSING),
    ("vote", 'vote = { body = "khoi", ballot = "maybe" }', "vote.ballot", Fault.NOT_ONE_OF),
    ("vote", 'vote = { body = "khoi", ballot = "not_required", pct = 80 }', "vote.pct", Fault.UNKNOWN_FIELD),
    (
        "vote",
        'vote = { body = "khoi", ballot = "not_required", denominator = "half" }',
        "vote.denominator",
        Fault.NOT_ONE_OF,
    ),
    ("secret", 'secret = { law = "silent", default = "both" }', "secret.default", Fault.NOT_ONE_OF),
    ("decided_by", 'decided_by = "nobody"', "decided_by", Fault.UNKNOWN_REFERENCE),
    ("citation", 'citation = ""', "citation", Fault.OUT_OF_RANGE),
    ("effective_from", "", "effective_from", Fault.MISSING),
    ("effective_from", 'effective_from = "2024-01-01"', "effective_from", Fault.WRONG_TYPE),
    ("effective_from", "effective_from = 2024-01-01T00:00:00Z", "effective_from", Fault.WRONG_TYPE),
    ("confidence", "confidence = { }", "confidence.standard", Fault.MISSING),
    ("confidence", 'confidence = { standard = "sure" }', "confidence.standard", Fault.NOT_ONE_OF),
    ("confidence", 'confidence = { standard = "found", x = "found" }', "confidence.x", Fault.UNKNOWN_FIELD),
    ("review_needed", "", "review_needed", Fault.MISSING),
    ("review_needed", 'review_needed = "yes"', "review_needed", Fault.WRONG_TYPE),
]


@pytest.mark.parametrize(
    ("field", "line", "named", "fault"), ONE_MISTAKE, ids=[f"{m[1] or m[0]}" for m in ONE_MISTAKE]
)
def test_one_mistake_is_named_by_file_row_and_field(field: str, line: str, named: str, fault: Fault) -> None:
    found = problems(edited(field, line))
    row = {"code = 5": "5", 'code = " "': " "}.get(line, "award 1" if field == "code" else "THU")
    assert [(p.file, p.row, p.field, p.fault) for p in found] == [("khoi.toml", row, named, fault)]


ONE_LINE_MORE = [
    ("colour = 5", "colour", Fault.UNKNOWN_FIELD),
    ("effective_to = 2023-12-31", "effective_to", Fault.DATES_REVERSED),
    ('forms = ["X_01"]', "forms", Fault.UNKNOWN_REFERENCE),
    ('counts_as = ["X"]', "counts_as", Fault.UNKNOWN_REFERENCE),
    ('leads_to = "X"', "leads_to", Fault.UNKNOWN_REFERENCE),
    ('note_vi = "Ghi chú"', "note_en", Fault.MISSING),
]


@pytest.mark.parametrize(("line", "named", "fault"), ONE_LINE_MORE)
def test_a_line_too_many_is_named(line: str, named: str, fault: Fault) -> None:
    assert [(p.field, p.fault) for p in problems(f"{ROW}{line}\n")] == [(named, fault)]


QUOTAS = [
    ('quota = { binding = "law", percent = 120 }', [("quota.percent", Fault.OUT_OF_RANGE)]),
    ('quota = { binding = "law", percent = true }', [("quota.percent", Fault.WRONG_TYPE)]),
    ('quota = { binding = "law" }', [("quota.count", Fault.MISSING)]),
    ('quota = { binding = "law", percent = 20, of = "X" }', [("quota.of", Fault.UNKNOWN_REFERENCE)]),
    ('quota = { binding = "law", percent = 20 }', []),
]


@pytest.mark.parametrize(("line", "named"), QUOTAS)
def test_a_quota_says_how_many_of_what_and_how_sure(line: str, named: list[tuple[str, Fault]]) -> None:
    sure = 'confidence = { standard = "found", quota = "found" }'
    row = edited("confidence", sure) + f"\n{line}\n"
    assert [(p.field, p.fault) for p in problems(row)] == named


def test_a_bonus_is_a_positive_number_per_kind_of_subject() -> None:
    row = edited("confidence", 'confidence = { standard = "found", bonus = "found" }')
    assert problems(row + "\nbonus = { individual = 0.3, collective = 1 }\n") == ()
    for wrong in (
        "individual = -1",
        'individual = "0.3"',
        "individual = 0",
        "individual = nan",
        "household = 1.5",
    ):
        assert len(problems(row + f"\nbonus = {{ {wrong} }}\n")) == 1, wrong


def test_all_mistakes_are_named_at_once() -> None:
    text = edited("kind", 'kind = "x"').replace('level = "co_so"', 'level = "y"') + "\ncolour = 1\n"
    assert {p.field for p in problems(text)} == {"kind", "level", "colour"}


def test_a_file_that_is_not_toml_is_named_with_what_the_reader_says() -> None:
    found = problems('code = "x"\ncode = 1\n')
    assert [(p.file, p.fault) for p in found] == [("khoi.toml", Fault.NOT_TOML)]
    assert "line 2" in found[0].value


def test_a_file_nested_without_end_is_refused() -> None:
    assert [p.fault for p in problems("a = " + "[" * 5000)] == [Fault.NOT_TOML]


def test_an_unknown_table_is_named() -> None:
    assert [(p.row, p.fault) for p in problems(ROW + "\n[awards]\nx = 1\n")] == [
        ("awards", Fault.UNKNOWN_TABLE)
    ]
    assert [(p.row, p.fault) for p in problems("award = 5")] == [("award", Fault.UNKNOWN_TABLE)]


def test_the_same_row_twice_in_one_file_is_a_mistake() -> None:
    assert [(p.row, p.fault) for p in problems(ROW + ROW)] == [("THU", Fault.DUPLICATE)]


def test_a_later_file_replaces_the_row_of_an_earlier_one() -> None:
    own = ROW.replace('name_en = "Trial title"', 'name_en = "Our title"')
    catalogue = parse({"rules.toml": RULES, "a.toml": ROW, "b.toml": own})
    assert isinstance(catalogue, Catalogue)
    assert [award.name.en for award in catalogue.awards] == ["Our title"]


def test_two_rows_of_one_code_may_follow_each_other_but_not_overlap() -> None:
    first = ROW + "effective_to = 2026-09-30\n"
    second = ROW.replace("2024-01-01", "2026-10-01")
    assert problems(first + second) == ()
    assert [(p.field, p.fault) for p in problems(ROW + second)] == [("effective_from", Fault.OVERLAP)]
    assert [p.fault for p in problems(first + ROW.replace("2024-01-01", "2026-09-30"))] == [Fault.OVERLAP]


def test_standards_that_ask_for_each_other_in_a_circle_are_refused() -> None:
    one = edited("standard", 'standard = "meets(HAI)"')
    two = edited("standard", 'standard = { any = ["meets(THU)", "worked()"] }').replace('"THU"', '"HAI"')
    assert [(p.row, p.fault) for p in problems(one + two)] == [("THU", Fault.CIRCLE), ("HAI", Fault.CIRCLE)]


def test_a_part_that_no_file_holds_is_named() -> None:
    match parse({"khoi.toml": ROW}):
        case Refused(found):
            assert [(p.fault, p.expected) for p in found] == [
                (Fault.NO_TABLE, "base_salary"),
                (Fault.NO_TABLE, "rounding"),
                (Fault.NO_TABLE, "settings"),
                (Fault.NO_TABLE, "vote"),
            ]
        case Catalogue():
            pytest.fail("accepted without general rules")


GENERAL = [
    ('last = "03-25"', 'last = "25/3"', "last", Fault.OUT_OF_RANGE),
    ('last = "03-25"', 'last = "02-30"', "last", Fault.OUT_OF_RANGE),
    ('first = "06-30"', 'first = "08-30"', "last", Fault.DATES_REVERSED),
    ("amount = 2530000", "amount = 0", "amount", Fault.OUT_OF_RANGE),
    ("amount = 2530000", "amount = 2530000.5", "amount", Fault.WRONG_TYPE),
    ("effective_from = 2026-07-01", "effective_from = 2026-06-30", "effective_from", Fault.OVERLAP),
    ("percent = 50", "percent = 101", "percent", Fault.OUT_OF_RANGE),
    ("quorum_numerator = 2", "quorum_numerator = 4", "quorum_numerator", Fault.OUT_OF_RANGE),
    ('year_under_review = "counts"', 'year_under_review = "yes"', "year_under_review", Fault.NOT_ONE_OF),
    ("up_to = 10000", "up_to = 0", "up_to", Fault.OUT_OF_RANGE),
]


@pytest.mark.parametrize(("old", "new", "field", "fault"), GENERAL)
def test_a_mistake_in_the_general_rules_is_named(old: str, new: str, field: str, fault: Fault) -> None:
    assert old in RULES
    found = problems(ROW, RULES.replace(old, new, 1))
    assert [(p.file, p.field, p.fault) for p in found] == [("rules.toml", field, fault)]


def test_the_version_changes_with_every_edit() -> None:
    def version(text: str) -> str:
        catalogue = parse({"rules.toml": RULES, "khoi.toml": text})
        assert isinstance(catalogue, Catalogue)
        return catalogue.version

    assert version(ROW) == version(ROW)
    assert version(ROW) != version(ROW.replace("true", "false"))


def test_texts_are_composed_whatever_the_editor_wrote() -> None:
    catalogue = parse({"rules.toml": RULES, "khoi.toml": ROW.replace("ử", "ử")})
    assert isinstance(catalogue, Catalogue)
    assert catalogue.awards[0].name.vi == "Danh hiệu thử"


@given(st.text(max_size=300))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    assert isinstance(parse({"rules.toml": RULES, "khoi.toml": text}), Catalogue | Refused)


TOML_VALUES = st.sampled_from(
    [
        "1",
        "-1",
        '""',
        '"x"',
        "true",
        "[]",
        "[1]",
        '["x"]',
        "{}",
        "{ a = 1 }",
        "1.5",
        "nan",
        "inf",
        "2024-01-01",
        "07:30:00",
    ]
)
FIELDS = st.sampled_from([line.split(" ")[0] for line in ROW.splitlines() if " = " in line])


@given(FIELDS, TOML_VALUES)
def test_no_value_of_any_field_makes_the_reader_stumble(field: str, value: str) -> None:
    assert isinstance(
        parse({"rules.toml": RULES, "khoi.toml": edited(field, f"{field} = {value} ")}), Catalogue | Refused
    )
