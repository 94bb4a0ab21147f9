"""How large each measurement is: small enough for every day, or as the claims say."""

from dataclasses import dataclass

from bench.bots import Kind


@dataclass(frozen=True, slots=True)
class Sizes:
    """People and rounds of each part."""

    kinds: tuple[Kind, ...]
    voters: int
    rounds: int
    audience: int  # of the broadcast
    heard: int  # messages of it until which it is looked at
    pages: int  # open at once
    rosters: tuple[int, ...]  # people on the roster while the same few talk
    ballots: tuple[int, ...]  # secret ballots counted


DEFAULT = Sizes(
    kinds=(Kind.OURS, Kind.PEER),
    voters=1000,
    rounds=3,
    audience=10_000,
    heard=1_200,
    pages=1000,
    rosters=(100, 10_000),
    ballots=(1_000, 10_000),
)
FULL = Sizes(
    kinds=tuple(Kind), voters=1000, rounds=7, audience=10_000, heard=10_000, pages=1000, rosters=(100, 10_000, 100_000),
    ballots=(10_000, 100_000, 1_000_000),
)  # fmt: skip
