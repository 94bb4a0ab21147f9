"""[Quá trình thi đua] -> what is on record about a person or unit, as far as the reader may read it
[Tạm dừng xét, kỷ luật] -> for the secretary alone; heads see a hold where they decide
"""

from campaign.history.recording import Kept, may_see
from campaign.people import Role
from handlers.history.declare_words import AskDeclare
from handlers.history.words import OpenHistory, ShowHistory, ShowHolds, record_words
from handlers.kit import End, Flow, Result, Row, Say, Turn, led, say, screen
from handlers.menu import menu
from handlers.register.setting import named
from handlers.register.words import ShowSubject

flow = Flow("history_shown", about=say("history.about"), help=say("history.help_shown"))

LINES = 8
HOLDS = 15


@flow.press(ShowHolds)
async def show_holds(turn: Turn, pressed: ShowHolds) -> Result:
    """Holds and disciplines of the khối, for the secretary alone."""
    if not turn.member.holds(Role.SECRETARY):
        return await _not_yours(turn)
    held = [kept for kept in await turn.store.history.of_khoi(turn.khoi) if kept.confidential]
    names = {member.id: member.name for member in await turn.store.people.everyone(turn.khoi)}
    units = {unit.id: unit.name for unit in await turn.store.units.known(turn.khoi)}
    lines = [say("history.holds", count=len(held))]
    for kept in held[-HOLDS:]:
        subject = kept.subject
        who = units.get(subject.unit, "") if subject.member is None else names.get(subject.member, "")
        what = record_words(turn.catalogue, kept.record)
        lines.append(say("history.of", who=who, what=what))
    return End(screen(say("register.page", lines=tuple(lines)), back=OpenHistory()))


@flow.press(ShowHistory)
async def show_history(turn: Turn, pressed: ShowHistory) -> Result:
    """What is on record about a subject, as far as the presser may read it."""
    of = await named(turn, pressed.member)
    if of is None:
        return await _not_yours(turn)
    seen = [kept for kept in await turn.store.history.kept(of.subject) if may_see(kept, turn.member)]
    ordered = sorted(seen, key=lambda kept: getattr(kept.record, "year", 0), reverse=True)
    page = max(0, pressed.page)
    shown = ordered[page * LINES : (page + 1) * LINES]
    lines = [say("history.of_subject", who=of.who, count=len(ordered))]
    lines += [_line(turn, kept) for kept in shown]
    rows: list[Row] = [AskDeclare(pressed.member)]
    if len(ordered) > (page + 1) * LINES:
        rows.append(ShowHistory(pressed.member, page + 1).labelled(say("register.next_button")))
    back = ShowSubject(pressed.member)
    return End(screen(say("register.page", lines=tuple(lines)), *rows, back=back))


def _line(turn: Turn, kept: Kept) -> Say:
    what = record_words(turn.catalogue, kept.record)
    return say("history.waits", what=what) if kept.waits else say("history.counts", what=what)


async def _not_yours(turn: Turn) -> End:
    return End(led(say("chat.not_for_you"), await menu(turn)))
