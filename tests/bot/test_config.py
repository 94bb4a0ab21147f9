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
        ("DATABASE_URL", "sqlite:///", "file"),
        ("DATA_DIR", "", "folder"),
        ("KEY_DIR", "", "folder"),
        ("PUBLIC_URL", "https://", "thidua.example.vn"),
        ("PUBLIC_URL", "https://:8080", "thidua.example.vn"),
        ("PUBLIC_URL", "https://thidua.example.vn:cong", "thidua.example.vn"),
        ("PUBLIC_URL", "https://thidua.example.vn/trang", "thidua.example.vn"),
        ("PUBLIC_URL", "https://thidua.example.vn?x", "thidua.example.vn"),
        ("PUBLIC_URL", "https://a:b@thidua.example.vn", "thidua.example.vn"),
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


SECRET = "mat-khau"


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://thidua:{SECRET}#1/2@127.0.0.1/thidua",
        f"postgresql://thidua:{SECRET}/x@127.0.0.1/thidua",
        f"postgresql://thidua:{SECRET}?x@127.0.0.1/thidua",
        f"postgresql://thidua:{SECRET}@127.0.0.1:cong/thidua",
        f"postgresql://thidua:[{SECRET}@127.0.0.1/thidua",
    ],
)
def test_an_address_that_cannot_be_taken_apart_is_refused_without_its_password(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(config.WrongSetting) as wrong:
        config.load()
    assert str(wrong.value).startswith("DATABASE_URL")
    assert "%2F" in str(wrong.value)
    assert SECRET not in str(wrong.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://thidua:a%2Fb%40c@127.0.0.1:5432/thidua",
        "postgresql://thidua:a@b@127.0.0.1/thidua",
        "postgresql://thidua@[::1]:5432/thidua?sslmode=require",
        "postgresql://one:5432,two:5432/thidua",
        "postgresql://postgres@/thidua?host=/run/postgresql",
    ],
)
def test_an_address_of_a_server_is_taken(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert config.load().database == url


@pytest.mark.parametrize("token", ["abc", "987654321", "123:có dấu", "bot123:ABC", "123:ABC DEF"])
def test_what_is_no_token_is_refused_and_not_repeated(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    with pytest.raises(config.WrongSetting) as wrong:
        config.load()
    assert str(wrong.value).startswith("TELEGRAM_BOT_TOKEN")
    assert token not in str(wrong.value)


def test_a_file_saved_by_windows_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("WEB_PORT=8123\r\n".encode("utf-8-sig"))
    assert config.load().web_port == 8123


def test_a_file_that_is_no_text_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("WEB_PORT=8123\n".encode("utf-16"))
    with pytest.raises(config.WrongSetting, match=r"\.env .* UTF-8"):
        config.load()


def test_a_file_that_cannot_be_read_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").symlink_to("/proc/self/mem")  # which root cannot read either
    with pytest.raises(config.WrongSetting, match=r"^\.env cannot be read"):
        config.load()
