"""The vote both bots take: one ballot, who may vote, once each. The same rule and the same words for both."""

from dataclasses import dataclass

BALLOT = 1
OPTIONS = ("Agree", "Disagree")
QUESTION = "Emulation flag of the Government: does the unit deserve it?"
FAR = 4_000_000_000_000_000  # microseconds UTC, long after any measurement

_VOTER = "ballot_id INTEGER NOT NULL, voter_id INTEGER NOT NULL"
TABLES = (
    "CREATE TABLE bench_ballot (id INTEGER PRIMARY KEY, question TEXT NOT NULL, closes_at BIGINT NOT NULL)",
    f"CREATE TABLE bench_eligible ({_VOTER}, PRIMARY KEY (ballot_id, voter_id))",
    f"CREATE TABLE bench_vote ({_VOTER}, option TEXT, cast_at BIGINT, PRIMARY KEY (ballot_id, voter_id))",
)
ELIGIBLE = (
    "SELECT b.closes_at, e.voter_id, v.option FROM bench_ballot b"
    " LEFT JOIN bench_eligible e ON e.ballot_id = b.id AND e.voter_id = ?"
    " LEFT JOIN bench_vote v ON v.ballot_id = b.id AND v.voter_id = e.voter_id WHERE b.id = ?"
)
CAST = "INSERT INTO bench_vote (ballot_id, voter_id, option, cast_at) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Found:
    """What ELIGIBLE answers: when the ballot closes (microseconds UTC), whether one may vote, what one has voted."""

    closes_at: int
    is_eligible: bool
    voted: str | None


def refusal(found: Found | None, option: str, now: int) -> str | None:
    """Why the vote does not count, in words; None when it counts. `now` in microseconds UTC."""
    if found is None or option not in OPTIONS:
        return "There is no such vote."
    if not found.is_eligible:
        return "This vote is not yours."
    if found.voted is not None:
        return f"You have voted already: {found.voted}."
    return "The vote is closed." if now >= found.closes_at else None


def counted(option: str) -> str:
    """The answer once the vote is recorded."""
    return f"{QUESTION}\n\nYour vote is recorded: {option}."
