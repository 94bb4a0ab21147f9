"""A person's or a unit's whole record for the secretary: years, titles with decisions, works, holds, registrations.

[Quá trình thi đua] <- “tran thi b” -> dossier.found -> dossier.screen, ten lines a page
a person in /danhsach [Hồ sơ thi đua] -> dossier.screen

Holds and disciplines stand in it, marked: they are for the secretary and the head, never for the person.
"""

from campaign.history.recording import Kept
from campaign.history.records import Disciplined, Hold, Record, Service
from campaign.ids import CampaignId
from campaign.people import Role
from campaign.registration.registering import Subject
from campaign.registration.registration import Registration
from campaign.roster.directory import meant
from campaign.search import matches, search_key
from handlers.history.words import OpenDossier, OpenHistory, record_words
from handlers.kit import End, Flow, Result, Row, Say, Turn, led, plain, say, screen
from handlers.leafing import those
from handlers.lists import page_of, turning
from handlers.menu import menu
from handlers.register.words import STANDINGS
from handlers.titles import title_name

flow = Flow("dossier", about=say("history.about"), help=say("dossier.help"))

FEW = 7  # hits with a button


async def looked_up(turn: Turn, typed: str) -> Result | None:
    """Whom the typed words mean, among the people and the units, the only one at once; None for nobody."""
    people = await those(await turn.store.people.directory(turn.khoi), meant(typed))
    units = [u for u in await turn.store.units.active(turn.khoi) if matches(typed, search_key(u.name))]
    hits = [
        *((OpenDossier(unit.id, None, 0), plain(unit.name)) for unit in units),
        *(
            (OpenDossier(one.unit, one.member, 0), say("dossier.hit", name=one.name, unit=one.unit_name))
            for one in people
        ),
    ]
    if len(hits) == 1:
        return await open_dossier(turn, hits[0][0])
    if not hits or not typed:
        return None
    rows = [choice.labelled(words) for choice, words in hits[:FEW]]
    more = say("register.and_more", count=len(hits) - FEW) if len(hits) > FEW else None
    return End(screen(say("dossier.found", count=len(hits), more=more), *rows, back=OpenHistory()))


@flow.press(OpenDossier)
async def open_dossier(turn: Turn, pressed: OpenDossier) -> Result:
    """Everything on record, the newest year first; holds before all."""
    who = await _name(turn, pressed)
    if who is None or not turn.member.holds(Role.SECRETARY):
        return End(led(say("chat.not_for_you"), await menu(turn)))
    subject = Subject(turn.khoi, pressed.unit, pressed.member)
    kept = await turn.store.history.kept(subject)
    lines = [_recorded(turn, each) for each in sorted(kept, key=lambda each: _rank(each.record))]
    lines += await _registered(turn, pressed)
    page = page_of(lines, pressed.page)
    shown = [*page.items]
    if page.of > 1:
        shown.append(say("list.place", page=page.number + 1, pages=page.of))
    rows: tuple[Row, ...] = turning(page, lambda to: OpenDossier(pressed.unit, pressed.member, to))
    text = say("dossier.screen", who=who, count=len(kept), lines=tuple(shown) or (say("dossier.empty"),))
    return End(screen(text, *rows, back=OpenHistory()))


async def _name(turn: Turn, asked: OpenDossier) -> Say | None:
    """The person or unit, of this khối alone; who left keeps a dossier."""
    if asked.member is None:
        unit = await turn.store.units.get(turn.khoi, asked.unit)
        return None if unit is None else plain(unit.name)
    everyone = await turn.store.people.everyone(turn.khoi)
    member = next((each for each in everyone if each.id == asked.member), None)
    if member is None or member.unit != asked.unit:
        return None
    return say("dossier.person", name=member.name, position=member.position, unit=member.unit_name)


def _recorded(turn: Turn, kept: Kept) -> Say:
    what = record_words(turn.catalogue, kept.record)
    if kept.confidential:
        return say("dossier.confidential", what=what)
    return say("history.waits", what=what) if kept.waits else say("history.counts", what=what)


def _rank(record: Record) -> tuple[bool, int]:
    """Holds first, then the newest year."""
    match record:
        case Hold(_, since, _) | Disciplined(_, since, _):
            return False, -since.year
        case Service(_, since, _):
            return True, -since.year
        case _:
            return True, -record.year


async def _registered(turn: Turn, asked: OpenDossier) -> list[Say]:
    lines: list[Say] = []
    for campaign in await turn.store.campaigns.of(turn.khoi):
        for one in await _registrations(turn, campaign.id, asked):
            title, standing = title_name(turn.catalogue, one.title), STANDINGS[one.standing]
            lines.append(say("dossier.registered", year=campaign.year, title=title, standing=standing))
    return lines


async def _registrations(turn: Turn, campaign: CampaignId, asked: OpenDossier) -> list[Registration]:
    if asked.member is not None:
        return list(await turn.store.registrations.of_member(campaign, asked.member))
    of_unit = await turn.store.registrations.of_unit(campaign, asked.unit)
    return [one for one in of_unit if one.member is None]
