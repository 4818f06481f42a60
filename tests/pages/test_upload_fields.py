"""What is handed over in the sidebar is picked, and its link works for whoever has it."""

from __future__ import annotations

import gc
import io
import zipfile

from streamlit.testing.v1 import AppTest

from dashboard import corpora
from refrain.corpus import Corpus
from refrain.loader import archives, registry
from tests.pages.app import open_page, words

TALKS = [
    ("one.txt", b"so we began with the garden", "text/plain"),
    ("two.txt", b"and went on with the river", "text/plain"),
]
FOLDER = [(f"shows/{name}", content, kind) for name, content, kind in TALKS]


def drop(app: AppTest, field: int, files: list[tuple[str, bytes, str]]) -> AppTest:
    app.sidebar.file_uploader[field].set_value(files)
    return app.run()


def picked(app: AppTest) -> str:
    return str(app.sidebar.selectbox[0].value)


def test_several_files_become_one_corpus_that_is_picked(monkeypatch):
    app = drop(open_page("overview", corpus="sample.txt"), 0, TALKS)
    assert picked(app).startswith("one.txt and 1 more (upload ")
    assert app.main.title[0].value == "one\\.txt and 1 more"
    assert app.main.metric[0].value == "2"
    # The fields are empty again, and the next run takes nothing twice.
    assert not app.sidebar.file_uploader[0].value
    assert picked(app.run()).startswith("one.txt")


def test_a_page_that_is_left_holds_nothing_of_an_upload():
    app = drop(open_page("overview", corpus="sample.txt"), 0, TALKS)
    name = picked(app)
    mark = corpora.UPLOADS.upload(name).mark
    corpora.UPLOADS.end(name)
    app.run()
    assert picked(app) != name
    gc.unfreeze()
    gc.collect()
    held = [each for each in gc.get_objects() if isinstance(each, Corpus)]
    assert not [each.name for each in held if each.belongs_to == mark]


def test_a_folder_keeps_its_structure():
    app = drop(open_page("overview", corpus="sample.txt"), 1, FOLDER)
    assert picked(app).startswith("shows (upload ")
    assert app.main.title[0].value == "shows"
    assert "Topics from folders." in words(app)


def test_whoever_has_the_link_sees_what_was_uploaded():
    name = picked(drop(open_page("overview", corpus="sample.txt"), 0, TALKS))
    colleague = open_page("overview", corpus=name)
    assert colleague.main.title[0].value == "one\\.txt and 1 more"
    assert name not in open_page("overview", corpus="sample.txt").sidebar.selectbox[0].options


def test_whoever_made_an_upload_ends_it_and_its_link_says_so_kindly():
    app = drop(open_page("overview", corpus="sample.txt"), 0, TALKS)
    name = picked(app)
    said = " ".join(text.value for text in app.sidebar.markdown)
    assert "Whoever has the link can open it, for 24 hours more" in said
    colleague = open_page("fragments", corpus=name)
    (end,) = [button for button in app.sidebar.button if button.label == "End it now"]
    end.click().run()
    assert name not in corpora.UPLOADS
    for tab in (app, colleague.run(), open_page("reader", corpus=name)):
        assert (
            "The upload “one\\.txt and 1 more” of this link has ended"
            in tab.sidebar.warning[0].value
        )
        assert picked(tab) == next(iter(corpora.offered()))
        assert not tab.error
        assert "Whoever has the link" not in " ".join(text.value for text in tab.sidebar.markdown)


def test_where_uploads_are_not_allowed_there_is_no_field(set_up):
    set_up("uploads = {allowed = false}")
    assert not open_page("lengths", corpus="sample.txt").get("file_uploader")


def test_too_much_is_refused_and_the_page_stays(set_up):
    set_up("uploads = {files = 1}")
    app = drop(open_page("overview", corpus="sample.txt"), 0, TALKS)
    assert "These are 2 files" in app.sidebar.error[0].value
    assert picked(app) == "sample.txt"


def test_every_ending_that_is_read_can_be_dropped():
    app = open_page("overview", corpus="sample.txt")
    for field in app.sidebar.file_uploader:
        allowed = set(field.allowed_type)
        assert {*registry.endings(), *archives.ENDINGS, ".info.json"} <= allowed
        assert ".mp4" not in allowed


def test_an_archive_is_a_corpus_of_what_is_in_it():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content, _ in FOLDER:
            archive.writestr(name, content)
    files = [("packed.zip", packed.getvalue(), "application/zip")]
    app = drop(open_page("overview", corpus="sample.txt"), 0, files)
    assert app.main.title[0].value == "packed\\.zip"
    assert app.main.metric[0].value == "2"
    (line,) = [html.proto.body for html in app.main.get("html") if "recognised" in html.proto.body]
    assert "2 plain text" in line
    assert "Topics from folders." in words(app)
