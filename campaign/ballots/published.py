"""The published sheet of a ballot: receipts and choices as text from which anybody recounts (`recount`).

    thidua-sheet,1                     one CSV file, UTF-8, a keyword first in every row
    ballot,17
    threshold,percent,80
    denominator,all_members
    candidate,1,Trần Thị A,Chiến sĩ thi đua cơ sở,0,0,0
    receipt,K7M-42Q                    every receipt, in alphabetical order
    line,1,DTP-H7D,agree               each name apart, shuffled; its codes lead to no other name's
    opinion,1,1,0,0,0,0                written opinions, as numbers
    result,1,passed,5,5,4

A suy tôn or bầu of one name asks one question, so its rows are `choice,K7M-42Q,2`. With fewer than five answers the
sheet gives receipts and numbers only (`count`). An open vote has the voters' names instead of codes. What remains true:
a unanimous result shows everybody's choice, and a voter can show their own code to somebody else.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import chain

from campaign.ballots.ballot import Ballot
from campaign.ballots.casting import Vote
from campaign.ballots.choices import Choices, Mark
from campaign.ballots.quorum import SMALL
from campaign.ballots.receipt import Receipt
from campaign.ballots.rule import Percent
from campaign.ballots.slip import Slip
from campaign.ballots.tally import CandidateCount, Count, DecidedBy, Marks, Result
from campaign.catalogue.general import Denominator
from campaign.catalogue.model import Openness
from campaign.ids import CandidateId

FORMAT = "thidua-sheet"
VERSION = 1
Row = tuple[object, ...]
Shuffle = Callable[[list[Row]], None]


@dataclass(frozen=True, slots=True)
class ShownCodes:
    """What a voter is shown once: the code of the ballot, and one for each name where names are listed apart."""

    code: str
    names: tuple[tuple[CandidateId, str], ...] = ()


def shown_codes(ballot: Ballot, receipt: Receipt) -> ShownCodes:
    """The codes under which the voter finds this ballot, and each of its answers, on the published sheet."""
    if _one_question(ballot):
        return ShownCodes(receipt.code)
    return ShownCodes(receipt.code, tuple((one.id, receipt.code_for(one.id)) for one in ballot.candidates))


def publish(
    ballot: Ballot, count: Count, slips: Sequence[Slip], shuffle: Shuffle, legend: Mapping[str, str]
) -> str:
    """The sheet of a secret ballot. `shuffle` mixes a list in place; `legend` explains keywords to readers."""
    receipts: list[Row] = [("receipt", code) for code in sorted(slip.receipt.code for slip in slips)]
    if _too_few(count, len(slips)):
        return _text([*_head(ballot, count, "counts"), *receipts, *_counts(count), *_tail(count, legend)])
    if _one_question(ballot) and ballot.settings.act.chooses:
        rows: list[Row] = [("choice", slip.receipt.code, _chosen(slip.choices)) for slip in slips]
        shuffle(rows)
        return _text([*_head(ballot, count, "choices"), *rows, *_tail(count, legend)])
    blocks = chain.from_iterable(
        _block(ballot, place, slips, shuffle) for place in range(len(ballot.candidates))
    )
    return _text(chain(_head(ballot, count, "lines"), receipts, blocks, _tail(count, legend)))


def _block(ballot: Ballot, place: int, slips: Sequence[Slip], shuffle: Shuffle) -> list[Row]:
    """The lines of one name, mixed: made when they are written, since of a large ballot each block fills the memory."""
    one = ballot.candidates[place].id
    apart = not _one_question(ballot)
    mixed: list[Row] = [
        (
            "line",
            place + 1,
            slip.receipt.code_for(one) if apart else slip.receipt.code,
            slip.choices[place].mark,
        )
        for slip in slips
        if slip.choices[place].mark is not Mark.RECUSED
    ]
    shuffle(mixed)
    return mixed


def publish_open(ballot: Ballot, count: Count, votes: Sequence[Vote], legend: Mapping[str, str]) -> str:
    """The sheet of an open vote: the same file with the voters' names, in the order of the roll."""
    if ballot.settings.secrecy is not Openness.OPEN:
        raise ValueError(f"ballot {ballot.id} is secret")
    names = {voter.id: f"{voter.id}. {voter.name}" for voter in ballot.roll}
    ordered = sorted(votes, key=lambda vote: vote.voter)
    rows: list[Row] = [
        ("line", place + 1, names[vote.voter], vote.choices[place].mark)
        for place in range(len(ballot.candidates))
        for vote in ordered
        if vote.choices[place].mark is not Mark.RECUSED
    ]
    return _text([*_head(ballot, count, "lines"), *rows, *_tail(count, legend)])


def _head(ballot: Ballot, count: Count, detail: str) -> list[Row]:
    settings, numbers = ballot.settings, count.numbers
    limit = settings.threshold
    threshold: Row = (
        ("threshold", "percent", limit.percent) if isinstance(limit, Percent) else ("threshold", "majority")
    )
    return [
        (FORMAT, VERSION),
        ("ballot", ballot.id),
        ("round", ballot.round, ballot.attempt),
        ("title", ballot.title),
        ("body", ballot.body_name),
        ("act", settings.act),
        ("secrecy", settings.secrecy),
        threshold,
        ("denominator", settings.denominator),
        ("quorum", settings.quorum if settings.quorum is not None else "none"),
        ("places", settings.places if settings.places is not None else "none"),
        ("citation", settings.basis.citation),
        ("confidence", settings.basis.confidence),
        ("roll", numbers.roll),
        ("there", numbers.there),
        ("cast", numbers.cast),
        ("unreadable", numbers.unreadable),
        ("opinions", numbers.opinions),
        ("detail", detail),
        *_candidates(ballot, count),
    ]


def _candidates(ballot: Ballot, count: Count) -> list[Row]:
    """Each with how many are recused from it: in all, among the readable ballots, and within the base."""
    full = {
        Denominator.ALL_MEMBERS: count.numbers.roll,
        Denominator.ELIGIBLE: count.numbers.roll,
        Denominator.PRESENT: count.numbers.present,
        Denominator.CAST: count.numbers.cast + count.numbers.opinions,
    }[ballot.settings.denominator]
    return [
        ("candidate", place, one.name, one.award, line.recused, line.ballots.recused, full - line.base)
        for place, (one, line) in enumerate(zip(ballot.candidates, count.candidates, strict=True), 1)
    ]


def _counts(count: Count) -> list[Row]:
    """Marks on readable ballots; unreadable ones stand in the head."""
    rows: list[Row] = []
    for place, line in enumerate(count.candidates, 1):
        marks = line.ballots
        spoilt = marks.invalid - count.numbers.unreadable
        rows.append(("count", place, marks.agree, marks.disagree, marks.other, marks.blank, spoilt))
    return rows


def _tail(count: Count, legend: Mapping[str, str]) -> list[Row]:
    rows: list[Row] = []
    for place, line in enumerate(count.candidates, 1):
        rows.append(("opinion", place, *_five(line.opinions)))
    for place, line in enumerate(count.candidates, 1):
        rows += _result(place, line)
    return [*rows, *(("legend", word, meaning) for word, meaning in legend.items())]


def _result(place: int, line: CandidateCount) -> list[Row]:
    by_votes = line.decided_by is DecidedBy.VOTES
    stated = line.result if by_votes else Result.TIED
    row: Row = ("result", place, stated, line.yes, line.base, line.needed)
    return [row] if by_votes else [row, ("broken", place, line.result, line.decided_by)]


def _five(marks: Marks) -> tuple[int, ...]:
    return (marks.agree, marks.disagree, marks.other, marks.blank, marks.invalid)


def _one_question(ballot: Ballot) -> bool:
    return len(ballot.candidates) == 1 or (ballot.settings.act.chooses and ballot.settings.places == 1)


def _too_few(count: Count, slips: int) -> bool:
    return slips - max(line.ballots.recused for line in count.candidates) < SMALL


def _chosen(choices: Choices) -> int:
    return next((place for place, one in enumerate(choices, 1) if one.mark is Mark.AGREE), 0)


def _text(rows: Iterable[Row]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _cell(cell: object) -> str:
    """One line, and nothing that a spreadsheet would take for a formula."""
    text = " ".join(str(cell).split())
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "'"} else text


def with_tie_broken(sheet: str, count: Count) -> str:
    """The same sheet after a tie was broken: what the votes said stays, how the tie was broken stands beside it."""
    broken = {
        str(place): ("broken", place, line.result, line.decided_by)
        for place, line in enumerate(count.candidates, 1)
        if line.decided_by is not DecidedBy.VOTES
    }
    rows: list[Row] = []
    for cells in csv.reader(StringIO(sheet, newline="")):
        if cells[0] != "broken":
            rows.append(tuple(cells))
        if cells[0] == "result" and cells[1] in broken:
            rows.append(broken[cells[1]])
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
