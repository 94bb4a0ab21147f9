"""The head: [Trả lại] -> register.ask_reason -> “Bổ sung …” -> register.reason_read_back -> [Trả lại với lý do này]
-> the subject and whoever filed it are told; what was prepared stays
"""

from dataclasses import dataclass

from campaign.ids import RegistrationId
from campaign.registration.filing import LONGEST_REASON, ReasonMissing, ReasonTooLong, send_back
from campaign.registration.registering import NotOpen, NotYours, WrongStanding, subject_of
from campaign.registration.registration import Registration
from campaign.search import tidy
from handlers.kit import End, Flow, Next, Result, Say, Screen, Turn, Until, led, say, screen
from handlers.menu import menu
from handlers.register.decide import mine, next_of, not_yours, read
from handlers.register.notices import notice_to_concerned
from handlers.register.setting import Setting, chair_name, setting_of, whose
from handlers.register.words import STANDINGS, AskReason, ReviewOne, SendBack
from handlers.titles import title_name

flow = Flow("register_return", about=say("register.about"), help=say("register.help_return"))


@dataclass(frozen=True)
class GivingReason:
    """The head types why it is returned."""

    registration: RegistrationId


@dataclass(frozen=True)
class ReasonGiven:
    """The reason, read back before it goes back."""

    registration: RegistrationId
    reason: str


@flow.press(AskReason)
async def ask_reason(turn: Turn, pressed: AskReason) -> Result:
    """Why is it returned?"""
    setting, registration = await setting_of(turn), await mine(turn, pressed.registration)
    if setting is None or registration is None:
        return await not_yours(turn)
    return Next(GivingReason(registration.id), await _asked(turn, setting, registration, None))


async def _asked(turn: Turn, setting: Setting, registration: Registration, lead: Say | None) -> Screen:
    asked = say("register.ask_reason", who=await whose(turn, registration), most=LONGEST_REASON)
    shown = screen(asked, back=ReviewOne(registration.id))
    if not setting.open_to(subject_of(registration)):
        shown = led(say("register.return_is_late", chair=await chair_name(turn)), shown)
    return shown if lead is None else led(lead, shown)


@flow.answer(GivingReason)
async def read_reason_back(turn: Turn, state: GivingReason, text: str) -> Result:
    """Reads the reason back."""
    setting, registration = await setting_of(turn), await mine(turn, state.registration)
    if setting is None or registration is None:
        return await not_yours(turn)
    reason = tidy(text)
    if not reason or len(reason) > LONGEST_REASON:
        lead = say("register.reason_expected", most=LONGEST_REASON)
        return Next(state, await _asked(turn, setting, registration, lead))
    asked = say("register.reason_read_back", who=await whose(turn, registration), reason=reason)
    shown = screen(asked, SendBack(registration.id, registration.version), back=ReviewOne(registration.id))
    return Next(ReasonGiven(registration.id, reason), shown)


@flow.answer(ReasonGiven)
async def another_reason(turn: Turn, state: ReasonGiven, text: str) -> Result:
    """Typing again replaces the reason."""
    return await read_reason_back(turn, GivingReason(state.registration), text)


@flow.press(SendBack)
async def return_it(turn: Turn, pressed: SendBack) -> Result:
    """Trả lại, with the reason read back; the subject and whoever filed it are told."""
    setting, registration = await setting_of(turn), await mine(turn, pressed.registration)
    if setting is None or registration is None:
        return await not_yours(turn)
    state = turn.state
    given = isinstance(state, ReasonGiven) and state.registration == pressed.registration
    if not isinstance(state, ReasonGiven) or not given or registration.version != pressed.version:
        lead = say("register.stands_otherwise", standing=STANDINGS[registration.standing])
        return await read(turn, setting, registration, lead)
    match send_back(setting.campaign, registration, turn.member, state.reason, turn.now):
        case Registration() as returned:
            return await _returned(turn, setting, returned)
        case WrongStanding(standing):
            lead = say("register.stands_otherwise", standing=STANDINGS[standing])
            return await read(turn, setting, registration, lead)
        case ReasonMissing() | ReasonTooLong():
            return await ask_reason(turn, AskReason(registration.id))
        case NotOpen():
            return End(led(say("register.closed"), await menu(turn)))
        case NotYours():
            return await not_yours(turn)


async def _returned(turn: Turn, setting: Setting, returned: Registration) -> Result:
    await turn.store.registrations.save(returned, turn.now, turn.member.id)
    subject, title = subject_of(returned), title_name(turn.catalogue, returned.title)
    if setting.open_to(subject):
        until = Until(setting.due(subject).at)
        text = say("register.was_returned", title=title, reason=returned.reason, due=until)
    else:
        chair = await chair_name(turn)
        text = say("register.was_returned_late", title=title, reason=returned.reason, chair=chair)
    told = await notice_to_concerned(turn, setting, returned, text)
    return await next_of(turn, setting, say("register.sent_back", title=title), *told)
