"""What was found in a roster: errors and warnings, each with its row, column and an example of what is right."""

from dataclasses import dataclass, field

from campaign.roster.roster import Finding, RosterFault
from campaign.roster.words import Column, RosterWords

_SHOWN = 60  # characters of a value that are repeated back
_MOST_SUGGESTIONS = (
    200  # different words: comparing more would be slow, and the column surely holds something else
)


@dataclass(slots=True)
class Findings:
    """Collects; the reader goes on after every error so that the secretary sees all of them at once."""

    words: RosterWords
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    _suggestions: dict[str, str | None] = field(default_factory=dict)

    def error(self, fault: RosterFault, row: int | None, column: Column, **said: str | int) -> None:
        """Keep an error about a column, in a row or (None) in the file as a whole."""
        self.errors.append(Finding(fault, row, column, self._values(row, column, said)))

    def wrong(self, fault: RosterFault, row: int, column: Column, value: str) -> str:
        """Keep an error about the value of a cell, and read the cell as empty."""
        self.error(fault, row, column, value=value)
        return ""

    def warn(self, fault: RosterFault, row: int, column: Column, **said: str | int) -> None:
        """Keep something worth a look that is no reason to refuse the file."""
        self.warnings.append(Finding(fault, row, column, self._values(row, column, said)))

    def unknown_role(self, row: int, name: str) -> None:
        """An error that names the role probably meant, else all that exist."""
        if name not in self._suggestions:
            room = len(self._suggestions) < _MOST_SUGGESTIONS
            self._suggestions[name] = self.words.roles.nearest(name[:_SHOWN]) if room else None
        near = self._suggestions[name]
        if near is None:
            known = "; ".join(self.words.roles.first.values())
            self.error(RosterFault.UNKNOWN_ROLE, row, Column.ROLES, value=name, known=known)
        else:
            self.error(RosterFault.UNKNOWN_ROLE_NEAR, row, Column.ROLES, value=name, suggestion=near)

    def _values(self, row: int | None, column: Column, said: dict[str, str | int]) -> dict[str, str | int]:
        values: dict[str, str | int] = {
            "column": self.words.heading(column),
            "example": self.words.columns[column].example,
        }
        if row is not None:
            values["row"] = row
        return values | {
            name: v[:_SHOWN] if isinstance(v, str) and name == "value" else v for name, v in said.items()
        }
