"""The buttons of the unit's registration sheet."""

from handlers.kit import Choice, Digest, say


class OpenSheet(Choice, tag="rf0", label=say("register_sheet.button")):
    """How it works, and the sheet to fill in."""


class GetSheet(Choice, tag="rf1", label=say("register_sheet.get_button")):
    """The sheet with the unit's people."""


class ApplySheet(Choice, tag="rf3", label=say("register_sheet.apply_button")):
    """Exactly the changes that were shown, and the file they come from: its SHA-256 as a number."""

    mark: int
    file: Digest
