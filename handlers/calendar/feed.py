"""/lichhop [Lịch trên điện thoại] -> calendar.feed_none [Tạo đường dẫn] -> calendar.feed_made: the address, shown once

calendar.feed_exists [Tạo lại đường dẫn] the one before ends   [Thu hồi đường dẫn] -> calendar.feed_revoked
"""

from datetime import UTC, datetime, timedelta

from campaign.meetings.feeds import hash_of, secret_of
from handlers.calendar.flow import LIST, MakeFeed, OpenFeed, RevokeFeed, flow
from handlers.kit import End, Keep, Result, Row, Turn, fact, led, say, screen

NONE = 0
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@flow.press(OpenFeed)
async def open_feed(turn: Turn, pressed: OpenFeed) -> Result:
    """Whether there is an address, and what can be done about it."""
    made = await turn.store.feeds.made_at(turn.person.id)
    if made is None:
        if turn.papers.calendar_address("") is None:
            return End(screen(say("calendar.feed_no_address"), back=LIST))
        return End(screen(say("calendar.feed_none"), MakeFeed(NONE), back=LIST))
    which = _name(made)
    rows: list[Row] = [RevokeFeed(which)]
    if turn.papers.calendar_address("") is not None:
        rows.insert(0, MakeFeed(which).labelled(say("calendar.feed_renew_button")))
    return End(screen(say("calendar.feed_exists", since=made), *rows, back=LIST))


@flow.press(MakeFeed)
async def make_feed(turn: Turn, pressed: MakeFeed) -> Result:
    """A new address in place of the one that was shown; a second tap does not undo the first."""
    secret = secret_of(turn.fresh_id(), turn.fresh_id())
    address = turn.papers.calendar_address(secret)
    made = await turn.store.feeds.made_at(turn.person.id)
    if address is None or _name(made) != pressed.instead_of:
        return await open_feed(turn, OpenFeed())
    await turn.store.feeds.put(turn.person.id, hash_of(secret), turn.now)
    for place in turn.person.memberships:  # it shows the meetings of every khối the person is in
        await turn.store.events.record(place.khoi, "feed.made", place.id, turn.now)
    return End(fact(say("calendar.feed_made", address=address), keep=Keep.BRIEFLY))


@flow.press(RevokeFeed)
async def revoke_feed(turn: Turn, pressed: RevokeFeed) -> Result:
    """Ends the address that was shown; a newer one stays."""
    made = await turn.store.feeds.made_at(turn.person.id)
    if made is not None and _name(made) == pressed.made:
        await turn.store.feeds.revoke(turn.person.id)
        for place in turn.person.memberships:
            await turn.store.events.record(place.khoi, "feed.revoked", place.id, turn.now)
        if turn.papers.calendar_address("") is None:
            return End(screen(say("calendar.feed_revoked"), back=LIST))
        below = screen(say("calendar.feed_none"), MakeFeed(NONE), back=LIST)
        return End(led(say("calendar.feed_revoked"), below))
    return await open_feed(turn, OpenFeed())


def _name(made: datetime | None) -> int:
    """An address by when it was made: a button must not carry anything of its secret."""
    return NONE if made is None else (made - EPOCH) // timedelta(microseconds=1)
