"""What is said once the planned end of a ballot has passed: to chair and secretary, and to who has not voted."""

from collections.abc import Callable, Sequence
from datetime import datetime

from campaign.ballots.ballot import Ballot
from campaign.ballots.roll import Voter
from campaign.ballots.rule import Act
from campaign.ids import KhoiId, NoticeId, PersonId
from campaign.people import Role
from handlers.decide.found import chairs
from handlers.decide.words import ManageBallot, headline, two
from handlers.kit import Notice, Priority, Say, say
from handlers.poll.words import AskClose
from handlers.ports import Store

SHOWN = 12  # names


async def ended(
    store: Store, khoi: KhoiId, ballot: Ballot, fresh_id: Callable[[], int], not_before: datetime | None
) -> Sequence[Notice]:
    """The notices. Turnout is no secret; what was chosen is not known to anybody yet."""
    body = await store.bodies.get(khoi, ballot.body)
    if body is None:
        return []
    missing = await who_is_missing(store, ballot)
    heads = [member.person for member in await chairs(store, body)]
    others = [member.person for member in await store.people.holding(khoi, Role.SECRETARY)]

    def notice(kind: str, audience: Sequence[PersonId], text: Say, *rows: AskClose | ManageBallot) -> Notice:
        return Notice(
            NoticeId(fresh_id()), khoi, kind, tuple(dict.fromkeys(audience)), text, rows, Priority.REMINDER,
            ballot.campaign, not_before=not_before,
        )  # fmt: skip

    follow = ManageBallot(ballot.id)
    text = _to_the_table(ballot, missing)
    told = [
        notice("ballot.ended", heads, text, AskClose(ballot.id)),
        notice("ballot.ended", [one for one in others if one not in heads], text, follow),
    ]
    people = await store.voters.people(ballot.id)
    late = [people[voter.id] for voter in missing if voter.id in people]
    if ballot.settings.act is not Act.HANDS and late:
        missed = say("decide.missed", headline=headline(ballot), at=ballot.closes_at)
        told.append(notice("ballot.missed", late, missed))
    return [each for each in told if each.audience]


async def who_is_missing(store: Store, ballot: Ballot) -> list[Voter]:
    """The voters of whom nothing came, neither a vote nor an envelope."""
    done = set(await store.urns.turnout(ballot.id))
    done |= {opinion.voter for opinion in await store.opinions.received(ballot.id)}
    return [voter for voter in ballot.roll if voter.id not in done]


def _to_the_table(ballot: Ballot, missing: Sequence[Voter]) -> Say:
    names = tuple(say("decide.ended_item", name=voter.name) for voter in missing[:SHOWN])
    more = say("poll.and_more", count=len(missing) - SHOWN) if len(missing) > SHOWN else None
    return say(
        "decide.ended",
        headline=headline(ballot),
        at=ballot.closes_at,
        voted=two(len(ballot.roll) - len(missing)),
        roll=two(len(ballot.roll)),
        missing=say("decide.ended_without", names=names, more=more) if missing else None,
    )
