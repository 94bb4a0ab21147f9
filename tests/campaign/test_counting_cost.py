"""Twice as many ballots, or names, cost at most twice as many calls: counted, so a busy machine does not matter."""

import cProfile
import pstats
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from campaign.ballots.ballot import Ballot, Recusal
from campaign.ballots.choices import Mark
from campaign.ballots.counting import Counted, Urn, count
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.published import publish
from campaign.ballots.record import Besides, Signatory, freeze
from campaign.ballots.recount import Counts, recount
from campaign.ballots.rights import stamp
from campaign.ballots.rule import RecusalRule
from campaign.ballots.slip import Slip
from campaign.ids import BallotId, VoterId
from tests.campaign.ballots import LATER, SECRETARY, closed, draft, marks, opened, person, receipt, settings

SIGNS = Signatory("Nguyễn Văn A", "Khối trưởng")


def calls(work: Callable[[], object]) -> int:
    """How many functions are called while this runs."""
    profile = cProfile.Profile()
    profile.runcall(work)
    total: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return total


def voted(ballots: int, names: int) -> tuple[Ballot, Urn, list[Slip]]:
    """A closed secret ballot, and everybody's slip."""
    made = draft(
        n=ballots,
        candidates=tuple(person(n) for n in range(1, names + 1)),
        rule=settings(recusal=RecusalRule.SELF),
    )
    ballot = closed(opened(made))
    dice = Random(1)
    said = [marks(ballot, *dice.choices((Mark.AGREE, Mark.DISAGREE), k=names)) for _ in range(ballots)]
    slips = [Slip(one, receipt(number)) for number, one in enumerate(said)]
    return ballot, Urn(frozenset(voter.id for voter in ballot.roll), tuple(said)), slips


@pytest.mark.parametrize(("more_ballots", "more_names"), [(2, 1), (1, 2)])
def test_the_whole_count_grows_no_faster_than_its_ballots_and_names(
    more_ballots: int, more_names: int
) -> None:
    def whole(ballots: int, names: int) -> int:
        ballot, urn, slips = voted(ballots, names)

        def work() -> None:
            done = count(ballot, urn, LATER)
            assert isinstance(done, Counted)
            freeze(
                done.ballot, done.count, urn, Besides(SIGNS, SIGNS, {}), [one.receipt.code for one in slips]
            )
            sheet = publish(done.ballot, done.count, slips, Random(2).shuffle, {})
            found = recount(sheet)
            assert isinstance(found, Counts)
            assert found.agrees

        return calls(work)

    more = (160 * more_ballots, 16 * more_names)
    whole(*more)  # what is worked out once, and remembered, is there before either is counted
    assert whole(*more) <= 2.1 * whole(160, 16)


def test_envelopes_and_conflicts_are_looked_up_once() -> None:
    def frozen(n: int) -> int:
        ballot = draft(n=n, candidates=tuple(person(one) for one in range(1, 9)))
        conflicts = tuple(
            Recusal(voter.id, ballot.candidates[0].id, "Vợ chồng") for voter in ballot.roll[::2]
        )
        received = tuple(
            ReceivedOpinion(BallotId(17), VoterId(one), f"{one}", stamp(SECRETARY, LATER))
            for one in range(1, n, 2)
        )
        shut = replace(closed(opened(ballot)), recusals=conflicts, counted_at=LATER)
        urn = Urn(frozenset(), (), received=received)
        empty = count(closed(opened(ballot)), Urn(frozenset(), ()), LATER)
        assert isinstance(empty, Counted)
        return calls(lambda: freeze(shut, empty.count, urn, Besides(SIGNS, SIGNS, {}), []))

    assert frozen(200) <= 2.1 * frozen(100)
