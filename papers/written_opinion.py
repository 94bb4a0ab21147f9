"""Phiếu lấy ý kiến bằng văn bản for one absent voter, as a Word file to print, fill in by hand and send sealed.

    secret  a slip without name or signature, and on a second page the label of the outer envelope with the name
    open    a slip with name and signature

The names, boxes and rule are those of the prepared or open ballot; no law prescribes the form. An absent member's
opinion in writing: NĐ 98/2023 Đ.30(7), expired; whether NĐ 152/2025 says the same was not verified.
"""

from collections.abc import Collection
from datetime import datetime, tzinfo

from docx.document import Document

from campaign.ballots.ballot import Ballot, Candidate
from campaign.ballots.roll import Voter
from campaign.ballots.rule import Act
from campaign.catalogue.model import Openness
from campaign.ids import CandidateId
from papers.layout import (
    BODY,
    ITEM,
    Masthead,
    Signature,
    Words,
    clock,
    in_words,
    two_digits,
    write_head,
    write_signatures,
    write_title,
)
from papers.minutes_results import described
from papers.paragraphs import (
    CENTRE,
    LEFT,
    Look,
    TableColumn,
    begin_page,
    new_document,
    ruled_table,
    to_bytes,
    write,
)

BOX = "\u2610"
_SIZE = 13.0
_LINES, _DOTS = 3, 126  # to write on


def written_opinion(
    ballot: Ballot, voter: Voter, until: datetime | None, head: Masthead, zone: tzinfo, say: Words
) -> bytes:
    """The paper of one voter. `until` is by when the envelope has to arrive; None: before the ballot is closed."""
    if ballot.prepared is None:
        raise ValueError(f"ballot {ballot.id} has not been prepared")
    document = new_document(ballot.title, head.issuer, ballot.prepared.at)
    write_head(document, head, say)
    write_title(document, say("papers.opinion_title"), ballot.title)
    secret = ballot.settings.secrecy is Openness.SECRET
    if not secret:
        write(
            document,
            say("papers.opinion_to", name=_addressed(voter, say)),
            Look(bold=True, align=CENTRE, after=8),
        )
    write(document, say("papers.opinion_asked", body=ballot.body_name), BODY)
    write(document, _how(ballot, say), BODY)
    _write_boxes(document, ballot, ballot.recused(voter), say)
    write(document, "", Look(size=6))
    if ballot.settings.act is Act.HANDS:
        write(document, say("papers.opinion_lines"), ITEM)
        for _ in range(_LINES):
            write(document, "." * _DOTS, Look(align=CENTRE, after=6))
    write(document, _by_when(until, zone, say), ITEM)
    if secret:
        write(document, say("papers.opinion_secret"), ITEM)
        _write_envelope(document, ballot, voter, say)
    else:
        name = voter.hand.name if voter.hand else ""
        write_signatures(document, [Signature("", ()), Signature(say("papers.sign_voter"), (name,))], "")
    return to_bytes(document)


def _addressed(voter: Voter, say: Words) -> str:
    if voter.hand is None:
        return voter.name
    return say("papers.hand", name=voter.hand.name, position=voter.hand.position)


def _how(ballot: Ballot, say: Words) -> str:
    if ballot.settings.act.chooses:
        return say("papers.opinion_choose", n=two_digits(ballot.settings.places or 1))
    if ballot.settings.act is Act.HANDS:
        return say("papers.opinion_mark_or_write")
    return say("papers.opinion_mark")


def _by_when(until: datetime | None, zone: tzinfo, say: Words) -> str:
    if until is None:
        return say("papers.opinion_until_close")
    day = in_words(until.astimezone(zone).date(), say)
    return say("papers.opinion_until", clock=clock(until, zone, say), day=day)


def _write_boxes(document: Document, ballot: Ballot, recused: Collection[CandidateId], say: Words) -> None:
    if ballot.settings.act.chooses:
        answers = [say("papers.box_choose")]
    else:
        answers = [say("papers.box_agree"), say("papers.box_disagree")]
    if ballot.settings.act is Act.HANDS:
        answers.append(say("papers.box_other"))
    columns = [
        TableColumn(say("papers.column_number"), 14),
        TableColumn(say("papers.column_name"), 60, LEFT),
        TableColumn(say("papers.column_award"), 45, LEFT),
        *(TableColumn(answer, 22) for answer in answers),
    ]
    rows = [
        _boxes(place, candidate, len(answers), say, recused=candidate.id in recused)
        for place, candidate in enumerate(ballot.candidates, 1)
    ]
    ruled_table(document, columns, rows, _SIZE)


def _boxes(place: int, candidate: Candidate, answers: int, say: Words, *, recused: bool) -> list[str]:
    box = say("papers.box_recused") if recused else BOX
    return [two_digits(place), described(candidate, say), candidate.award, *[box] * answers]


def _write_envelope(document: Document, ballot: Ballot, voter: Voter, say: Words) -> None:
    """The label for the outer envelope: whose it is, so that nobody's comes twice; the slip inside has no name."""
    begin_page(document)
    write_title(document, say("papers.envelope_title"), ballot.title)
    write(document, say("papers.envelope_voter", name=voter.name), BODY)
    write(document, say("papers.envelope_hand", name=_addressed(voter, say)), BODY)
    write(document, say("papers.envelope_body", body=ballot.body_name), BODY)
    write(document, say("papers.envelope_number"), BODY)
    write(document, say("papers.envelope_sealed"), BODY)
    name = voter.hand.name if voter.hand else ""
    write_signatures(document, [Signature("", ()), Signature(say("papers.sign_voter"), (name,))], "")
