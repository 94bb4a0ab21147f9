"""Sets the stage: the scenario's khối, units and people as rows, everybody joined with a page of their own."""

from collections.abc import Callable
from datetime import datetime

import orjson

from bot.rehearse.scenario import PersonRow, Scenario
from bot.web.channel import NAME
from campaign.ids import KhoiId, MemberId, PersonId, UnitId
from campaign.search import search_key
from storage.sql import micros
from storage.unit import Unit

LABEL = "rehearsal"


async def put_on_stage(unit: Unit, scenario: Scenario, fresh_id: Callable[[], int], now: datetime) -> None:
    """Everybody of the scenario, in one transaction that the caller commits."""
    khoi = KhoiId(fresh_id())
    name, kind = scenario.khoi.name, scenario.khoi.kind.value
    await unit.sql.run(
        "INSERT INTO khoi (id, kind, name, search, created_at) VALUES (?, ?, ?, ?, ?)",
        khoi, kind, name, search_key(name), micros(now),
    )  # fmt: skip
    units = {row.name: UnitId(fresh_id()) for row in scenario.units}
    await unit.sql.many(
        "INSERT INTO unit (id, khoi_id, name, search, aliases, position) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                units[row.name],
                khoi,
                row.name,
                search_key(row.name),
                orjson.dumps(row.aliases).decode(),
                position,
            )
            for position, row in enumerate(scenario.units)
        ],
    )
    for row in scenario.people:
        await _joined(unit, row, khoi, units[row.unit], fresh_id, now)


async def _joined(
    unit: Unit, row: PersonRow, khoi: KhoiId, its_unit: UnitId, fresh_id: Callable[[], int], now: datetime
) -> None:
    person, member = PersonId(fresh_id()), MemberId(fresh_id())
    await unit.sql.run(
        "INSERT INTO person (id, name, created_at) VALUES (?, ?, ?)", person, row.name, micros(now)
    )
    await unit.sql.run(
        "INSERT INTO member (id, khoi_id, person_id, unit_id, code, name, search, position, roles, gender, joined_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        member, khoi, person, its_unit, row.code, row.name, search_key(row.name), row.position,
        " ".join(sorted(row.roles)), row.gender and row.gender.value, micros(now),
    )  # fmt: skip
    await unit.web.new_device(phone_of(row.code), LABEL, now)
    await unit.people.bind(NAME, phone_of(row.code), person, LABEL, now)


def phone_of(code: str) -> str:
    """The account of a person's page in the rehearsal."""
    return f"r-{code}"
