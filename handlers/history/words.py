"""The buttons of the secretary's history file, and records in words."""

from datetime import date

from campaign.catalogue.model import Catalogue
from campaign.eligibility.reasons import term
from campaign.history.records import (
    Absence,
    Answered,
    Awarded,
    Decision,
    Disciplined,
    Graded,
    Happened,
    Hold,
    NotAwarded,
    NothingAwarded,
    NoWorks,
    Proposed,
    Record,
    Service,
    Tally,
    Work,
)
from campaign.ids import MemberId, UnitId
from handlers.kit import Choice, Digest, Say, say
from handlers.titles import title_name


class OpenHistory(Choice, tag="hy", label=say("history.button")):
    """The secretary: send in a file, get a template."""


class GetTemplate(Choice, tag="hyt", label=say("history.template_button")):
    """An empty Excel file with a sheet that explains it."""


class ApplyHistory(Choice, tag="hyb", label=say("history.apply_button")):
    """Exactly the changes that were shown, and the file they come from: its SHA-256 as a number."""

    mark: int
    file: Digest


class ShowHolds(Choice, tag="hyh", label=say("history.holds_button")):
    """Holds and disciplines, for the secretary."""


class ShowHistory(Choice, tag="hys", label=say("history.show_button")):
    """What is on record about a subject, as far as the presser may read it."""

    member: int
    page: int


class OpenDossier(Choice, tag="hyq", label=say("dossier.button")):
    """Everything about a person, or (`member` None) about a unit, for the secretary."""

    unit: UnitId
    member: MemberId | None
    page: int


def record_words(catalogue: Catalogue, record: Record) -> Say:
    """A record in one line."""
    match record:
        case Awarded() | Proposed() | NotAwarded() | NothingAwarded():
            return _award_words(catalogue, record)
        case Disciplined(penalty, since, until):
            what = Say(term(penalty).key)
            return say("history.disciplined", penalty=what, since=since, until=_until(until))
        case Hold(kind, since, until):
            return say("history.hold", kind=Say(term(kind).key), since=since, until=_until(until))
        case Service(capacity, since, until):
            what = Say(term(capacity).key)
            return say("history.service", capacity=what, since=since, until=_until(until))
        case _:
            return _year_words(record)


def _award_words(catalogue: Catalogue, record: Awarded | Proposed | NotAwarded | NothingAwarded) -> Say:
    if isinstance(record, NothingAwarded):
        return say("history.nothing_awarded", year=record.year)
    title = title_name(catalogue, record.code)
    match record:
        case Awarded(year, _, Decision(number, on)):
            return say("history.awarded_by", year=year, title=title, number=number, on=on)
        case Proposed(year, _):
            return say("history.proposed", year=year, title=title)
        case NotAwarded(year, _):
            return say("history.not_awarded", year=year, title=title)
        case Awarded(year, _):
            return say("history.awarded", year=year, title=title)


def _year_words(record: Graded | Work | NoWorks | Happened | Tally | Absence) -> Say:
    match record:
        case Graded(year, rating):
            return say("history.graded", year=year, rating=Say(term(rating).key))
        case Work(year, kind, scope, name):
            work, level = Say(term(kind).key), Say(term(scope).key)
            return say("history.work", year=year, work=work, scope=level, name=name)
        case NoWorks(year, kind):
            return say("history.no_works", year=year, work=Say(term(kind).key))
        case Happened(year, deed, Answered.YES):
            return say("history.happened", year=year, what=Say(term(deed).key))
        case Happened(year, deed, _):
            return say("history.not_happened", year=year, what=Say(term(deed).key))
        case Tally(year, of, yes, members):
            return say("history.tally", year=year, of=Say(term(of).key), yes=yes, members=members)
        case Absence(year, kind, months):
            return say("history.absence", year=year, kind=Say(term(kind).key), months=months)


def _until(until: date | None) -> Say:
    return say("history.open_end") if until is None else say("history.until", until=until)
