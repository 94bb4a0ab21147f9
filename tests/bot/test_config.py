"""A wrong setting stops the start with one sentence that names it, and never repeats a secret."""

from pathlib import Path

import pytest

from bot import config


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("TELEGRAM_API_URL", "api.telegram.org", "http://"),
        ("TIMEZONE", "Hà Nội", "Asia/Ho_Chi_Minh"),
        ("WEB_PORT", "99999", "65535"),
        ("WEB_PORT", "tám", "integer"),
        ("DATABASE_URL", "mysql://x", "sqlite:///"),
        ("LOG_FORMAT", "xml", "json"),
    ],
)
def test_the_sentence_names_the_variable_and_what_is_expected(
    variable: str, value: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(config.WrongSetting) as wrong:
        config.load()
    assert str(wrong.value).startswith(variable)
    assert expected in str(wrong.value)


@pytest.mark.parametrize("secret", [None, "short", "có dấu tiếng Việt và dài đủ"])
def test_a_webhook_needs_a_usable_secret(secret: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://thidua.example/telegram")
    if secret is not None:
        monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", secret)
    with pytest.raises(config.WrongSetting) as wrong:
        config.load()
    assert str(wrong.value).startswith("TELEGRAM_WEBHOOK_SECRET")
    assert secret is None or secret not in str(wrong.value)


def test_empty_means_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_URL", "TELEGRAM_PROXY", "DATABASE_URL"):
        monkeypatch.setenv(name, "")
    settings = config.load()
    assert settings.telegram_bot_token is None
    assert settings.database_path == Path("data/thidua.db")


def test_a_token_is_not_shown_when_the_settings_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:secret-part")
    assert "secret-part" not in repr(config.load())
