"""/ngonngu -> language.screen [Tiếng Việt] [English] -> language.set"""

from campaign.people import Language
from handlers.kit import Choice, End, Flow, Result, Turn, led, say, screen
from handlers.menu import menu

flow = Flow("language", command="ngonngu", about=say("language.about"), help=say("language.help"))


class Speak(Choice, tag="lg"):
    """The language to speak from now on."""

    language: Language


@flow.begin
async def show(turn: Turn, argument: str) -> Result:
    """Offers the languages; “/ngonngu en” sets one at once."""
    if argument in set(Language):
        return await speak(turn, Speak(Language(argument)))
    return End(
        screen(
            say("language.screen"),
            Speak(Language.VI).labelled(say("language.vietnamese")),
            Speak(Language.EN).labelled(say("language.english")),
        )
    )


@flow.press(Speak)
async def speak(turn: Turn, chosen: Speak) -> Result:
    """Sets the language; the answer already comes in it."""
    await turn.store.people.set_language(turn.person.id, chosen.language)
    return End(led(say("language.set"), await menu(turn)), speaks=chosen.language)
