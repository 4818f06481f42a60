"""Whoever may not see a corpus finds nothing of it, by no page, link, recording or upload."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from dashboard import corpora, media, visitors
from dashboard.visitors import of_cookies
from tests.dashboard.signing_in import cookies, signed_in
from tests.pages.app import open_page, words

READER = {"groups": ["readers"], "sub": "rita", "email": "rita@example.org"}


@pytest.fixture
def secret(sign_in, set_up, tmp_path) -> str:
    """The name of a corpus with a recording, that editors alone may see."""
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "talk.txt").write_text("so this is what editors said")
    (folder / "talk.mp3").write_bytes(b"ID3")
    set_up(
        f"""
        samples = false
        [[corpora]]
        name = "Board"
        description = "What the board said, *verbatim*."
        path = {str(folder)!r}
        may_see = ["group:editors"]
        """.replace("        ", "")
    )
    return "Board"


@contextmanager
def visiting(monkeypatch, **claims):
    """On pages, too, Anna with these claims is the one who is asking."""
    with monkeypatch.context() as patch, signed_in(**claims):
        patch.setattr(visitors, "current", lambda: of_cookies(cookies(**claims)))
        yield


@pytest.fixture
def loaded(secret, monkeypatch) -> str:
    """The same, once someone who may has opened it: it is in memory."""
    with visiting(monkeypatch):
        app = open_page("overview", corpus=secret)
        assert app.sidebar.selectbox[0].value == secret
        said = " ".join(text.value for text in app.sidebar.markdown)
        assert "What the board said, \\*verbatim\\*\\." in said
        assert app.main.title[0].value == secret
        assert media.media_file(secret, "talk.mp3")
    return secret


@pytest.mark.parametrize("page", ["overview", "reader", "search", "files"])
def test_a_corpus_that_one_may_not_see_is_as_one_that_is_not_there(loaded, page, monkeypatch):
    asked = {"phrase": "editors", "text": "talk.txt"} if page in ("reader", "search") else {}
    with visiting(monkeypatch, **READER):
        one = open_page(page, corpus=loaded, **asked)
        other = open_page(page, corpus="Nowhere", **asked)
    for app in (one, other):
        assert "is not offered here" in app.sidebar.warning[0].value
    assert loaded not in one.sidebar.selectbox[0].options
    assert "editors said" not in words(one)
    assert words(one).replace(loaded, "Nowhere") == words(other)
    told = [warning.value for warning in one.sidebar.warning]
    assert [text.replace(loaded, "Nowhere") for text in told] == [
        warning.value for warning in other.sidebar.warning
    ]


def test_nothing_can_be_compared_with_it(loaded, monkeypatch, tmp_path):
    (tmp_path / "open.txt").write_text("so this is what editors said")
    monkeypatch.setenv("REFRAIN_DATA", str(tmp_path / "open.txt"))
    with visiting(monkeypatch, **READER):
        one = open_page("contamination", corpus="open.txt", reference=loaded)
        other = open_page("contamination", corpus="open.txt", reference="Nowhere")
    assert "There is no such corpus here" in one.main.warning[0].value
    assert loaded not in one.main.selectbox[0].options
    assert words(one) == words(other)


def test_nothing_else_gives_it_away(loaded, monkeypatch):
    with signed_in(**READER):
        assert loaded not in corpora.offered()
        assert media.media_file(loaded, "talk.mp3") is None
        for name in (loaded, "Nowhere"):
            with pytest.raises(KeyError):
                corpora.load(name)
    with signed_in():
        assert len(corpora.load(loaded).transcripts) == 1


def test_who_may_not_enter_is_shown_the_way_in_alone(loaded, monkeypatch):
    name = corpora.UPLOADS.add("talk.txt", {"talk.txt": b"so we said"}, "anna")
    for claims in ({"sub": ""}, {"iat": 0}):
        with visiting(monkeypatch, **claims):
            app = open_page("reader", corpus=loaded)
            assert app.main.title[0].value == "Refrain"
            assert app.button[0].label.startswith("Sign in")
            assert not app.sidebar.selectbox
            assert not app.get("file_uploader")
        with signed_in(**claims), pytest.raises(KeyError):
            corpora.load(name)


def test_an_upload_is_seen_by_whoever_has_its_link_and_ended_by_its_owner_alone(
    loaded, monkeypatch
):
    with visiting(monkeypatch):
        app = open_page("overview", corpus=loaded)
        app.sidebar.file_uploader[0].set_value([("talk.txt", b"so we said", "text/plain")])
        name = app.run().sidebar.selectbox[0].value
        assert "End it now" in [button.label for button in app.sidebar.button]
        # It is theirs in another tab, too.
        assert name in open_page("overview", corpus=loaded).sidebar.selectbox[0].options
    with visiting(monkeypatch, **READER):
        assert name not in open_page("overview").sidebar.selectbox[0].options
        app = open_page("overview", corpus=name)
        assert app.main.title[0].value == "talk\\.txt"
        assert "End it now" not in [button.label for button in app.sidebar.button]
    corpora.UPLOADS.end(name)
