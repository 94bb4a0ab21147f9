"""Which unit a roster means by a name: the same, the same under another name, or a new one that looks like an old one.

“VIỆN KHOA HỌC THANH TRA”   an alias of Viện Chiến lược và Khoa học Thanh tra: that unit
“Bao Thanh tra”             no unit of that spelling: a new one, with a warning that it resembles Báo Thanh tra
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from campaign.people import Unit
from campaign.search import search_key, spelling_key

_FEWEST_SHARED = 3  # words: “Thanh tra” alone is in every name
_ROMAN = frozenset("ivx")


@dataclass(slots=True)
class UnitNames:
    """The units known so far while one roster is read: those that exist and those the roster brings."""

    existing: Sequence[Unit]
    _exact: dict[str, Unit] = field(default_factory=dict)
    _new: dict[str, str] = field(default_factory=dict)
    _names: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)
    _typos: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for unit in self.existing:
            for name in (unit.name, *unit.aliases):
                self._exact.setdefault(spelling_key(name), unit)
                self._learn(name, unit.name)

    def known(self, name: str) -> Unit | None:
        """The existing unit that goes by this name, or None."""
        return self._exact.get(spelling_key(name))

    def add(self, name: str) -> tuple[str, str | None]:
        """Take a name that is not known: the spelling used before in this roster, and a unit it resembles, if any."""
        spelling = spelling_key(name)
        if spelling in self._new:
            return self._new[spelling], None
        similar = self._similar(name)
        self._new[spelling] = name
        self._names.setdefault(search_key(name), (name, frozenset()))
        return name, similar

    @property
    def new(self) -> tuple[str, ...]:
        """The names the roster brings, in the order they were met."""
        return tuple(self._new.values())

    def _learn(self, name: str, shown: str) -> None:
        key = search_key(name)
        self._names.setdefault(key, (shown, frozenset(key.split())))
        for variant in _one_letter_off(key):
            self._typos.setdefault(variant, shown)

    def _similar(self, name: str) -> str | None:
        """A name that differs in accents alone, in one letter, or in words left out."""
        key = search_key(name)
        if key in self._names:
            return self._names[key][0]
        for variant in _one_letter_off(key):
            if variant in self._typos:
                return self._typos[variant]
        words = frozenset(key.split())
        for shown, others in self._names.values():
            if _one_within_other(words, others):
                return shown
        return None


def _one_within_other(some: frozenset[str], others: frozenset[str]) -> bool:
    return len(some & others) >= _FEWEST_SHARED and (some <= others or others <= some)


def _one_letter_off(key: str) -> Iterable[str]:
    """Every way to leave one letter out of one word; two names with one in common differ by at most one letter.

    First letters and short words stay (Hà Giang is not An Giang, Quảng Bình is not Quảng Ninh), and so do
    numbers (Vụ I, Vụ II).
    """
    words = key.split()
    for place, word in enumerate(words):
        if len(word) < 3 or not word.isalpha() or _ROMAN.issuperset(word):
            continue
        for letter in range(1, len(word)):
            yield " ".join((*words[:place], f"{word[:letter]}{word[letter + 1 :]}", *words[place + 1 :]))
    yield key
