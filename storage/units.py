"""The units of a khối, as rows."""

import json
from collections.abc import Sequence

from campaign.ids import KhoiId, UnitId
from campaign.people import Unit
from storage.sql import Row, Sql

UNIT = "SELECT u.id, u.khoi_id, u.name, u.aliases FROM unit u WHERE u.khoi_id = ?"
IN_ORDER = " ORDER BY u.position, u.search, u.id"


class UnitStore:
    """Units, in protocol order."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def active(self, khoi: KhoiId) -> Sequence[Unit]:
        """The units that have members."""
        return [_unit(row) for row in await self._sql.all(UNIT + " AND u.left_at IS NULL" + IN_ORDER, khoi)]

    async def known(self, khoi: KhoiId) -> Sequence[Unit]:
        """Every unit the khối ever had: a name of old times still means the same unit."""
        return [_unit(row) for row in await self._sql.all(UNIT + IN_ORDER, khoi)]

    async def get(self, khoi: KhoiId, unit: UnitId) -> Unit | None:
        """The unit of this khối, or None."""
        row = await self._sql.one(UNIT + " AND u.id = ?", khoi, unit)
        return None if row is None else _unit(row)

    async def call(self, unit: Unit) -> None:
        """Stores the other names a unit goes by."""
        aliases = json.dumps(unit.aliases, ensure_ascii=False)
        await self._sql.run(
            "UPDATE unit SET aliases = ? WHERE id = ? AND khoi_id = ?", aliases, unit.id, unit.khoi
        )


def _unit(row: Row) -> Unit:
    return Unit(UnitId(row["id"]), KhoiId(row["khoi_id"]), row["name"], tuple(json.loads(row["aliases"])))
