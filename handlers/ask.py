"""/hoithuky -> ask.screen -> a question typed -> ask.sent, and a notice to the secretaries of the khối

The secretary: [Trả lời] -> ask.answering -> an answer typed -> ask.answered, and a notice to who asked [Hỏi tiếp]
The secretary's own /hoithuky lists what waits for an answer. Everything said stays together in one thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.ids import KhoiId, NoticeId, PersonId, QuestionId
from campaign.people import Role
from campaign.questions import MOST_WAITING, Question, Sayable, read_line
from handlers.ask_words import glimpse, mine_button, not_usable, thread_screen, waiting_button
from handlers.kit import (
    Choice,
    Duty,
    End,
    Flow,
    Next,
    Notice,
    OpenFlow,
    Priority,
    Result,
    Say,
    Screen,
    Turn,
    fact,
    led,
    say,
    screen,
)
from handlers.menu import menu
from handlers.ports import Store

flow = Flow("ask", command="hoithuky", about=say("ask.about"), help=say("ask.help"))

SHOWN = 6  # threads on one screen


class ReadThread(Choice, tag="qr"):
    """A thread: the secretary may answer it, its asker ask further."""

    question: QuestionId


class AskAnew(Choice, tag="qa", label=say("ask.new_button")):
    """A new question."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is typed next is a question: a new one, or more of a thread."""

    question: QuestionId | None


@dataclass(frozen=True, slots=True)
class Answering:
    """What is typed next answers the thread."""

    question: QuestionId


@flow.begin
async def begin(turn: Turn, argument: str) -> Result:
    """The secretary sees what waits; others ask at once, or see their threads."""
    if turn.member.holds(Role.SECRETARY):
        return End(await waiting_for_me(turn))
    mine = await turn.store.questions.by_member(turn.khoi, turn.member.id, SHOWN)
    return End(await _mine(turn, mine)) if mine else await ask_anew(turn, AskAnew())


@flow.press(AskAnew)
async def ask_anew(turn: Turn, pressed: AskAnew) -> Result:
    """The question is typed next."""
    waiting = await turn.store.questions.waiting(turn.khoi)
    if sum(question.asker == turn.member.id for question in waiting) >= MOST_WAITING:
        return End(led(say("ask.enough", most=MOST_WAITING), await menu(turn)))
    return Next(Asking(None), screen(say("ask.screen", secretary=await _secretary(turn)), back=None))


@flow.press(ReadThread)
async def read_thread(turn: Turn, chosen: ReadThread) -> Result:
    """What was said so far; the next typed text goes on with it."""
    question = await turn.store.questions.get(turn.khoi, chosen.question)
    if question is None or not _concerns(turn, question):
        return await _not_yours(turn)
    if question.asker == turn.member.id:
        return Next(Asking(question.id), thread_screen(question, say("ask.go_on"), OpenFlow(flow.name)))
    return Next(
        Answering(question.id),
        thread_screen(question, say("ask.answering", name=question.asker_name), OpenFlow(flow.name)),
    )


@flow.answer(Asking)
async def asked(turn: Turn, state: Asking, text: str) -> Result:
    """Kept and told to the secretaries."""
    if turn.files:
        return Next(state, screen(say("ask.text_only")))
    line = read_line(text)
    if not isinstance(line, Sayable):
        return Next(state, screen(not_usable(line)))
    question = state.question or QuestionId(turn.fresh_id())
    if state.question is None:
        await turn.store.questions.ask(question, turn.khoi, turn.member.id, line.text, turn.now)
    else:
        thread = await turn.store.questions.get(turn.khoi, question)
        if thread is None or thread.asker != turn.member.id:
            return await _not_yours(turn)
        await turn.store.questions.go_on(question, turn.member.id, line.text, turn.now)
    secretaries = await _secretaries(turn)
    who = say("ask.who", name=turn.member.name, unit=turn.member.unit_name)
    told = say("ask.notice", who=who, text=line.text)
    sent = say("ask.sent", text=line.text) if secretaries else say("ask.sent_to_nobody", text=line.text)
    return End(fact(sent), *_notices(turn, "question", secretaries, told, question), await menu(turn))


@flow.answer(Answering)
async def answered(turn: Turn, state: Answering, text: str) -> Result:
    """Kept and told to who asked."""
    question = await turn.store.questions.get(turn.khoi, state.question)
    if question is None or not turn.member.holds(Role.SECRETARY):
        return await _not_yours(turn)
    if turn.files:
        return Next(state, screen(say("ask.text_only")))
    line = read_line(text)
    if not isinstance(line, Sayable):
        return Next(state, screen(not_usable(line)))
    await turn.store.questions.answer(question.id, turn.member.id, line.text, turn.now)
    asker = await turn.store.people.member(turn.khoi, question.asker)
    if asker is None or asker.left_at is not None:
        return End(fact(say("ask.asker_left", name=question.asker_name)), await waiting_for_me(turn))
    told = say("ask.reply", question=glimpse(question.about), text=line.text, name=turn.member.name)
    notices = _notices(turn, "answer", [question.asker_person], told, question.id)
    sent = say("ask.answered", name=question.asker_name, text=line.text)
    return End(fact(sent), *notices, await waiting_for_me(turn))


async def waiting_for_me(turn: Turn) -> Screen:
    """The secretary's list: the longest waiting first."""
    waiting = await turn.store.questions.waiting(turn.khoi)
    if not waiting:
        return led(say("ask.nothing_waits"), await menu(turn))
    rows = [ReadThread(question.id).labelled(waiting_button(question)) for question in waiting[:SHOWN]]
    return screen(say("ask.waiting", count=len(waiting)), *rows)


@flow.owing
async def owed(store: Store, khoi: KhoiId, person: PersonId | None, now: datetime) -> Sequence[Duty]:
    """Every secretary owes an answer to what waits."""
    waiting = await store.questions.waiting(khoi)
    if not waiting:
        return []
    secretaries = await store.people.holding(khoi, Role.SECRETARY)
    return [
        Duty(
            secretary.person,
            f"question:{question.id}",
            say("ask.duty", name=question.asker_name),
            ReadThread(question.id),
        )
        for secretary in secretaries
        if person in (None, secretary.person)
        for question in waiting
    ]


async def _mine(turn: Turn, mine: Sequence[Question]) -> Screen:
    rows = [ReadThread(question.id).labelled(mine_button(question)) for question in mine]
    return screen(say("ask.mine", secretary=await _secretary(turn)), AskAnew(), *rows)


def _concerns(turn: Turn, question: Question) -> bool:
    return question.asker == turn.member.id or turn.member.holds(Role.SECRETARY)


async def _not_yours(turn: Turn) -> End:
    return End(led(say("chat.not_for_you"), await menu(turn)))


async def _secretaries(turn: Turn) -> list[PersonId]:
    return [m.person for m in await turn.store.people.holding(turn.khoi, Role.SECRETARY)]


async def _secretary(turn: Turn) -> str:
    """Who will answer: names are what people trust."""
    return ", ".join(m.name for m in await turn.store.people.holding(turn.khoi, Role.SECRETARY))


def _notices(
    turn: Turn, kind: str, audience: Sequence[PersonId], text: Say, question: QuestionId
) -> list[Notice]:
    if not audience:
        return []
    label = say("ask.reply_button") if kind == "question" else say("ask.go_on_button")
    return [
        Notice(
            NoticeId(turn.fresh_id()), turn.khoi, kind, tuple(audience), text,
            (ReadThread(question).labelled(label),), Priority.RECEIPT, by=turn.member.id,
        )
    ]  # fmt: skip
