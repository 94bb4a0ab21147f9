"""What an attempt to send means for a letter: over, or to be tried again, and when."""

from datetime import datetime, timedelta

from bot.channel import Blocked, Failed, Outcome, RetryAfter, Sent
from storage.fates import Fate
from storage.outbox import Letter

ATTEMPTS = 12  # then the letter has failed for good
LONGEST_WAIT = timedelta(minutes=30)


def fate_of(letter: Letter, outcome: Outcome, now: datetime) -> Fate:
    """What is to be recorded. Being asked to wait is no failed attempt."""
    attempts = letter.attempts + 1
    match outcome:
        case Sent(message_ref):
            return _fate(letter, "sent", attempts, message_ref=message_ref)
        case Blocked(why):
            return _fate(letter, "unreachable", attempts, error=why)
        case RetryAfter(seconds):
            return _fate(letter, "due", letter.attempts, due_at=now + timedelta(seconds=seconds))
        case Failed(why, final):
            if final or attempts >= ATTEMPTS:
                return _fate(letter, "failed", attempts, error=why)
            wait = min(timedelta(seconds=2**attempts), LONGEST_WAIT)
            return _fate(letter, "due", attempts, error=why, due_at=now + wait)


def dropped(letter: Letter, why: str) -> Fate:
    """It is not to be sent any more."""
    return _fate(letter, "dropped", letter.attempts, error=why)


def _fate(
    letter: Letter,
    state: str,
    attempts: int,
    message_ref: str | None = None,
    error: str | None = None,
    due_at: datetime | None = None,
) -> Fate:
    return Fate(letter.id, state, attempts, message_ref, error, due_at, letter.notice, letter.person)
