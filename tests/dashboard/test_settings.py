"""A mistake in `refrain.toml` is told with its file, the place in it, and what to do."""

from __future__ import annotations

import pytest

from dashboard import settings
from dashboard.settings import Settings, SettingsError


def test_without_a_file_nothing_is_set(monkeypatch):
    monkeypatch.delenv("REFRAIN_SETTINGS", raising=False)
    assert settings.current() == Settings()


def test_what_is_set_is_read_with_paths_from_the_folder_of_the_file(set_up):
    file = set_up(
        """
        samples = false
        roots = ["in"]
        corpora = [{name = "A", path = "in/a.txt", may_see = ["@Example.org"]}]
        [uploads]
        hours = 2
        """.replace("        ", "")
    )
    (file.parent / "in").mkdir()
    (file.parent / "in" / "a.txt").write_text("so")
    found = settings.current()
    assert found.corpora[0].path == file.parent / "in" / "a.txt"
    assert found.corpora[0].may_see == ("@example.org",)
    assert found.roots == ((file.parent / "in").resolve(),)
    assert (found.samples, found.uploads.hours, found.uploads.kept) == (False, 2, 20)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("samples = ", "is not TOML"),
        ("sample = true", "sample is not known. Check its spelling"),
        ("[sign_in]\nmay_entre = []", "sign_in.may_entre is not known"),
        ('corpora = [{name = "a"}]', r"corpora\[1\].path: Field required"),
        (
            '[sign_in]\nmay_enter = ["*", "anna"]',
            r"sign_in.may_enter\[2\]: .*'anna' is no rule: write",
        ),
        ("uploads = {hours = 0}", "uploads.hours: .*greater than 0"),
        ("uploads = {files = 0, kept = 0}", r"uploads.files: .*\(1 more\)"),
        ('corpora = [{name = "a", path = "none.txt"}]', "none.txt of 'a' is not there"),
        ('roots = ["nowhere"]', "nowhere, which is no folder. Make it"),
        (
            'corpora = [{name = "a", path = "*"}, {name = "a", path = "*"}]',
            "two corpora are called 'a'. Rename one",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(set_up, text, told):
    file = set_up(text)
    with pytest.raises(SettingsError, match=told) as raised:
        settings.current()
    assert str(file) in str(raised.value)
    assert str(raised.value).endswith((".", ")"))


def test_a_file_that_is_not_there_or_no_text_is_told(set_up, monkeypatch):
    set_up("").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match=r"refrain\.toml cannot be read"):
        settings.current()
    monkeypatch.setenv("REFRAIN_SETTINGS", "/nowhere/refrain.toml")
    with pytest.raises(SettingsError, match=r"/nowhere/refrain\.toml cannot be read"):
        settings.current()
