"""Titles and awards as people call them, from the catalogue."""

from campaign.catalogue.model import Award, Catalogue
from handlers.kit import Say, plain


def award_of(catalogue: Catalogue, code: str) -> Award | None:
    """The latest row of this code, or None when the catalogue no longer has it."""
    rows = [award for award in catalogue.awards if award.code == code]
    return max(rows, key=lambda award: award.effective_from, default=None)


def title_name(catalogue: Catalogue, code: str) -> Say:
    """The name in the reader's language; the code itself for one the catalogue no longer has."""
    award = award_of(catalogue, code)
    return plain(code if award is None else award.name)
