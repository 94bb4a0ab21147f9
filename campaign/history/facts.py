"""The closed lists of words that history is recorded with and that standards ask about.

The values are what the database, the catalogue files and the import keep. What people read (“Hoàn thành tốt nhiệm
vụ”) stands in locales/ under `eligibility.<list>_<value>` and, for the import file, in catalogue/history_words.toml.
"""

from enum import StrEnum


class SubjectKind(StrEnum):
    """Who strives: a person or a unit."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"


class Rating(StrEnum):
    """The official yearly grading, from the lowest to the highest."""

    KHONG_HT = "KHONG_HT"
    HT = "HT"
    HT_TOT = "HT_TOT"
    HT_XUAT_SAC = "HT_XUAT_SAC"

    @property
    def rank(self) -> int:
        """0 for the lowest."""
        return list(Rating).index(self)


class Scope(StrEnum):
    """How far an initiative or a project is recognised, from the narrowest."""

    CO_SO = "co_so"
    BO = "bo"
    TOAN_QUOC = "toan_quoc"

    @property
    def rank(self) -> int:
        """0 for the narrowest."""
        return list(Scope).index(self)


class WorkKind(StrEnum):
    """Sáng kiến, or đề tài / đề án khoa học."""

    INITIATIVE = "initiative"
    PROJECT = "project"


class Deed(StrEnum):
    """Yes-or-no facts of one year."""

    JOINED_MOVEMENT = "joined_movement"  # tích cực tham gia phong trào thi đua
    FIRST_IN_CLUSTER = "first_in_cluster"  # dẫn đầu cụm/khối
    OVER_TARGET = "over_target"  # hoàn thành vượt mức chỉ tiêu
    UNITY = "unity"  # declaration: nội bộ đoàn kết, tiết kiệm, chống lãng phí, tham nhũng, tiêu cực


class Counted(StrEnum):
    """What is counted among the members of a collective in one year."""

    RATED_HT = "rated_ht"  # rated Hoàn thành or better
    LDTT = "ldtt"  # hold Lao động tiên tiến
    CSTDCS = "cstdcs"  # hold Chiến sĩ thi đua cơ sở
    DISCIPLINED = "disciplined"  # disciplined from cảnh cáo up


class Ground(StrEnum):
    """The six kinds of award (P11, Luật Đ.8)."""

    CONG_TRANG = "cong_trang"
    DOT_XUAT = "dot_xuat"
    PHONG_TRAO = "phong_trao"
    CONG_HIEN = "cong_hien"
    NIEN_HAN = "nien_han"
    DOI_NGOAI = "doi_ngoai"


class Penalty(StrEnum):
    """Forms of discipline, from the lightest."""

    KHIEN_TRACH = "khien_trach"
    CANH_CAO = "canh_cao"
    HA_LUONG = "ha_luong"
    GIANG_CHUC = "giang_chuc"
    CACH_CHUC = "cach_chuc"
    BUOC_THOI_VIEC = "buoc_thoi_viec"

    @property
    def rank(self) -> int:
        """0 for the lightest."""
        return list(Penalty).index(self)


class HoldKind(StrEnum):
    """Why awards wait (P5, NĐ 152/2025 Đ.4(4))."""

    DISCIPLINE_PENDING = "discipline_pending"
    INVESTIGATION = "investigation"
    COMPLAINT = "complaint"
    PRESS = "press"


class AbsenceKind(StrEnum):
    """Why somebody was away from work."""

    MATERNITY = "maternity"  # counts as working time (P7)
    COURSE = (
        "course"  # TT 03/2024/TT-TTCP: under a year counts; from a year on the result must be khá or better
    )
    OTHER = "other"


class CourseResult(StrEnum):
    """The result of a course of a year or more."""

    KHA_OR_BETTER = "kha"
    BELOW_KHA = "duoi_kha"


class Capacity(StrEnum):
    """In what capacity years in the sector are counted (Kỷ niệm chương, TT 02/2024/TT-TTCP Đ.6)."""

    LEADER = "leader"
    SECTOR = "sector"
    SPECIALISED = "specialised"


class Judged(StrEnum):
    """Grounds that only a person can weigh."""

    MOVEMENT = "movement"
    ACHIEVEMENT = "achievement"
    CONTRIBUTION = "contribution"
    THEMATIC = "thematic"
    EXEMPLARY = "exemplary"
    EXCEPTIONAL = "exceptional"
    FURTHER_AWARDS = "further_awards"
