"""/danhsach -> roster.screen: how many people, units, joined -> everything about them

an .xlsx or .csv file sent here -> roster_import: preview, then [Nhập danh sách]
a name typed here               -> roster_people: who that is
[Tải danh sách] [Tải mẫu]       the people as they are, an empty template: correct it and send it back
[Mời tham gia] [Đơn vị]         -> codes, units
"""

from handlers.filenames import file_name, khoi_name
from handlers.keepers import keepers_only
from handlers.kit import Document, Next, OpenFlow, Result, Screen, Turn, led, say, screen
from handlers.roster import codes as roster_codes
from handlers.roster import journal, units
from handlers.roster import people as roster_people
from handlers.roster import person_codes as roster_person_codes
from handlers.roster.flow import (
    AtRoster,
    Download,
    ListUnits,
    Looking,
    OpenInvites,
    OpenJournal,
    Template,
    flow,
)
from handlers.roster.importing import take_file

# Every file of the flow, so that it is whole wherever this one is imported.
__all__ = ["flow", "journal", "roster_codes", "roster_people", "roster_person_codes", "units"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@flow.begin
@keepers_only
async def begin(turn: Turn, argument: str) -> Result:
    """Where the roster stands."""
    return Next(AtRoster(), await roster_screen(turn))


@flow.search(AtRoster)
@keepers_only
async def take(turn: Turn, state: AtRoster, text: str) -> Result:
    """A file is read; words look somebody up."""
    if turn.files:
        return await take_file(turn, state)
    if text.strip():
        return await roster_people.listed(turn, Looking(text.strip(), None, 0, waiting=False))
    return Next(state, led(say("roster.send_file"), await roster_screen(turn)))


@flow.press(Download)
@keepers_only
async def download(turn: Turn, pressed: Download) -> Result:
    """The roster as it is; sent back unchanged it changes nothing."""
    content = await turn.papers.roster_sheet(await turn.store.people.members(turn.khoi))
    name = file_name("danh-sach", await khoi_name(turn), day=turn.today, ending="xlsx")
    sheet = Document(name, content, say("roster.download_caption"), XLSX)
    return Next(AtRoster(), sheet, await roster_screen(turn))


@flow.press(Template)
@keepers_only
async def template(turn: Turn, pressed: Template) -> Result:
    """What a roster looks like."""
    content = await turn.papers.roster_sheet(())
    sheet = Document("mau-danh-sach.xlsx", content, say("roster.template_caption"), XLSX)
    return Next(AtRoster(), sheet, await roster_screen(turn))


async def roster_screen(turn: Turn) -> Screen:
    """The counts, and what can be done."""
    khoi = await turn.store.people.khoi(turn.khoi)
    count = await turn.store.directory.headcount(turn.khoi)
    text = say(
        "roster.screen",
        khoi="" if khoi is None else khoi.name,
        people=count.people,
        units=count.units,
        joined=count.joined,
        waiting=count.waiting,
    )
    invite = OpenInvites(None).labelled(say("roster.invite_button", waiting=count.waiting))
    back = OpenFlow("manage") if any(each.name == "manage" for each in turn.flows) else None
    journal_button = OpenJournal(0).labelled(say("journal.button"))
    return screen(text, invite, (ListUnits(), journal_button), (Download(), Template()), back=back)
