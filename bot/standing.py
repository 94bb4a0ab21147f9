"""Where a conversation stands, between its row and the turn: read before the step, written after it."""

from dataclasses import replace

from bot import envelope, states
from bot.book import Book
from bot.dispatch import Answer, Begin, Press, Standing, Step
from campaign.ids import KhoiId
from campaign.people import Member, Person
from handlers.kit import End, Flow, Next, Result
from storage.sealing import KeyGone, Seals
from storage.turns import Conversation


def read(book: Book, seals: Seals, conversation: Conversation) -> Standing:
    """The flow and state it waits in and the buttons last shown; nothing is waited for when they cannot be read."""
    flow = book.by_name.get(conversation.flow)
    try:
        shown = envelope.labels_from_bytes(_opened(seals, conversation, conversation.shown))
        if flow is None or conversation.flow_version != flow.version:
            return Standing(None, None, shown)
        kind = book.state_kind(flow, conversation.state_kind)
        state = (
            None
            if kind is None
            else states.from_bytes(kind, _opened(seals, conversation, conversation.state))
        )
    except KeyGone:
        return Standing(flow, None, ())
    return Standing(flow, state, shown)


def written(
    seals: Seals,
    before: Conversation,
    result: Result,
    flow: Flow | None,
    shown: tuple[envelope.Label, ...] | None,
) -> Conversation:
    """The row after a turn, sealed when the result says so. `shown` is None when nothing with buttons was said."""
    bare = not isinstance(result, Next) and not shown
    sealed_by = (
        None if bare else result.sealed_by
    )  # a receipt leaves nothing behind that would have to be sealed
    state = states.to_bytes(result.state) if isinstance(result, Next) else b""
    keeps = shown is None and before.sealed_by is None
    labels = before.shown if keeps else envelope.labels_to_bytes(shown or ())
    if sealed_by is not None:
        state = seals.seal(sealed_by, state)
        labels = seals.seal(sealed_by, envelope.labels_to_bytes(shown or ()))
    moved_to = result.khoi if isinstance(result, End) else None
    return Conversation(
        before.channel,
        before.account,
        khoi=moved_to if moved_to is not None else before.khoi,
        flow="" if flow is None else flow.name,
        flow_version=0 if flow is None else flow.version,
        state_kind=type(result.state).__name__ if isinstance(result, Next) else "",
        state=state,
        shown=labels,
        sealed_by=sealed_by,
        revision=before.revision,
    )


def in_khoi(conversation: Conversation, person: Person, meant: KhoiId | None = None) -> Conversation:
    """The conversation in the khối that is meant, else in the one last chosen, else in the first one joined.

    What it waited for in another khối is forgotten.
    """
    khoi = next(
        (k for k in (meant, conversation.khoi) if k is not None and person.in_khoi(k) is not None),
        person.memberships[0].khoi,
    )
    if conversation.khoi == khoi:
        return conversation
    if conversation.khoi is None:
        return replace(conversation, khoi=khoi)
    return replace(conversation, khoi=khoi, flow="", state_kind="", state=b"", shown=b"", sealed_by=None)


def member_of(person: Person, conversation: Conversation) -> Member:
    """Where the person is working now."""
    chosen = None if conversation.khoi is None else person.in_khoi(conversation.khoi)
    return chosen or person.memberships[0]


def flow_after(step: Step, standing: Standing) -> Flow | None:
    """The flow the conversation is in after a step."""
    match step:
        case Begin(flow) | Answer(flow):
            return flow
        case Press(_, flow) if flow is not None:
            return flow
        case Press():
            return None
        case _:
            return standing.flow


def _opened(seals: Seals, conversation: Conversation, stored: bytes) -> bytes:
    sealed_by = conversation.sealed_by
    return stored if sealed_by is None or not stored else seals.open(sealed_by, stored)
