"""The start says what is likely a mistake, and no secret."""

from __future__ import annotations

import pytest

from dashboard import provider, settings, visitors
from dashboard.server import startup
from dashboard.settings import OfferedCorpus, Settings, SettingsError, SignIn
from refrain import stored_folder
from tests.builders import SAMPLE

SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


@pytest.fixture
def said(monkeypatch, caplog):
    """What the start says with these settings, and this secret, or without sign-in."""

    def start(set_up: Settings, secret: str = "") -> tuple[list[str], str]:
        caplog.clear()
        caplog.set_level("INFO", "refrain")
        monkeypatch.setattr(settings, "current", lambda: set_up)
        monkeypatch.setattr(visitors, "sign_in_is_on", lambda: bool(secret))
        monkeypatch.setattr(startup, "get_signing_secret", lambda: secret)
        startup.say()
        warnings = [line.message for line in caplog.records if line.levelname == "WARNING"]
        return warnings, "".join(str(line.__dict__) for line in caplog.records)

    return start


ALL, TEAM = Settings(), Settings(sign_in=SignIn(may_enter=("@example.org",)))


def test_nothing_is_said_of_what_is_as_it_should_be(said):
    assert said(ALL)[0] == []
    assert said(TEAM, SECRET)[0] == []


@pytest.mark.parametrize("secret", ["change me", "a" * 64, "abcabcab" * 8])
def test_a_secret_that_is_easy_to_guess_is_told_without_it(secret, said):
    warnings, everything = said(TEAM, secret)
    assert "easy to guess" in warnings[0]
    assert secret not in everything


def test_who_is_shut_out_or_let_in_by_mistake_is_told(said):
    hidden = OfferedCorpus(name="Interviews", path=SAMPLE, may_see=("group:editors",))
    assert "Nobody can see 'Interviews'" in said(Settings(corpora=(hidden,)))[0][0]
    assert "Everyone whom the provider knows" in said(ALL, SECRET)[0][0]


@pytest.mark.parametrize("missing", [provider.URL, provider.CLIENT_ID, "none"])
def test_a_mistake_in_the_environment_is_told_without_what_is_secret_in_it(missing):
    environment = {
        provider.URL: "https://refrain.example.org",
        provider.METADATA: "https://id.example.org/.well-known/openid-configuration",
        provider.CLIENT_ID: "refrain",
        provider.CLIENT_SECRET: "of the client",
        provider.COOKIE_SECRET: SECRET if missing != "none" else "hunter2",
    }
    environment.pop(missing, None)
    with pytest.raises(SettingsError) as mistake:
        provider.secrets(environment)
    assert not [value for value in environment.values() if value in str(mistake.value)]


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.1", "", "refrain.example.org"])
def test_a_server_that_the_network_reaches_does_not_start_without_sign_in(address, monkeypatch):
    monkeypatch.setenv(stored_folder.LIMIT, "20")
    monkeypatch.delenv(provider.METADATA, raising=False)
    monkeypatch.setattr(startup, "_address", lambda: address)
    with pytest.raises(SystemExit) as end:
        startup.secrets()
    assert "could read the transcripts" in str(end.value)
    monkeypatch.setenv(startup.OPEN, "1")
    assert startup.secrets() is None


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "::1"])
def test_one_that_only_this_machine_reaches_does(address, monkeypatch):
    monkeypatch.setenv(stored_folder.LIMIT, "20")
    monkeypatch.setattr(startup, "_address", lambda: address)
    assert startup.secrets() is None
