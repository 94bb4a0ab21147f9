"""docs/faults.md: what was done to the program, and what was left."""

from collections.abc import Mapping

from tests.faults.crowd import Kind
from tests.faults.play import Record
from tests.proof import claims
from tests.proof.machine import machine

Columns = Mapping[str, Mapping[str, str]]
"""The figures of every play, by its name."""

WHAT = """\
People act in real dialogues against the strict loopback Bot API: every act is a command, presses of buttons that are
really shown, typed words or files. Some confirmations are tapped twice, some presses are sent again by the app under a
new update. Meanwhile the program is killed with SIGKILL at moments drawn from the seed (every fifth within 0.4 s of its
start) and started again. On PostgreSQL two processes share one database, one of them is killed each time, and the
server is stopped as in a crash (`pg_ctl stop -m immediate`) and started again. `make faults SEED={seed}` repeats the
moments and the choices; how far the program has come by then depends on the machine.

* **Counted once, in order**: at the end each person's acts, every one with a number of its own, are compared with the
  rows they left: the same ones, each once, in the order in which they were done. Secret ballots are closed and counted,
  and the sums compared with what people chose.
* **Said too early**: whenever somebody reads “Đã ghi nhận”, the database is asked at that moment whether it is so.
* **Not lost**: every notice that the secretary was told is on its way has reached every phone; no answer was missing,
  no press spins for ever, no update or letter is left over, the server refused nothing, the log has no incident.
"""

WHY = """\
A message is repeated when the program dies after the messenger has taken it and before the row of the outbox says so:
asking first would be no help, the Bot API has no way to ask. At most 32 messages in each of the two lanes (replies,
broadcasts) of a process are between the two, so a kill repeats at most 64 of one process, and in practice the few that
were on the line. A screen that edits a message is not seen twice: the second edit changes nothing. What was pressed or
written never takes effect twice.

A press that could not be answered within 150 s, because the program died again and again on a busy machine, stops
spinning by itself; it counts all the same, and its screen changes when its turn comes.
"""


def write(columns: Columns, seed: int) -> str:
    """Writes the page anew up to the table of every other trouble, which stays; answers where it is."""
    of = claims.page("faults")
    _, title, rest = of.file.read_text("utf-8").partition(of.title)
    of.file.write_text("\n".join((page(columns, seed), title + rest)), "utf-8")
    return str(of.file)


def page(columns: Columns, seed: int) -> str:
    """What is made of the kills."""
    head = f"# Faults\n\nMade by `make faults`; do not edit by hand. {machine()}\n"
    return "\n".join((head, WHAT.format(seed=seed), table(columns), WHY))


def table(columns: Columns) -> str:
    """One column for each play."""
    rows = [("", *columns), ("---", *("---" for _ in columns))]
    first, *_ = columns.values()
    rows += [(what, *(column[what] for column in columns.values())) for what in first]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def figures(record: Record) -> Mapping[str, str]:
    """The column of a play."""
    deaths, verdict = record.deaths, record.verdict
    acts = {kind.value[0].upper() + kind.value[1:]: str(verdict.acts[kind]) for kind in Kind}
    return {
        "People": str(record.people),
        "Kills (`kill -9`)": str(deaths.kills),
        "… of them while it was answering people": str(deaths.at_work),
        "Crashes of the database server": str(deaths.crashes),
        "Minutes": f"{record.seconds / 60:.1f}",
        **acts,
        "**Acts that are missing, doubled or out of order**": _count(len(verdict.wrong)),
        "**Acts said to be recorded that were not**": _count(record.said_too_early),
        "Notices due to people (each to each)": str(verdict.delivered + len(verdict.lost)),
        "**Notices lost**": _count(len(verdict.lost)),
        "Notices that came twice": _share(verdict.repeated_notices, verdict.delivered),
        "Messages on the phones at the end": str(verdict.messages),
        "Answers that came twice": _share(verdict.repeated_replies, verdict.messages),
        "“Not recorded yet, kept for later” was said": str(verdict.not_yet),
        "Polls refused while the dead process's was still open": str(verdict.refused_polls),
        "Presses that stopped spinning by themselves": str(verdict.expired),
        "Bytes of log, without a name, account, receipt, typed word or token": f"{verdict.log_bytes:,}",
        "**Anything else that must not be**": _count(len(deaths.trouble) + len(verdict.other)),
    }


def _count(number: int) -> str:
    return f"**{number}**"


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.2%})" if whole else str(part)
