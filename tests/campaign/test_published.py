"""The published sheet and the recount from it alone: two programs, one result; no pattern, no link, no crash."""

import csv
from collections import Counter
from dataclasses import replace
from io import StringIO
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from campaign.ballots.ballot import Ballot, Candidate
from campaign.ballots.casting import SlipCast, cast_secret
from campaign.ballots.choices import Choice, Choices, Mark, pick
from campaign.ballots.counting import Counted, Urn, count
from campaign.ballots.envelopes import OpenedOpinions, PaperSlip
from campaign.ballots.hands import HandsRaised, everybody_agrees, raise_hands
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.published import publish, publish_open, shown_codes, with_tie_broken
from campaign.ballots.published_rows import Malformed, Problem
from campaign.ballots.receipt import Receipt
from campaign.ballots.recount import Counts, recount
from campaign.ballots.rights import stamp
from campaign.ballots.rule import Act, Majority, Percent, RecusalRule, Settings
from campaign.ballots.slip import Slip
from campaign.ballots.tally import Count, DecidedBy, Result
from campaign.catalogue.general import Denominator
from campaign.ids import BallotId, CandidateId, VoterId
from tests.campaign.ballots import (
    LATER,
    NOW,
    SECRETARY,
    TELLER,
    closed,
    collective,
    draft,
    khoi,
    opened,
    person,
    settings,
)

LEGEND = {"agree": "Đồng ý", "disagree": "Không đồng ý"}
TWO_NAMES = (person(1), person(2))
THREE_UNITS = (collective(1), collective(2), collective(3))


def held(
    wishes: list[Choices],
    rule: Settings,
    names: tuple[Candidate, ...] = TWO_NAMES,
    papers: tuple[Choices, ...] = (),
    absent: int = 0,
    seed: int = 1,
) -> tuple[Ballot, Count, list[Slip]]:
    """A secret ballot: the first voters cast, the next send papers, the rest stay away."""
    ballot = opened(draft(n=len(wishes) + len(papers) + absent, candidates=names, rule=rule))
    random = Random(seed)
    slips = []
    for voter, wish in zip(ballot.roll, wishes, strict=False):
        assert voter.hand is not None
        own = tuple(choice for choice in wish if choice.candidate not in ballot.recused(voter))
        cast = cast_secret(ballot, voter.hand.member, own, Receipt(random.randbytes(12)), None, NOW)
        assert isinstance(cast, SlipCast), cast
        slips.append(cast.slip)
    voted = [voter.id for voter in ballot.roll[: len(wishes)]]
    on_paper = [voter.id for voter in ballot.roll[len(wishes) : len(wishes) + len(papers)]]
    received = tuple(ReceivedOpinion(ballot.id, voter, "", stamp(SECRETARY, NOW)) for voter in on_paper)
    read = OpenedOpinions(ballot.id, tuple(PaperSlip(paper) for paper in papers), stamp(TELLER, LATER))
    urn = Urn(frozenset(voted), tuple(slip.choices for slip in slips), received=received, opened=read)
    done = count(closed(ballot), urn, LATER)
    assert isinstance(done, Counted), done
    return done.ballot, done.count, slips


def answered(*marks: Mark, names: tuple[Candidate, ...] = TWO_NAMES) -> Choices:
    return tuple(Choice(one.id, mark) for one, mark in zip(names, marks, strict=True))


A, D, B, X = Mark.AGREE, Mark.DISAGREE, Mark.BLANK, Mark.INVALID
FIVE = [answered(A, A), answered(A, D), answered(A, A), answered(A, A), answered(D, A)]


def sheet(ballot: Ballot, outcome: Count, slips: list[Slip], seed: int = 7) -> str:
    return publish(ballot, outcome, slips, Random(seed).shuffle, LEGEND)


def rows(text: str, word: str) -> list[list[str]]:
    return [row[1:] for row in csv.reader(StringIO(text)) if row[0] == word]


def recounted(text: str) -> Counts:
    found = recount(text)
    assert isinstance(found, Counts), found
    return found


def same(found: Counts, outcome: Count) -> bool:
    computed = [(one.yes, one.base, one.needed, one.result) for one in found.candidates]
    return found.agrees and computed == [(c.yes, c.base, c.needed, c.result) for c in outcome.candidates]


def test_the_sheet_alone_gives_every_number_and_verdict_again() -> None:
    ballot, outcome, slips = held(FIVE, settings())
    found = recounted(sheet(ballot, outcome, slips))
    assert same(found, outcome)
    assert [(one.name, one.yes, one.base, one.needed, one.result) for one in found.candidates] == [
        (TWO_NAMES[0].name, 4, 5, 4, "passed"),
        (TWO_NAMES[1].name, 4, 5, 4, "passed"),
    ]
    assert (found.ballot, found.title, found.citation) == (17, ballot.title, ballot.settings.basis.citation)


def test_every_voter_finds_receipt_and_answers_by_the_codes_that_were_shown() -> None:
    ballot, outcome, slips = held(FIVE, settings())
    text = sheet(ballot, outcome, slips)
    for slip in slips:
        shown = shown_codes(ballot, slip.receipt)
        assert [shown.code] in rows(text, "receipt")
        for place, ((_, code), choice) in enumerate(zip(shown.names, slip.choices, strict=True), 1):
            assert [str(place), code, choice.mark.value] in rows(text, "line")


def test_no_code_stands_at_two_names_or_leads_to_the_receipt() -> None:
    ballot, outcome, slips = held(FIVE, settings())
    text = sheet(ballot, outcome, slips)
    codes = [row[1] for row in rows(text, "line")] + [row[0] for row in rows(text, "receipt")]
    assert len(set(codes)) == len(codes) == 15


def test_the_order_on_the_sheet_is_the_shuffles_and_differs_from_name_to_name() -> None:
    many = [answered(A, A)] * 10 + [answered(D, D)] * 10
    ballot, outcome, slips = held(many, settings())
    by_code = {
        code: place for place, slip in enumerate(slips) for _, code in shown_codes(ballot, slip.receipt).names
    }
    lines = rows(sheet(ballot, outcome, slips), "line")
    orders = [[by_code[row[1]] for row in lines if row[0] == name] for name in ("1", "2")]
    assert orders[0] != orders[1]
    assert all(order != sorted(order) for order in orders)
    assert all(sorted(order) == list(range(20)) for order in orders)
    receipts = [row[0] for row in rows(sheet(ballot, outcome, slips), "receipt")]
    assert receipts == sorted(receipts)


def test_fewer_than_five_ballots_give_receipts_and_numbers_only() -> None:
    ballot, outcome, slips = held(FIVE[:4], settings(quorum=None))
    text = sheet(ballot, outcome, slips)
    assert not rows(text, "line")
    assert rows(text, "count") == [["1", "4", "0", "0", "0", "0"], ["2", "3", "1", "0", "0", "0"]]
    assert len(rows(text, "receipt")) == 4
    assert same(recounted(text), outcome)


def test_recusal_leaves_no_receipt_missing_from_one_name_that_is_found_at_another() -> None:
    names = (collective(1), collective(2))
    wishes = [answered(A, A, names=names)] * 6
    ballot, outcome, slips = held(wishes, settings(recusal=RecusalRule.SELF), names)
    text = sheet(ballot, outcome, slips)
    assert Counter(row[0] for row in rows(text, "line")) == {"1": 5, "2": 5}
    assert "recused" not in text
    assert same(recounted(text), outcome)
    ballot, outcome, slips = held(wishes[:5], settings(recusal=RecusalRule.SELF), names)
    assert rows(sheet(ballot, outcome, slips), "detail") == [["counts"]]


def test_choosing_one_name_is_one_question_with_one_code() -> None:
    wishes = [pick([CandidateId(201)])] * 3 + [pick([CandidateId(203)]), pick([])]
    ballot, outcome, slips = held(wishes, settings(Act.ACCLAIM, threshold=Majority()), THREE_UNITS)
    text = sheet(ballot, outcome, slips)
    assert shown_codes(ballot, slips[0].receipt).names == ()
    assert Counter(row[1] for row in rows(text, "choice")) == {"1": 3, "3": 1, "0": 1}
    assert [slips[3].receipt.code, "3"] in rows(text, "choice")
    assert same(recounted(text), outcome)
    assert recounted(text).receipts == tuple(sorted(slip.receipt.code for slip in slips))


def test_written_opinions_are_numbers_on_a_line_of_their_own() -> None:
    ballot, outcome, slips = held(FIVE, settings(), papers=(answered(A, X),))
    text = sheet(ballot, outcome, slips)
    assert rows(text, "opinion") == [["1", "1", "0", "0", "0", "0"], ["2", "0", "0", "0", "0", "1"]]
    assert same(recounted(text), outcome)


def test_a_tie_broken_by_the_chair_is_stated_beside_the_recomputed_tie() -> None:
    wishes = [pick([CandidateId(201)])] * 3 + [pick([CandidateId(202)])] * 3
    rule = settings(Act.ACCLAIM, threshold=Percent(40), max_rounds=1)
    ballot, outcome, slips = held(wishes, rule, THREE_UNITS)
    assert [line.result for line in outcome.candidates] == [Result.TIED, Result.TIED, Result.SHORT]
    settled = replace(
        outcome,
        candidates=(
            replace(outcome.candidates[0], result=Result.PASSED, decided_by=DecidedBy.CHAIR),
            replace(outcome.candidates[1], result=Result.OUTRANKED, decided_by=DecidedBy.CHAIR),
            outcome.candidates[2],
        ),
    )
    found = recounted(sheet(ballot, settled, slips))
    assert found.agrees
    assert [(one.result, one.broken) for one in found.candidates] == [
        ("tied", ("passed",)),
        ("tied", ("outranked",)),
        ("short", ()),
    ]


def test_an_open_vote_is_published_with_names() -> None:
    ballot = opened(draft(rule=settings(Act.HANDS), candidates=(collective(2),)))
    everybody = frozenset(voter.id for voter in ballot.roll)
    against = {VoterId(3): (Choice(CandidateId(202), D),)}
    raised = raise_hands(
        ballot, khoi(5), SECRETARY, everybody_agrees(ballot, everybody, against), {}, (), NOW
    )
    assert isinstance(raised, HandsRaised)
    done = count(closed(ballot), Urn(everybody, tuple(vote.choices for vote in raised.votes)), LATER)
    assert isinstance(done, Counted)
    text = publish_open(done.ballot, done.count, raised.votes, LEGEND)
    assert ["1", f"3. {ballot.roll[2].name}", "disagree"] in rows(text, "line")
    assert same(recounted(text), done.count)
    assert recounted(text).receipts == ()
    with pytest.raises(ValueError, match="secret"):
        publish_open(opened(), done.count, (), {})


def test_a_name_that_looks_like_a_formula_is_written_harmlessly_and_read_back() -> None:
    names = (person(1, name='=HYPERLINK("http://x")\nA'), person(2, name="'+1"))
    ballot, outcome, slips = held([answered(A, A, names=names)] * 5, settings(), names)
    text = sheet(ballot, outcome, slips)
    assert not any(cell[:1] in "=+-@" for row in csv.reader(StringIO(text)) for cell in row if cell)
    assert [one.name for one in recounted(text).candidates] == ['=HYPERLINK("http://x") A', "'+1"]


def test_a_changed_answer_is_noticed() -> None:
    ballot, outcome, slips = held(FIVE, settings())
    text = sheet(ballot, outcome, slips)
    changed = text.replace(",disagree\n", ",agree\n", 1)
    assert changed != text
    found = recounted(changed)
    assert not found.agrees
    assert [one.agrees for one in found.candidates].count(False) == 1


def test_a_changed_verdict_is_noticed() -> None:
    ballot, outcome, slips = held(FIVE, settings(threshold=Percent(90)))
    text = sheet(ballot, outcome, slips)
    assert "result,1,short" in text
    assert not recounted(text.replace("result,1,short", "result,1,passed")).agrees


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("thidua-sheet,1", "thidua-sheet,2", Problem.OTHER_VERSION),
        ("thidua-sheet,1", "sheet,1", Problem.NOT_A_SHEET),
        ("cast,5", "cast,6", Problem.IMPOSSIBLE),
        ("cast,5", "cast,five", Problem.WRONG_ROW),
        ("cast,5", "cast,٥", Problem.WRONG_ROW),
        ("roll,5", "roll,5\nroll,6", Problem.TWICE),
        ("roll,5\n", "", Problem.MISSING),
        ("denominator,all_members", "denominator,everybody", Problem.WRONG_ROW),
        ("threshold,percent,80", "threshold,percent,0", Problem.WRONG_ROW),
        ("threshold,percent,80", "threshold,percent", Problem.WRONG_ROW),
        ("quorum,2/3", "quorum,2/0", Problem.WRONG_ROW),
        ("quorum,2/3", "quorum,1/2/3", Problem.WRONG_ROW),
        ("places,none", "places,few", Problem.WRONG_ROW),
        ("opinions,0", "opinions,0\nbribe,1", Problem.UNKNOWN_ROW),
        ("line,1,", "line,9,", Problem.WRONG_ROW),
        ("line,1,", "line,2,", Problem.WRONG_NUMBER_OF_ANSWERS),
        (",agree\n", ",maybe\n", Problem.WRONG_NUMBER_OF_ANSWERS),
        ("opinion,1,0", "opinion,1,1", Problem.WRONG_NUMBER_OF_ANSWERS),
        ("detail,lines", "detail,lines\nreceipt,K7M-42Q", Problem.WRONG_NUMBER_OF_RECEIPTS),
        ("result,1,", "result,3,", Problem.MISSING),
        ("title,", 'title,"', Problem.UNREADABLE),
    ],
)
def test_a_damaged_sheet_is_refused_with_what_is_wrong(before: str, after: str, problem: Problem) -> None:
    text = sheet(*held(FIVE, settings()))
    assert before in text
    found = recount(text.replace(before, after, 1))
    assert isinstance(found, Malformed)
    assert found.problem is problem


@given(st.text(max_size=300))
def test_no_text_makes_the_recount_fail(text: str) -> None:
    assert isinstance(recount(text), Malformed)
    assert isinstance(recount("thidua-sheet,1\n" + text), Malformed)


SAMPLE = sheet(*held(FIVE, settings()))


@given(st.integers(0, len(SAMPLE)), st.integers(0, 40), st.text(max_size=12))
def test_no_damage_makes_the_recount_fail(start: int, length: int, instead: str) -> None:
    found = recount(SAMPLE[:start] + instead + SAMPLE[start + length :])
    assert isinstance(found, Counts | Malformed)


marks = st.sampled_from([A, D])
rules = st.builds(
    lambda threshold, base, recusal, places: settings(
        threshold=threshold, denominator=base, recusal=recusal, quorum=None, places=places
    ),
    st.one_of(st.integers(1, 100).map(Percent), st.just(Majority())),
    st.sampled_from(Denominator),
    st.sampled_from(RecusalRule),
    st.one_of(st.none(), st.integers(1, 3)),
)


@hypothesis_settings(max_examples=60)
@given(st.lists(st.tuples(marks, marks, marks), max_size=12), rules, st.integers(0, 3), st.booleans())
def test_count_and_recount_agree_on_any_ballot(
    wishes: list[tuple[Mark, Mark, Mark]], rule: Settings, absent: int, chooses: bool
) -> None:
    if chooses:
        places = rule.places or 2
        rule = replace(rule, act=Act.ACCLAIM, places=places)
        chosen = [
            [one.id for one, mark in zip(THREE_UNITS, wish, strict=True) if mark is A][:places]
            for wish in wishes
        ]
        cast = [pick(ids) for ids in chosen]
    else:
        cast = [answered(*wish, names=THREE_UNITS) for wish in wishes]
    ballot, outcome, slips = held(cast, rule, THREE_UNITS, absent=absent + 1)
    assert same(recounted(sheet(ballot, outcome, slips)), outcome)


def test_the_recount_stands_alone() -> None:
    from pathlib import Path

    import campaign.ballots.recount

    folder = Path(campaign.ballots.recount.__file__).parent
    for name in ("recount.py", "published_reading.py", "published_rows.py"):
        imported = [
            line for line in (folder / name).read_text("utf-8").splitlines() if "import campaign" in line
        ]
        named = [
            line
            for line in (folder / name).read_text("utf-8").splitlines()
            if line.startswith("from campaign")
        ]
        assert imported == []
        assert all(line.startswith("from campaign.ballots.published_r") for line in named)


def test_a_broken_tie_stands_beside_what_the_votes_said() -> None:
    wishes = [pick([one]) for one in (CandidateId(201),) * 3 + (CandidateId(202),) * 3]
    ballot, outcome, slips = held(
        wishes, settings(Act.ACCLAIM, threshold=Percent(50), places=1, max_rounds=1), THREE_UNITS
    )
    assert [one.result for one in outcome.candidates] == [Result.TIED, Result.TIED, Result.SHORT]
    by_chair = (Result.PASSED, Result.OUTRANKED)
    settled = tuple(
        replace(one, result=result, decided_by=DecidedBy.CHAIR)
        for one, result in zip(outcome.candidates[:2], by_chair, strict=True)
    )
    broken = replace(outcome, candidates=(*settled, outcome.candidates[2]))
    amended = with_tie_broken(sheet(ballot, outcome, slips), broken)
    assert amended == sheet(ballot, broken, slips)
    assert with_tie_broken(amended, broken) == amended
    assert recounted(amended).agrees


def test_a_ballot_with_an_identity_of_62_bits_is_recounted() -> None:
    ballot, outcome, slips = held(FIVE, settings())
    named = replace(ballot, id=BallotId(2**62 - 1))
    assert recounted(sheet(named, outcome, slips)).ballot == 2**62 - 1
