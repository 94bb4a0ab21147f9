"""The buttons of the bodies of a year, and a body in words."""

from campaign.ids import MemberId
from campaign.people import Body, BodyKind
from handlers.decide.words import two
from handlers.kit import Choice, Say, plain, say
from handlers.lists import Page, lines
from handlers.poll.body import Seat

KINDS = {
    BodyKind.KHOI: say("bodies.kind_khoi"),
    BodyKind.CUM: say("bodies.kind_cum"),
    BodyKind.COUNCIL: say("bodies.kind_council"),
}


class ShowBodies(Choice, tag="bd", label=say("bodies.button")):
    """The bodies of the year at hand."""


class ShowBody(Choice, tag="bdo"):
    """One body."""

    seat: Seat
    page: int


class MakeCouncil(Choice, tag="bdm", label=say("bodies.make_button")):
    """A council, where there is none."""


class SyncCouncil(Choice, tag="bds", label=say("bodies.sync_button")):
    """Takes everybody with the role on the roster."""


class AddSeat(Choice, tag="bda"):
    """One more member of the council."""

    member: MemberId


class AskUnseat(Choice, tag="bdu"):
    """A member of the council, to be taken out."""

    member: MemberId


class Unseat(Choice, tag="bdr", label=say("bodies.remove_button")):
    """Takes the member out."""

    member: MemberId


class AskChair(Choice, tag="bdc"):
    """Who chairs the body?"""

    seat: Seat
    page: int


class SetChair(Choice, tag="bdh"):
    """This unit or member; 0: whoever holds the role on the roster."""

    seat: Seat
    who: int


class ConfirmChair(Choice, tag="bdk", label=say("bodies.confirm_button")):
    """As read back."""

    seat: Seat
    who: int


def body_line(body: Body) -> Say:
    """A body in one line."""
    return say("bodies.line", name=body.name, kind=KINDS[body.kind], size=_size(body))


def body_text(body: Body, page: Page[tuple[int, str]], chair: Say) -> Say:
    """Kind, year, chair, members."""
    council = body.kind is BodyKind.COUNCIL
    return say(
        "bodies.screen",
        name=body.name,
        kind=KINDS[body.kind],
        year=body.year,
        chair=say("bodies.council_chair", who=chair) if council else say("bodies.khoi_chair", who=chair),
        size=_size(body),
        members=lines(page, lambda one: plain(one[1])),
        how=say("bodies.how") if council else None,
    )


def chair_words(body: Body) -> Say:
    """What the button is called that chooses the chair."""
    if body.kind is BodyKind.COUNCIL:
        return say("bodies.chair_of_council_button")
    return say("bodies.chair_of_khoi_button")


def _size(body: Body) -> Say:
    if body.kind is BodyKind.COUNCIL:
        return say("bodies.members", count=two(len(body.members)))
    return say("bodies.units", count=two(len(body.units)))
