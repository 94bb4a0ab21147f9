"""The other names of a unit."""

from campaign.roster.aliases import LONGEST, MOST, Clash, Named, NotAName, called, forget
from tests.campaign.rosters import unit

INSTITUTE = unit(1, "Viện Chiến lược và Khoa học Thanh tra")
PAPER = unit(2, "Báo Thanh tra", "Tòa soạn")
UNITS = (INSTITUTE, PAPER)


def test_a_unit_gets_another_name() -> None:
    assert called(INSTITUTE, "  Viện khoa học  Thanh tra ", UNITS) == Named(
        unit(1, INSTITUTE.name, "Viện khoa học Thanh tra")
    )


def test_a_name_belongs_to_one_unit_however_it_is_spelt() -> None:
    assert called(INSTITUTE, "BÁO THANH TRA", UNITS) == Clash(PAPER)
    assert called(INSTITUTE, "toà soạn", UNITS) == Clash(PAPER)
    assert called(PAPER, "Tòa soạn", UNITS) == Clash(PAPER)


def test_accents_make_another_name() -> None:
    assert called(INSTITUTE, "Bao Thanh tra", UNITS) == Named(unit(1, INSTITUTE.name, "Bao Thanh tra"))


def test_what_cannot_be_a_name_is_refused() -> None:
    assert called(INSTITUTE, " ", UNITS) == NotAName()
    assert called(INSTITUTE, "…", UNITS) == NotAName()
    assert called(INSTITUTE, "x" * (LONGEST + 1), UNITS) == NotAName()
    full = unit(1, INSTITUTE.name, *(f"Tên {n}" for n in range(MOST)))
    assert called(full, "Viện", (full, PAPER)) == NotAName()


def test_a_name_is_forgotten_by_its_place() -> None:
    two = unit(1, INSTITUTE.name, "Viện A", "Viện B")
    assert forget(two, 0) == unit(1, INSTITUTE.name, "Viện B")
    assert forget(two, 7) == two
