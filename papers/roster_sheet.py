"""The roster as an Excel file: an empty template, or the people as they are, to be corrected and sent back."""

from collections.abc import Iterable

from campaign.people import Member
from campaign.roster.words import Column, RosterWords, roster_words
from papers.xlsx_writing import SheetColumn, SheetPage, write_xlsx


def write_roster(members: Iterable[Member] = ()) -> bytes:
    """The active members in the columns that `campaign.roster.reading` reads; reading them back changes nothing.

    The language is left blank: it belongs to the person, who may have chosen another since.
    """
    words = roster_words()
    choices = {
        Column.ROLES: tuple(words.roles.first.values()),
        Column.GENDER: tuple(words.genders.first.values()),
        Column.LANGUAGE: tuple(words.languages.first.values()),
    }
    columns = tuple(
        SheetColumn(rule.heading.names[0], rule.width, choices.get(column, ()), rule.example)
        for column, rule in words.columns.items()
    )
    active = sorted(
        (m for m in members if m.left_at is None), key=lambda member: (member.unit_name, member.code)
    )
    cells = (_cells(member, words) for member in active)
    rows = [[of_one[column] for column in words.columns] for of_one in cells]
    return write_xlsx(SheetPage(words.sheet_name, columns, rows))


def _cells(member: Member, words: RosterWords) -> dict[Column, str]:
    return {
        Column.CODE: member.code,
        Column.NAME: member.name,
        Column.UNIT: member.unit_name,
        Column.POSITION: member.position,
        Column.ROLES: words.role_names(member.roles),
        Column.GENDER: "" if member.gender is None else words.genders.first[member.gender],
        Column.HONORIFIC: member.honorific,
        Column.LANGUAGE: "",
        Column.ROOM: member.room,
    }
