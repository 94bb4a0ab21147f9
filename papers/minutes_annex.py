"""What follows the signatures: the roll with who took part, the receipts of a secret ballot or the named open votes."""

from datetime import tzinfo
from typing import assert_never

from docx.document import Document

from campaign.ballots.choices import Choice, Choices, Mark
from campaign.ballots.record import BallotRecord, RollLine, TookPart
from campaign.ballots.roll import Capacity, Hand
from campaign.catalogue.model import Openness
from campaign.ids import VoterId
from papers.layout import BODY, Words, clock, in_words, two_digits, write_title
from papers.minutes_results import described
from papers.paragraphs import LEFT, TableColumn, begin_page, ruled_table, write

_SIZE = 12.0
_CODES_A_ROW = 5


def write_annex(document: Document, record: BallotRecord, zone: tzinfo, say: Words) -> None:
    """On a new page: the roll; then receipts or votes, never both."""
    begin_page(document)
    write_title(document, say("papers.annex", number="I"), say("papers.annex_roll"))
    ruled_table(
        document, _roll_columns(say), [_roll_row(record, line, zone, say) for line in record.roll], _SIZE
    )
    if record.ballot.settings.secrecy is Openness.SECRET:
        _write_receipts(document, record, say)
    else:
        _write_votes(document, record, say)


def _roll_columns(say: Words) -> list[TableColumn]:
    return [
        TableColumn(say("papers.column_number"), 14),
        TableColumn(say("papers.column_voter"), 45, LEFT),
        TableColumn(say("papers.column_hand"), 55, LEFT),
        TableColumn(say("papers.column_took_part"), 50, LEFT),
    ]


def _roll_row(record: BallotRecord, line: RollLine, zone: tzinfo, say: Words) -> list[str]:
    hand = _hand(line.hand, say) if line.hand else say("papers.nobody")
    return [two_digits(line.voter), line.name, hand, _took_part(record, line, zone, say)]


def _hand(hand: Hand, say: Words) -> str:
    match hand.capacity:
        case Capacity.SUBSTITUTE:
            return say("papers.hand_substitute", name=hand.name, position=hand.position, mandate=hand.mandate)
        case Capacity.HEAD | Capacity.SEAT | Capacity.SUCCESSOR:
            return say("papers.hand", name=hand.name, position=hand.position)
        case _:
            assert_never(hand.capacity)


def _took_part(record: BallotRecord, line: RollLine, zone: tzinfo, say: Words) -> str:
    match line.took_part:
        case TookPart.VOTED:
            return say("papers.took_part")
        case TookPart.OPINION:
            return _opinion(record, line.voter, zone, say)
        case TookPart.PRESENT:
            return say("papers.present_only")
        case TookPart.ABSENT:
            return say("papers.was_absent")
        case TookPart.LEFT:
            return say("papers.has_left")
        case _:
            assert_never(line.took_part)


def _opinion(record: BallotRecord, voter: VoterId, zone: tzinfo, say: Words) -> str:
    opinion = next(one for one in record.opinions if one.voter == voter)
    day = in_words(opinion.received_at.astimezone(zone).date(), say)
    came = {"clock": clock(opinion.received_at, zone, say), "day": day}
    if opinion.reference:
        return say("papers.sent_opinion_numbered", reference=opinion.reference, **came)
    return say("papers.sent_opinion", **came)


def _write_receipts(document: Document, record: BallotRecord, say: Words) -> None:
    write_title(document, say("papers.annex", number="II"), say("papers.annex_receipts"))
    write(document, say("papers.receipts_told"), BODY)
    codes = record.receipts
    rows = [codes[start : start + _CODES_A_ROW] for start in range(0, len(codes), _CODES_A_ROW)]
    full = [[*row, *[""] * (_CODES_A_ROW - len(row))] for row in rows]
    ruled_table(document, [TableColumn(say("papers.column_receipt"), 33)] * _CODES_A_ROW, full, _SIZE)


def _write_votes(document: Document, record: BallotRecord, say: Words) -> None:
    write_title(document, say("papers.annex", number="II"), say("papers.annex_votes"))
    columns = [
        TableColumn(say("papers.column_number"), 14),
        TableColumn(say("papers.column_voter"), 50, LEFT),
        TableColumn(say("papers.column_name"), 60, LEFT),
        TableColumn(say("papers.column_answer"), 45, LEFT),
    ]
    said: list[tuple[VoterId | None, Choices]] = [(vote.voter, vote.choices) for vote in record.votes]
    said += [(slip.voter, slip.choices) for slip in record.papers]
    names = {line.voter: line.name for line in record.roll}
    candidates = {candidate.id: described(candidate, say) for candidate in record.ballot.candidates}
    rows = [
        [two_digits(voter), names[voter], candidates[choice.candidate], _answer(record, choice, say)]
        for voter, choices in sorted((one for one in said if one[0] is not None), key=lambda one: one[0] or 0)
        if voter is not None
        for choice in choices
    ]
    ruled_table(document, columns, rows, _SIZE)


def _answer(record: BallotRecord, choice: Choice, say: Words) -> str:
    chooses = record.ballot.settings.act.chooses
    match choice.mark:
        case Mark.AGREE:
            return say("papers.answer_chosen") if chooses else say("papers.answer_agree")
        case Mark.DISAGREE:
            return say("papers.answer_disagree")
        case Mark.OTHER:
            return say("papers.answer_other", text=choice.remark)
        case Mark.BLANK:
            return say("papers.answer_not_chosen") if chooses else say("papers.answer_blank")
        case Mark.INVALID:
            return say("papers.answer_invalid")
        case Mark.RECUSED:
            return say("papers.answer_recused")
        case _:
            assert_never(choice.mark)
