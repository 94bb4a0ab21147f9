"""Acts on what only one person has before them: a draft, an address, the report of their own registration.

In the situation of one (`situations.py`) the others find nothing to change, even those who may. Here each of these has
a situation of their own, in which everybody presses once more: whoever has it is seen to change something, the others
nothing.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from storage.unit import Unit
from tests.handlers.full_house import PLACES, FullHouse
from tests.handlers.pressing import Outcome
from tests.handlers.situation import Situation, after, alone, by
from tests.handlers.situations import WORDS, WRITE
from tests.handlers.ways import PAPER, Tap, press

PREPARED = (
    press("register_titles.Weigh", member="teller"),
    Tap("register.confirm_button"),
    press("register_unit.ReadDrafts"),
)
"""Of the other unit, for somebody of it."""


async def withdrawn(house: FullHouse, unit: Unit) -> None:
    """What was registered and confirmed by then is taken back: what is confirmed next is all there is to report on."""
    await unit.sql.run("UPDATE registration SET standing = 'withdrawn' WHERE standing = 'confirmed'")


def _feed(who: str) -> Situation:
    """Has an address of their calendar, and asks for it."""
    made = Tap("calendar.feed_make_button")
    return alone(who, press("calendar.OpenFeed"), made, press("calendar.OpenFeed"))


def _substitute(who: str) -> Situation:
    """Sends somebody of their own unit."""
    chosen = {"head_elsewhere": "Nguoi tel", "chair": "Nguoi cou", "vice_chair": "Nguoi cou"}[who]
    empowered = press("calendar.Empower", powers="v")
    return alone(who, press("calendar.SendSubstitute"), chosen, empowered, "12/GUQ")


OWN: Mapping[str, Sequence[Situation]] = MappingProxyType(
    {
        "calendar.RevokeFeed": [_feed(who) for who in PLACES if who != "admin"],
        "calendar.ConfirmSubstitute": [_substitute(who) for who in ("head_elsewhere", "chair", "vice_chair")],
        "register_unit.Submit": [alone("preparer_elsewhere", *PREPARED)],
        "notice_sending.ToAll": [alone("chair", WRITE, WORDS)],
        "notice_sending.ToUnit": [alone("chair", WRITE, WORDS, press("notice_sending.ChooseUnit", page=0))],
        "notice_sending.ToRole": [alone("chair", WRITE, WORDS, press("notice_sending.ChooseRole"))],
        "notice_sending.Send": [alone("chair", WRITE, WORDS, press("notice_sending.ToAll"))],
        "notice_files.DropFiles": [alone("chair", WRITE, WORDS, PAPER)],
        "consult_answering.HandOn": [
            alone(who, press("consult_answering.WriteComment"), "Đề nghị bổ sung chỉ tiêu")
            for who in ("preparer_elsewhere", "head_elsewhere", "chair", "vice_chair")
        ],
        "/thanhtich": [
            after(
                by("teller", withdrawn),
                by("preparer_elsewhere", *PREPARED, Tap("register.really_submit_button")),
                by(
                    "head_elsewhere",
                    press("register_decide.ReviewWaiting"),
                    Tap("register.confirm_all_button"),
                ),
                by("teller", "/menu"),
            ),
            after(
                by("owner", withdrawn, press("register_one.ShowOne")),
                by("head", press("register_decide.ConfirmOne")),
                by("owner", "/menu"),
            ),
        ],
        "answers.notice_files.Addressing": [alone("chair", WRITE, WORDS)],
    }
)


def together(
    outcomes: Mapping[str, Outcome], more: Sequence[tuple[Situation, Mapping[str, Outcome]]]
) -> Mapping[str, Outcome]:
    """What became of it for each in their own situation; in that of another what they changed, if anything."""
    found = dict(outcomes)
    for situation, others in more:
        found |= {who: outcome for who, outcome in others.items() if who == situation.who or outcome.wrote}
    return found
