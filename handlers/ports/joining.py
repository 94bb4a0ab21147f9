"""Codes of invitation, phones, bodies and questions, as the conversations ask them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from campaign.ids import BodyId, CampaignId, DeviceId, InviteId, KhoiId, MemberId, PersonId, QuestionId
from campaign.joining.devices import Device
from campaign.joining.guesser import Guesser
from campaign.joining.invites import Invite, Tries
from campaign.people import Body, Holding, Member
from campaign.questions import Question


class Invites(Protocol):
    """Codes by their hashes."""

    async def add(self, invites: Iterable[tuple[Invite, str]]) -> None:
        """Stores invites, each with the hash of its code."""
        ...

    async def by_hash(self, code_hash: str) -> Invite | None: ...

    async def show(self, invite: InviteId, channel: str, account: str, now: datetime) -> None:
        """Remembers that this account knows the code: only then may its button be pressed."""
        ...

    async def shown_to(self, invite: InviteId, channel: str, account: str) -> Invite | None:
        """The invite, if this account has shown its code."""
        ...

    async def use(self, invite: Invite, now: datetime) -> bool:
        """Uses the code, once; False when somebody else was faster. Other codes to join as the same member end too."""
        ...

    async def used_by(self, invite: InviteId, channel: str, account: str) -> None:
        """Remembers which phone the code let in."""
        ...

    async def revoke(self, members: Iterable[MemberId], now: datetime) -> None:
        """Puts the open codes to join as these members out of use."""
        ...

    async def revoke_devices(self, person: PersonId, now: datetime) -> None: ...

    async def open(self, khoi: KhoiId, now: datetime) -> Mapping[MemberId, datetime]:
        """Until when the members of a khối have a code to join that still works."""
        ...

    async def wrong(self, by: Guesser, now: datetime) -> None:
        """Remembers a wrong code."""
        ...

    async def tries(self, by: Guesser, now: datetime) -> Tries:
        """The wrong codes that count against them."""
        ...


class Devices(Protocol):
    """Which accounts act for whom."""

    async def of(self, person: PersonId) -> Sequence[Device]: ...

    async def remove(self, person: PersonId, device: DeviceId) -> bool:
        """Ends a phone's access at once; False if it is not the person's."""
        ...

    async def split(self, member: Member, now: datetime) -> PersonId:
        """Makes a person of its own of one place; phones and the other places stay with the person it was of."""
        ...

    async def merge(self, gone: PersonId, into: PersonId, now: datetime) -> None:
        """Makes one human being of two. The caller has asked."""
        ...


class Bodies(Protocol):
    """Khối, cụm and councils of a year; offices of units in a campaign."""

    async def put(self, body: Body) -> None: ...

    async def of_year(self, khoi: KhoiId, year: int) -> Sequence[Body]: ...

    async def get(self, khoi: KhoiId, body: BodyId) -> Body | None: ...

    async def take_office(self, holding: Holding) -> None: ...

    async def leave_office(self, holding: Holding) -> None: ...

    async def offices(self, campaign: CampaignId) -> Sequence[Holding]: ...


class Questions(Protocol):
    """Threads between members and the secretary."""

    async def ask(
        self, question: QuestionId, khoi: KhoiId, by: MemberId, text: str, now: datetime
    ) -> None: ...

    async def go_on(self, question: QuestionId, by: MemberId, text: str, now: datetime) -> None: ...

    async def answer(self, question: QuestionId, by: MemberId, text: str, now: datetime) -> None: ...

    async def get(self, khoi: KhoiId, question: QuestionId) -> Question | None: ...

    async def waiting(self, khoi: KhoiId) -> Sequence[Question]: ...

    async def by_member(self, khoi: KhoiId, member: MemberId, most: int) -> Sequence[Question]: ...
