"""The catalogue of titles and rules, read once at the start."""

from functools import cache

from campaign.catalogue import shipped_files
from campaign.catalogue.model import Catalogue
from campaign.catalogue.parse import Refused, parse


@cache
def shipped() -> Catalogue:
    """The catalogue that comes with the program. ValueError when its files cannot be followed."""
    match parse(shipped_files()):
        case Refused(problems):
            raise ValueError(f"the catalogue cannot be read: {problems}")
        case catalogue:
            return catalogue
