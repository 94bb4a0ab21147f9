"""The numbers and the verdicts of the minutes: ballots in and out, one row for each name, what follows from them."""

from dataclasses import replace
from typing import assert_never

from docx.document import Document

from campaign.ballots.ballot import Candidate
from campaign.ballots.record import BallotRecord
from campaign.ballots.rule import Act
from campaign.ballots.tally import CandidateCount, DecidedBy, Result
from campaign.catalogue.model import Openness
from campaign.ids import CandidateId, VoterId
from campaign.people import Office
from papers.layout import BODY, ITEM, Words, share, two_digits, write_heading
from papers.paragraphs import LEFT, Look, TableColumn, ruled_table, write

_SIZE = 12.0


def write_results(document: Document, record: BallotRecord, say: Words) -> None:
    """Section III: the ballots, the quorum, the table, and what belongs beside it."""
    write_heading(document, say("papers.heading_results"))
    numbers = record.count.numbers
    if record.ballot.settings.act is Act.HANDS:
        took_part = {"cast": two_digits(numbers.cast), "roll": two_digits(numbers.roll)}
        write(document, say("papers.hands_raised", **took_part), ITEM)
    else:
        ballots = {"issued": numbers.issued, "cast": numbers.cast, "valid": numbers.valid}
        rest = {"blank": numbers.blank, "invalid": numbers.unreadable}
        said = {name: two_digits(number) for name, number in {**ballots, **rest}.items()}
        write(document, say("papers.ballots", **said), ITEM)
    _write_quorum(document, record, say)
    write(document, say("papers.table_below"), replace(ITEM, keep_with_next=True))
    _write_table(document, record, say)
    write(document, "", Look(size=6))
    _write_besides(document, record, say)


def write_conclusion(document: Document, record: BallotRecord, say: Words) -> None:
    """Section IV: who passed, by which numbers; nothing is said to be decided that others decide."""
    write_heading(document, say("papers.heading_conclusion"))
    passed = record.count.of(Result.PASSED)
    tied = record.count.of(Result.TIED)
    names = {candidate.id: candidate for candidate in record.ballot.candidates}
    for line in passed:
        write(document, _passed(record, names[line.candidate], line, say), BODY)
    if tied:
        level = ", ".join(names[line.candidate].name for line in tied)
        write(document, say("papers.conclusion_tied", names=level), BODY)
    if not record.count.quorum_met:
        write(document, say("papers.conclusion_no_quorum"), BODY)
    elif not passed and not tied:
        write(document, say("papers.conclusion_none"), BODY)
    if passed and record.ballot.settings.act is not Act.ELECT:
        write(document, say("papers.conclusion_official"), BODY)


def _write_quorum(document: Document, record: BallotRecord, say: Words) -> None:
    count = record.count
    if count.quorum_needed:
        values = {"present": two_digits(count.numbers.present), "needed": two_digits(count.quorum_needed)}
        met = say("papers.quorum_met", **values) if count.quorum_met else say("papers.quorum_unmet", **values)
        write(document, met, ITEM)


def _write_table(document: Document, record: BallotRecord, say: Words) -> None:
    chooses = record.ballot.settings.act.chooses
    yes = say("papers.column_chosen") if chooses else say("papers.column_agree")
    columns = [
        TableColumn(say("papers.column_number"), 16),
        TableColumn(say("papers.column_name"), 41, LEFT),
        TableColumn(yes, 16),
        TableColumn(say("papers.column_written"), 20),
        TableColumn(say("papers.column_total"), 23),
        *([] if chooses else [TableColumn(say("papers.column_disagree"), 18)]),
        TableColumn(say("papers.column_rest"), 22),
        TableColumn(say("papers.column_verdict"), 28, LEFT),
    ]
    pairs = zip(record.ballot.candidates, record.count.candidates, strict=True)
    rows = [_row(place, one, line, say, chooses=chooses) for place, (one, line) in enumerate(pairs, 1)]
    ruled_table(document, columns, rows, _SIZE)


def _row(place: int, candidate: Candidate, line: CandidateCount, say: Words, *, chooses: bool) -> list[str]:
    against = line.ballots.disagree + line.opinions.disagree
    both = (line.ballots, line.opinions)
    rest = sum(marks.other + marks.invalid + (0 if chooses else marks.blank) for marks in both)
    return [
        two_digits(place),
        described(candidate, say),
        two_digits(line.ballots.agree),
        two_digits(line.opinions.agree),
        share(line.yes, line.base, say),
        *([] if chooses else [two_digits(against)]),
        two_digits(rest),
        _verdict(line, say),
    ]


def described(candidate: Candidate, say: Words) -> str:
    """The name with function and unit, as lists have it."""
    place = ", ".join(
        part for part in (candidate.position, candidate.unit_name) if part and part != candidate.name
    )
    return say("papers.candidate", name=candidate.name, place=place) if place else candidate.name


def _verdict(line: CandidateCount, say: Words) -> str:
    match line.result:
        case Result.PASSED:
            return _by(line.decided_by, say)
        case Result.SHORT:
            return say("papers.verdict_short", needed=two_digits(line.needed))
        case Result.OUTRANKED:
            return say("papers.verdict_outranked")
        case Result.TIED:
            return say("papers.verdict_tied")
        case Result.NO_QUORUM:
            return say("papers.verdict_no_quorum")
        case _:
            assert_never(line.result)


def _by(decided_by: DecidedBy, say: Words) -> str:
    match decided_by:
        case DecidedBy.VOTES:
            return say("papers.verdict_passed")
        case DecidedBy.PREFERENCE:
            return say("papers.verdict_passed_preference")
        case DecidedBy.CHAIR:
            return say("papers.verdict_passed_chair")
        case _:
            assert_never(decided_by)


def _write_besides(document: Document, record: BallotRecord, say: Words) -> None:
    voters = {line.voter: line.name for line in record.roll}
    names = {candidate.id: candidate.name for candidate in record.ballot.candidates}
    for recusal in record.recusals:
        _write_recusal(document, voters[recusal.voter], names[recusal.candidate], recusal.reason, say)
    if record.own_votes:
        own = ", ".join(voters[voter] for voter in record.own_votes)
        write(document, say("papers.own_votes", names=own), ITEM)
    if record.tie is not None:
        _write_tie(document, record, names, say)
    _write_remarks(document, record, voters, names, say)
    if record.ballot.settings.secrecy is Openness.SECRET:
        write(document, say("papers.taken_by_software"), ITEM)


def _write_recusal(document: Document, voter: str, candidate: str, reason: str, say: Words) -> None:
    if reason:
        write(document, say("papers.recused_because", voter=voter, candidate=candidate, reason=reason), ITEM)
    else:
        write(document, say("papers.recused", voter=voter, candidate=candidate), ITEM)


def _write_tie(document: Document, record: BallotRecord, names: dict[CandidateId, str], say: Words) -> None:
    tie = record.tie
    if tie is None:
        return
    if tie.preferred:
        first = ", ".join(names[one] for one in tie.preferred)
        write(document, say("papers.tie_preferred", names=first), ITEM)
    if tie.chosen:
        chosen = ", ".join(names[one] for one in tie.chosen)
        write(document, say("papers.tie_chair", chair=tie.stamp.name, names=chosen, reason=tie.reason), ITEM)


def _write_remarks(
    document: Document,
    record: BallotRecord,
    voters: dict[VoterId, str],
    names: dict[CandidateId, str],
    say: Words,
) -> None:
    for vote in record.votes:
        for choice in vote.choices:
            if choice.remark:
                told = {
                    "voter": voters[vote.voter],
                    "candidate": names[choice.candidate],
                    "text": choice.remark,
                }
                write(document, say("papers.other_opinion", **told), ITEM)


def _passed(record: BallotRecord, candidate: Candidate, line: CandidateCount, say: Words) -> str:
    values = {"name": candidate.name, "share": share(line.yes, line.base, say)}
    match record.ballot.settings.office:
        case Office.CHAIR:
            return say("papers.conclusion_chair", **values)
        case Office.VICE_CHAIR:
            return say("papers.conclusion_vice_chair", **values)
        case None:
            return say("papers.conclusion_passed", award=candidate.award, **values)
        case _:
            assert_never(record.ballot.settings.office)
