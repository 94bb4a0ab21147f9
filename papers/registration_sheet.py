"""The sheet in which a unit's đầu mối prepares registrations: its people, the titles to choose from, what is there.

Reading it back changes nothing: `campaign.registration.sheet` reads these very columns.
"""

from collections.abc import Mapping, Sequence

from campaign.catalogue.model import Award, Kind
from campaign.history.facts import SubjectKind
from campaign.ids import MemberId
from campaign.people import Member
from campaign.registration.registering import is_offered
from campaign.registration.registration import Registration, Standing
from campaign.registration.words import Column, RegistrationWords, registration_words
from papers.xlsx_writing import SheetColumn, SheetPage, write_xlsx

_LIST_WIDTH = 60


def write_registrations(
    unit: str, members: Sequence[Member], registrations: Sequence[Registration], awards: Sequence[Award]
) -> bytes:
    """The Excel file: the unit in the first row, then its people by name; a second sheet lists the titles."""
    words = registration_words()
    titles = _offered(awards, Kind.TITLE)
    forms = _offered(awards, Kind.COMMENDATION)
    choices = {
        Column.TITLE: _range(words, 0, len(titles)),
        Column.MORE: _range(words, 0, len(titles)),
        Column.AWARD: _range(words, len(titles), len(forms)),
    }
    columns = tuple(
        SheetColumn(rule.heading.names[0], rule.width, hint=rule.example, choices_in=choices.get(column, ""))
        for column, rule in words.columns.items()
    )
    there = _by_subject(registrations)
    known = {award.code: award for award in awards}
    rows = [_row(words, None, unit, "", there.get(None, []), known)]
    rows += [
        _row(words, member.code, member.name, member.position, there.get(member.id, []), known)
        for member in members
    ]
    listed = SheetPage(
        words.list_name,
        (SheetColumn(words.heading(Column.TITLE), _LIST_WIDTH),),
        [(award.name.vi,) for award in (*titles, *forms)],
    )
    return write_xlsx(SheetPage(words.sheet_name, columns, rows), listed)


def _offered(awards: Sequence[Award], kind: Kind) -> list[Award]:
    """Everything a unit or a person may register for, of this kind."""
    return [a for a in awards if a.kind is kind and any(is_offered(a, subject) for subject in SubjectKind)]


def _range(words: RegistrationWords, first: int, count: int) -> str:
    """Where the list of titles stands, as Excel names it; below its heading."""
    return f"'{words.list_name}'!$A${first + 2}:$A${first + 1 + count}" if count else ""


def _by_subject(registrations: Sequence[Registration]) -> Mapping[MemberId | None, list[Registration]]:
    found: dict[MemberId | None, list[Registration]] = {}
    for each in registrations:
        if each.standing is not Standing.WITHDRAWN:
            found.setdefault(each.member, []).append(each)
    return found


def _row(
    words: RegistrationWords,
    code: str | None,
    name: str,
    position: str,
    there: Sequence[Registration],
    known: Mapping[str, Award],
) -> list[str]:
    named = [known[each.title] for each in there if each.title in known]
    titles = [award.name.vi for award in named if award.kind is Kind.TITLE]
    forms = [award.name.vi for award in named if award.kind is Kind.COMMENDATION]
    cells = {
        Column.CODE: words.unit_code if code is None else code,
        Column.NAME: name,
        Column.POSITION: position,
        Column.TITLE: titles[0] if titles else "",
        Column.MORE: "; ".join(titles[1:]),
        Column.AWARD: "; ".join(forms),
        Column.NOTE: next((each.note for each in there if each.note), ""),
    }
    return [cells[column] for column in words.columns]
