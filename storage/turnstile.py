"""Nobody writes over what somebody else has written since it was read: who comes second reads again.

Several processes on PostgreSQL work for different people at the same time. Two of them may change the same thing: one
cancels a meeting while another moves it. A row that is read to be changed says how often it has been written
(`writes`); whoever writes it names that number, and finds no such row when somebody was faster. The turn is then run
once more, and the rules answer what is right by now.
"""

from storage.sql import Conflict, Row


class Turnstile:
    """How often each row had been written when this transaction read it."""

    def __init__(self) -> None:
        self._writes: dict[int, int] = {}
        self._mine: set[int] = set()

    def read(self, row: Row) -> None:
        """This row was just read."""
        self._writes[row["id"]] = row["writes"]

    def is_mine(self, row_id: int) -> bool:
        """Whether this transaction has written the row: it may still be taken back."""
        return row_id in self._mine

    def expected(self, row_id: int) -> int:
        """The number that a write must find; none that there is for a row that was never read."""
        return self._writes.get(row_id, -1)

    def written(self, row_id: int, changed: int) -> None:
        """So many rows were changed or added by the write. Raises Conflict when there was no row left to change."""
        self._mine.add(row_id)
        if changed != 1:
            raise Conflict("somebody else has written it meanwhile")
        self._writes[row_id] = self._writes.get(row_id, -1) + 1
