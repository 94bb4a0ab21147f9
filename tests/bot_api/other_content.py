"""Content that the bot has no use for, as Telegram sends it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from tests.bot_api.wire import Json

Other: TypeAlias = Literal[
    "sticker",
    "voice",
    "audio",
    "video",
    "video_note",
    "animation",
    "location",
    "venue",
    "contact",
    "dice",
    "poll",
]

_FILE: Final[Json] = {"file_id": "CAACAgUAAxOther0001", "file_unique_id": "AgADother", "file_size": 2048}
_PLACE: Final[Json] = {"latitude": 21.0285, "longitude": 105.8542}
_ANIMATION: Final[Json] = {**_FILE, "width": 320, "height": 240, "duration": 2, "mime_type": "video/mp4"}

OTHER: Final[Mapping[Other, Json]] = MappingProxyType(
    {
        "sticker": {
            "sticker": {
                **_FILE,
                "width": 512,
                "height": 512,
                "emoji": "👍",
                "type": "regular",
                "is_animated": False,
                "is_video": False,
            }
        },
        "voice": {"voice": {**_FILE, "duration": 3, "mime_type": "audio/ogg"}},
        "audio": {"audio": {**_FILE, "duration": 180, "title": "Bài ca", "mime_type": "audio/mpeg"}},
        "video": {"video": {**_FILE, "width": 640, "height": 480, "duration": 12, "mime_type": "video/mp4"}},
        "video_note": {"video_note": {**_FILE, "length": 240, "duration": 5}},
        "animation": {"animation": _ANIMATION, "document": {**_FILE, "mime_type": "video/mp4"}},
        "location": {"location": _PLACE},
        "venue": {
            "location": _PLACE,
            "venue": {"location": _PLACE, "title": "Hội trường", "address": "Hà Nội"},
        },
        "contact": {"contact": {"phone_number": "+84900000000", "first_name": "Trần Thị B"}},
        "dice": {"dice": {"emoji": "🎲", "value": 6}},
        "poll": {
            "poll": {
                "id": "5429000000000000001",
                "question": "Đồng ý không?",
                "options": [
                    {"persistent_id": "0", "text": "Có", "voter_count": 0},
                    {"persistent_id": "1", "text": "Không", "voter_count": 0},
                ],
                "total_voter_count": 0,
                "is_closed": False,
                "is_anonymous": True,
                "type": "regular",
                "allows_multiple_answers": False,
                "allows_revoting": True,
                "members_only": False,
            }
        },
    }
)
