"""A letter in the words of its reader, ready for a channel."""

from bot import envelope, sealed_letters
from bot.channel import Line, SentFile, Spoken
from bot.clock import Clock
from bot.envelope import FileRef, Label
from bot.files import Files
from bot.texts import Texts
from handlers.kit import Keep
from storage.outbox import Letter
from storage.sealing import Seals


class Wording:
    """Renders letters; what they say is kept as keys and values until then."""

    def __init__(self, texts: Texts, files: Files, seals: Seals, clock: Clock) -> None:
        self._texts = texts
        self._files = files
        self._seals = seals
        self._clock = clock

    def spoken(self, letter: Letter) -> Spoken:
        """The message. Raises KeyGone for a secret one whose ballot is over."""
        opened = sealed_letters.opened(self._seals, letter)
        message = envelope.from_bytes(opened.body)
        now = self._clock.now()

        def line(label: Label) -> Line:
            return Line(self._texts.render(label.words, letter.language, now), label.data, label.url)

        return Spoken(
            letter.id,
            letter.account,
            self._texts.render(message.text, letter.language, now),
            tuple(tuple(line(label) for label in row) for row in message.rows),
            file=self._file(message.file),
            edits=opened.edits,
            tap=opened.tap,
            kind=message.kind,
            secret=letter.sealed_by is not None or message.keep is Keep.BRIEFLY,
            key=message.text.key,
        )

    def _file(self, file: FileRef | None) -> SentFile | None:
        if file is None:
            return None
        return SentFile(str(self._files.path(file.sha256)), file.name, file.media_type)
