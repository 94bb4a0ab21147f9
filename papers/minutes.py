"""Biên bản kiểm phiếu (or kết quả biểu quyết) as a Word file, from the frozen record of a counted ballot alone.

    head, title -> when and where -> I. who took part -> II. by which rule -> III. the numbers -> IV. what follows
    -> signatures of counting team, secretary and chair -> Nơi nhận -> roll with turnout, receipts or named votes

No law prescribes a form for it. The minutes are printed and signed by the counting team: no text found says that a
ballot taken by software is a ballot by itself. A secret record holds no choice of anybody, so neither does the paper.
"""

from dataclasses import replace
from datetime import datetime, tzinfo
from typing import assert_never

from docx.document import Document

from campaign.ballots.ballot import Ballot
from campaign.ballots.record import BallotRecord, RollLine, TookPart
from campaign.ballots.rule import Act, Basis, Majority, Percent, RecusalRule, Settings
from campaign.catalogue.general import AbsentRule, Denominator
from campaign.catalogue.model import Openness
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
    write_heading,
    write_recipients,
    write_signatures,
    write_title,
)
from papers.minutes_annex import write_annex
from papers.minutes_results import write_conclusion, write_results
from papers.paragraphs import CENTRE, Look, new_document, to_bytes, write


def minutes(record: BallotRecord, head: Masthead, zone: tzinfo, say: Words) -> bytes:
    """The minutes of a counted ballot as a Word file; times in `zone`, the day that of the count unless given."""
    drawn_up = record.ballot.counted_at
    if drawn_up is None:
        raise ValueError(f"ballot {record.ballot.id} has not been counted")
    head = head if head.day else replace(head, day=drawn_up.astimezone(zone).date())
    document = new_document(record.ballot.title, head.issuer, drawn_up)
    write_head(document, head, say)
    write_title(document, _kind(record.ballot, say), record.ballot.title)
    _write_annulment(document, record, zone, say)
    _write_opening(document, record.ballot, zone, say)
    _write_people(document, record, say)
    _write_rule(document, record.ballot, say)
    write_results(document, record, say)
    write_conclusion(document, record, say)
    write(document, say("papers.minutes_end", moment=_moment(drawn_up, zone, say)), BODY)
    write_signatures(document, _signatures(record, say), say("papers.sign_hint"))
    write_recipients(document, head.recipients, say)
    write_annex(document, record, zone, say)
    return to_bytes(document)


def _kind(ballot: Ballot, say: Words) -> str:
    hands = ballot.settings.act is Act.HANDS
    return say("papers.hands_title") if hands else say("papers.minutes_title")


def _write_annulment(document: Document, record: BallotRecord, zone: tzinfo, say: Words) -> None:
    annulled = record.ballot.annulled
    if annulled is not None:
        at = annulled.stamp.at.astimezone(zone).date()
        text = say("papers.annulled", name=annulled.stamp.name, day=in_words(at, say), reason=annulled.reason)
        write(document, text, Look(bold=True, align=CENTRE, after=6))


def _write_opening(document: Document, ballot: Ballot, zone: tzinfo, say: Words) -> None:
    if ballot.opened is None or ballot.closed is None:
        return
    place = say("papers.at_place", place=ballot.place) if ballot.place else ""
    values = {"place": place, "body": ballot.body_name, "act": _act(ballot.settings, say)}
    write(
        document, say("papers.minutes_opening", moment=_moment(ballot.opened.at, zone, say), **values), BODY
    )
    write(document, say("papers.minutes_closing", moment=_moment(ballot.closed.at, zone, say)), BODY)


def _moment(at: datetime, zone: tzinfo, say: Words) -> str:
    day = in_words(at.astimezone(zone).date(), say)
    return say("papers.moment", clock=clock(at, zone, say), day=day)


def _act(settings: Settings, say: Words) -> str:
    secret = settings.secrecy is Openness.SECRET
    match settings.act:
        case Act.HANDS:
            return say("papers.act_hands")
        case Act.BALLOT:
            return say("papers.act_ballot_secret") if secret else say("papers.act_ballot_open")
        case Act.ACCLAIM:
            return say("papers.act_acclaim_secret") if secret else say("papers.act_acclaim_open")
        case Act.ELECT:
            return say("papers.act_elect_secret") if secret else say("papers.act_elect_open")
        case Act.REVIEW:
            return say("papers.act_review")
        case _:
            assert_never(settings.act)


def _write_people(document: Document, record: BallotRecord, say: Words) -> None:
    numbers = record.count.numbers
    write_heading(document, say("papers.heading_people"))
    chair, secretary = record.chair, record.secretary
    write(document, say("papers.chair", name=chair.name, position=chair.position), ITEM)
    write(document, say("papers.secretary", name=secretary.name, position=secretary.position), ITEM)
    if record.ballot.tellers:
        write(document, say("papers.tellers"), ITEM)
        for teller in record.ballot.tellers:
            write(document, say("papers.teller", name=teller.name, position=teller.position), ITEM)
    there, absent = two_digits(numbers.there), two_digits(numbers.absent)
    write(document, say("papers.roll", roll=two_digits(numbers.roll), there=there, absent=absent), ITEM)
    for line in record.roll:
        _write_absence(document, line, say)
    if record.ballot.settings.absent is AbsentRule.WRITTEN_OPINION:
        write(document, say("papers.opinions", number=two_digits(numbers.opinions)), ITEM)
    if record.opened is not None and record.opinions:
        write(document, say("papers.opened_by", name=record.opened.name), ITEM)


def _write_absence(document: Document, line: RollLine, say: Words) -> None:
    reason = line.reason or say("papers.no_reason")
    match line.took_part:
        case TookPart.ABSENT | TookPart.OPINION:
            write(document, say("papers.absent", name=line.name, reason=reason), ITEM)
        case TookPart.LEFT:
            write(document, say("papers.absent_left", name=line.name, reason=reason), ITEM)
        case TookPart.VOTED | TookPart.PRESENT:
            return
        case _:
            assert_never(line.took_part)


def _write_rule(document: Document, ballot: Ballot, say: Words) -> None:
    settings = ballot.settings
    write_heading(document, say("papers.heading_rule"))
    write(document, _threshold(settings, say), ITEM)
    if settings.quorum is not None:
        share = f"{settings.quorum.numerator}/{settings.quorum.denominator}"
        write(document, say("papers.quorum", share=share), ITEM)
    if settings.places is not None:
        limit = two_digits(settings.places)
        chooses = settings.act.chooses
        write(document, say("papers.at_most", n=limit) if chooses else say("papers.quota", n=limit), ITEM)
    own = settings.recusal is RecusalRule.SELF
    write(document, say("papers.recusal_on") if own else say("papers.recusal_off"), ITEM)
    rounds = two_digits(settings.max_rounds)
    write(document, say("papers.round", round=ballot.round, attempt=ballot.attempt, rounds=rounds), ITEM)
    _write_basis(document, settings.basis, say)


def _threshold(settings: Settings, say: Words) -> str:
    base = _denominator(settings.denominator, say)
    match settings.threshold:
        case Percent(percent):
            return say("papers.threshold_percent", percent=percent, base=base)
        case Majority():
            return say("papers.threshold_majority", base=base)
        case _:
            assert_never(settings.threshold)


def _denominator(denominator: Denominator, say: Words) -> str:
    match denominator:
        case Denominator.ALL_MEMBERS:
            return say("papers.base_all")
        case Denominator.ELIGIBLE:
            return say("papers.base_eligible")
        case Denominator.PRESENT:
            return say("papers.base_present")
        case Denominator.CAST:
            return say("papers.base_cast")
        case _:
            assert_never(denominator)


def _write_basis(document: Document, basis: Basis, say: Words) -> None:
    if basis.citation:
        write(document, say("papers.citation", citation=basis.citation), ITEM)
    if basis.confirmed is not None:
        on = in_words(basis.confirmed.on, say)
        write(document, say("papers.rule_confirmed", name=basis.confirmed.name, day=on), ITEM)
    if not basis.sure:
        write(document, say("papers.rule_unsure"), replace(ITEM, italic=True))


def _signatures(record: BallotRecord, say: Words) -> list[Signature]:
    team = [Signature(say("papers.sign_team"), tuple(teller.name for teller in record.ballot.tellers))]
    secretary = Signature(say("papers.sign_secretary"), (record.secretary.name,))
    chair = Signature(say("papers.sign_chair"), (record.chair.name,))
    return [*(team if record.ballot.tellers else []), secretary, chair]
