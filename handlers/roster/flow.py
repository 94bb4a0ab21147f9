"""The flow of the roster and the buttons its files share: begin, importing, people, codes, units, bodies."""

from dataclasses import dataclass

from campaign.ids import MemberId, UnitId, UploadId
from handlers.keepers import KEEPERS
from handlers.kit import Choice, Flow, OpenFlow, say

flow = Flow("roster", command="danhsach", about=say("roster.about"), help=say("roster.help"), roles=KEEPERS)

ROSTER = OpenFlow(flow.name)
"""Back to the roster."""


@dataclass(frozen=True)
class AtRoster:
    """A file or a name may come next."""


@dataclass(frozen=True)
class Looking:
    """A list of people on the screen: of a unit or all, those who have not joined or all, as far as typed."""

    query: str
    unit: UnitId | None
    page: int
    waiting: bool


@dataclass(frozen=True)
class LookingForUnit:
    """A list of units on the screen."""

    query: str
    page: int


@dataclass(frozen=True)
class NamingUnit:
    """Another name of the unit is typed next."""

    unit: UnitId


class Download(Choice, tag="dso", label=say("roster.download_button")):
    """The people as an Excel file."""


class Template(Choice, tag="dst", label=say("roster.template_button")):
    """An empty Excel file with the columns and the words a roster knows."""


class Import(Choice, tag="dsi", label=say("roster.import_button")):
    """Write it; who is missing stays."""

    upload: UploadId


class AskLeaving(Choice, tag="dsa"):
    """Who would leave, before anybody does."""

    upload: UploadId


class ImportLeaving(Choice, tag="dsv", label=say("roster.leaving_button")):
    """Write it, and who is missing leaves."""

    upload: UploadId


class WriteNow(Choice, tag="dsw"):
    """The writing itself, after it was said that it begins."""

    upload: UploadId
    leaving: bool


class OpenInvites(Choice, tag="iv"):
    """Inviting whoever has not joined: everybody, or a unit."""

    unit: UnitId | None


class ListPeople(Choice, tag="il"):
    """The people as a list to pick from."""

    unit: UnitId | None
    waiting: bool


class TurnPeople(Choice, tag="ip"):
    """Another page of the people."""

    page: int


class OpenPerson(Choice, tag="ic"):
    """One person: joined or not, with which codes."""

    member: MemberId


class MakeTable(Choice, tag="it", label=say("invites.table_button")):
    """Codes for whoever has not joined, as a table."""

    unit: UnitId | None


class MakeSheets(Choice, tag="iq", label=say("invites.sheets_button")):
    """Codes for whoever has not joined, as QR codes to cut."""

    unit: UnitId | None


class Issue(Choice, tag="ii", label=say("invites.issue_button")):
    """A code for one person, with the words to send it."""

    member: MemberId


class Reissue(Choice, tag="ir", label=say("invites.reissue_button")):
    """A new code; earlier ones stop working."""

    member: MemberId


class Revoke(Choice, tag="ix", label=say("invites.revoke_button")):
    """The person's codes stop working."""

    member: MemberId


class AskCutOff(Choice, tag="ik", label=say("invites.cut_off_button")):
    """A lost or stolen phone: asked once more."""

    member: MemberId


class CutOff(Choice, tag="iy", label=say("invites.really_cut_off_button")):
    """The person's phones have no access any more."""

    member: MemberId


class AskSplit(Choice, tag="is", label=say("invites.split_button")):
    """Somebody in several khối has lost the phone: asked once more."""

    member: MemberId


class Split(Choice, tag="iz", label=say("invites.really_split_button")):
    """This khối's place gets a code of its own; the others are not touched."""

    member: MemberId


class OpenJournal(Choice, tag="ij", label=say("journal.button")):
    """Who did what when, the newest first."""

    page: int


class ListUnits(Choice, tag="un", label=say("units.button")):
    """The units, with the other names they go by."""


class TurnUnits(Choice, tag="up"):
    """Another page of the units."""

    page: int


class OpenUnit(Choice, tag="uo"):
    """One unit."""

    unit: UnitId


class NameUnit(Choice, tag="ua", label=say("units.add_button")):
    """Another name it goes by."""

    unit: UnitId


class ForgetName(Choice, tag="ux"):
    """It does not go by this name any more; `number` counts from 0."""

    unit: UnitId
    number: int
