"""Bodies of a year and offices of units, as rows."""

from collections.abc import Sequence

from campaign.ids import BodyId, CampaignId, KhoiId, MemberId, UnitId
from campaign.people import Body, BodyKind, Holding, Office
from storage.sql import Row, Sql


class BodyStore:
    """Who decides: khối, cụm and councils with kind, year, chair and members; offices belong to (campaign, unit)."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def put(self, body: Body) -> None:
        """Stores a body, new or changed, with exactly these members."""
        chair_unit = body.chair if body.kind is not BodyKind.COUNCIL else None
        chair_member = body.chair if body.kind is BodyKind.COUNCIL else None
        await self._sql.run(
            "INSERT INTO body (id, khoi_id, kind, name, year, chair_unit_id, chair_member_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name,"
            " year = excluded.year, chair_unit_id = excluded.chair_unit_id,"
            " chair_member_id = excluded.chair_member_id WHERE body.khoi_id = excluded.khoi_id",
            body.id, body.khoi, body.kind.value, body.name, body.year, chair_unit, chair_member,
        )  # fmt: skip
        await self._sql.run("DELETE FROM body_unit WHERE body_id = ?", body.id)
        await self._sql.run("DELETE FROM body_member WHERE body_id = ?", body.id)
        await self._sql.many(
            "INSERT INTO body_unit (body_id, unit_id) VALUES (?, ?)", [(body.id, unit) for unit in body.units]
        )
        await self._sql.many(
            "INSERT INTO body_member (body_id, member_id) VALUES (?, ?)", [(body.id, m) for m in body.members]
        )

    async def of_year(self, khoi: KhoiId, year: int) -> Sequence[Body]:
        """The bodies of a khối in a year, by kind and name."""
        rows = await self._sql.all(
            "SELECT * FROM body WHERE khoi_id = ? AND year = ? ORDER BY kind, name, id", khoi, year
        )
        return [await self._body(row) for row in rows]

    async def get(self, khoi: KhoiId, body: BodyId) -> Body | None:
        """A body of this khối, or None."""
        row = await self._sql.one("SELECT * FROM body WHERE id = ? AND khoi_id = ?", body, khoi)
        return None if row is None else await self._body(row)

    async def take_office(self, holding: Holding) -> None:
        """Gives a unit an office for a campaign. Raises Conflict for a second chair."""
        await self._sql.run(
            "INSERT INTO office (campaign_id, unit_id, office) VALUES (?, ?, ?)"
            " ON CONFLICT (campaign_id, unit_id, office) DO NOTHING",
            holding.campaign, holding.unit, holding.office.value,
        )  # fmt: skip

    async def leave_office(self, holding: Holding) -> None:
        """Ends an office."""
        await self._sql.run(
            "DELETE FROM office WHERE campaign_id = ? AND unit_id = ? AND office = ?",
            holding.campaign, holding.unit, holding.office.value,
        )  # fmt: skip

    async def offices(self, campaign: CampaignId) -> Sequence[Holding]:
        """The offices of a campaign, the chair first, then in protocol order."""
        rows = await self._sql.all(
            "SELECT o.unit_id, o.office FROM office o JOIN unit u ON u.id = o.unit_id WHERE o.campaign_id = ?"
            " ORDER BY o.office, u.position, u.search",
            campaign,
        )
        return [Holding(campaign, UnitId(row["unit_id"]), Office(row["office"])) for row in rows]

    async def _body(self, row: Row) -> Body:
        units = await self._sql.all(
            "SELECT b.unit_id FROM body_unit b JOIN unit u ON u.id = b.unit_id WHERE b.body_id = ?"
            " ORDER BY u.position, u.search, u.id",
            row["id"],
        )
        members = await self._sql.all(
            "SELECT b.member_id FROM body_member b JOIN member m ON m.id = b.member_id WHERE b.body_id = ?"
            " ORDER BY m.search, m.id",
            row["id"],
        )
        return Body(
            id=BodyId(row["id"]),
            khoi=KhoiId(row["khoi_id"]),
            kind=BodyKind(row["kind"]),
            name=row["name"],
            year=row["year"],
            chair=_chair(row),
            units=tuple(UnitId(r["unit_id"]) for r in units),
            members=tuple(MemberId(r["member_id"]) for r in members),
        )


def _chair(row: Row) -> UnitId | MemberId | None:
    if row["chair_unit_id"] is not None:
        return UnitId(row["chair_unit_id"])
    return None if row["chair_member_id"] is None else MemberId(row["chair_member_id"])
