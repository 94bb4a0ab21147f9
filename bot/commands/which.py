"""Which khối a command means: the only one, the one of this name, or the first one, still to be made."""

from collections.abc import Sequence

from bot.commands.office import MISUSED, Office
from campaign.people import BodyKind, Khoi
from campaign.search import search_key
from handlers.kit import say
from storage.unit import Unit

CUM = "cum"


async def the_khoi(office: Office, unit: Unit, name: str | None) -> Khoi:
    """The khối of this name, or the only one. Ends the command with a sentence when it is not clear which."""
    known = await unit.people.all_khoi()
    named = _named(known, name)
    if named is not None:
        return named
    names = "; ".join(khoi.name for khoi in known)
    why = say("cli.unknown_khoi", name=name, names=names) if name else say("cli.which_khoi", names=names)
    return office.stop(why if known else say("cli.no_khoi"), MISUSED)


async def the_khoi_or_first(office: Office, unit: Unit, name: str | None) -> Khoi:
    """Like `the_khoi`; the first khối of an installation is made, with a usual name when none is given."""
    if await unit.people.all_khoi():
        return await the_khoi(office, unit, name)
    return await make_khoi(office, unit, name or office.words(say("cli.first_khoi")))


async def make_khoi(office: Office, unit: Unit, name: str) -> Khoi:
    """A new khối or, by its name, cụm. The caller commits."""
    kind = BodyKind.CUM if search_key(name).split()[:1] == [CUM] else BodyKind.KHOI
    khoi = await unit.people.add_khoi(name, kind, office.now)
    await unit.events.record(khoi.id, "khoi.made", None, office.now)
    return khoi


def _named(known: Sequence[Khoi], name: str | None) -> Khoi | None:
    if name is None:
        return known[0] if len(known) == 1 else None
    return next((khoi for khoi in known if search_key(khoi.name) == search_key(name)), None)
