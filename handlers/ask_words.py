"""How a thread of questions and answers looks."""

from campaign.questions import Nothing, Question, TooLong
from handlers.kit import Choice, Say, Screen, say, screen

LAST_LINES = 4  # of a thread, on one screen
SHORTENED = 150  # characters of the older ones of them
GLIMPSE = 30  # characters of a question on its button


def thread_screen(question: Question, prompt: Say, back: Choice) -> Screen:
    """The last lines of a thread, the newest in full, and what is expected next."""
    *older, last = question.lines[-LAST_LINES:]
    shown = [say("ask.line", name=x.name, at=x.at, text=glimpse(x.text, SHORTENED)) for x in older]
    shown.append(say("ask.line", name=last.name, at=last.at, text=last.text))
    return screen(say("ask.thread", lines=tuple(shown), prompt=prompt), back=back)


def mine_button(question: Question) -> Say:
    """One of the person's own threads in a list."""
    if question.waiting_since is not None:
        return say("ask.mine_waiting", about=glimpse(question.about))
    return say("ask.mine_answered", about=glimpse(question.about))


def waiting_button(question: Question) -> Say:
    """A thread that waits for the secretary, in a list."""
    return say("ask.waiting_line", name=question.asker_name, about=glimpse(question.about))


def not_usable(line: Nothing | TooLong) -> Say:
    """Why what was typed was not kept, and what is expected."""
    match line:
        case TooLong(length, limit):
            return say("ask.too_long", length=length, limit=limit)
        case Nothing():
            return say("ask.no_words")


def glimpse(text: str, most: int = GLIMPSE) -> str:
    """The beginning of a text in one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}\u2026"
