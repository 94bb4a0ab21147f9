"""A text that is data in both languages, and how sure a statement is."""

from dataclasses import dataclass
from enum import StrEnum

from campaign.people import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in Vietnamese and English."""

    vi: str
    en: str

    def said_in(self, language: Language) -> str:
        """The words in that language."""
        return self.vi if language is Language.VI else self.en


class Confidence(StrEnum):
    """Where a statement comes from; the two lowest never decide anything by themselves."""

    FOUND = "found"
    FOUND_OLD_DECREE = "found_old_decree"  # in a decree that has expired
    FOUND_LOW_TRUST = "found_low_trust"  # only in a source that is not trusted
    INFERRED = "inferred"
    MEMORY_HIGH = "memory_high"
    MEMORY_MEDIUM = "memory_medium"
    MEMORY_LOW = "memory_low"

    @property
    def may_decide(self) -> bool:
        """Whether an answer may rest on it, once the secretary has confirmed the rules."""
        return self not in {Confidence.FOUND_LOW_TRUST, Confidence.MEMORY_LOW}
