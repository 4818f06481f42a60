"""A page shows what the files say now: with the app running, a file is edited, and opened again."""

from __future__ import annotations

import time

import pytest

from dashboard import cached, corpora
from refrain.loader import stored
from tests.builders import dump, english
from tests.pages.app import open_page, words

GERMAN = (
    "Heute sprechen wir darüber, wie man im Winter einen Garten pflegt, und warum die meisten "
    "Leute viel zu früh damit anfangen, ihre Rosen zu schneiden. Ich habe das selbst jahrelang "
    "falsch gemacht, bis mir meine Nachbarin gezeigt hat, worauf man dabei achten muss. "
)


@pytest.fixture
def edited(tmp_path, monkeypatch):
    """Writes a file of the corpus `edited`, which is on offer."""
    folder = tmp_path / "edited"
    folder.mkdir()
    monkeypatch.setenv("REFRAIN_DATA", str(folder))

    def write(text: str, name: str = "garden.md") -> None:
        (folder / name).write_text(text, encoding="utf-8")
        cached.stamp.clear()  # as if a second had gone by

    return write


def page_with(title: str = "Roses", language: str = "de", date: str = "2021-03-04") -> str:
    front = f"---\ntitle: {title}\nlanguage: {language}\ndate: {date}\n---\n"
    return front + GERMAN * 3


def test_a_corrected_language_is_no_finding_any_more(edited):
    edited(page_with(language="fr"))
    assert "is said to be in “fr”" in words(open_page("overview", corpus="edited"))
    edited(page_with(language="de"))
    assert "is said to be in" not in words(open_page("overview", corpus="edited"))
    edited(page_with(language="it"))
    assert "is said to be in “it”" in words(open_page("overview", corpus="edited"))


def test_a_corrected_title_is_the_name_that_pages_and_findings_have(edited):
    edited(page_with(title="Rosse", language="fr"))
    app = open_page("overview", corpus="edited")
    assert "Rosse" in words(app)
    edited(page_with(title="Roses", language="fr"))
    for page in ("overview", "reader"):
        app = open_page(page, corpus="edited", text="garden.md")
        shown = words(app) + repr([box.options for box in app.selectbox])
        assert "Rosse" not in shown
        assert "Roses" in shown


def test_a_corrected_date_is_read_again(edited):
    edited(page_with(date="2021-03-04"))
    one = corpora.load("edited")
    edited(page_with(date="2022-03-04"))
    other = corpora.load("edited")
    assert one.transcripts["published"].tolist() == ["2021-03-04"]
    assert other.transcripts["published"].tolist() == ["2022-03-04"]
    assert one.fingerprint != other.fingerprint


def test_a_stray_line_of_hashes_is_found_once_it_is_there_and_gone_once_it_is_not(edited):
    prompts = dump([("Shot: a", english(1, 30)), ("Target: b", english(2, 30))])
    edited(prompts, "dump.txt")
    assert "line of #" not in words(open_page("overview", corpus="edited"))
    edited(f"####\n\n{prompts}", "dump.txt")
    assert "belongs to no label" in words(open_page("overview", corpus="edited"))
    edited(prompts, "dump.txt")
    assert "belongs to no label" not in words(open_page("overview", corpus="edited"))


def test_a_text_that_changed_in_its_size_alone_or_not_even_that_is_read_again(edited):
    edited(page_with().replace("Garten", "garten"))
    one = corpora.load("edited").texts["text"][0]
    edited(page_with().replace("Garten", "Garden"))
    assert corpora.load("edited").texts["text"][0] != one


def test_the_files_are_looked_at_once_a_second_whoever_asks_and_a_change_is_seen_then(
    edited, tmp_path, monkeypatch
):
    looks = []
    look = stored.stamp
    monkeypatch.setattr(stored, "stamp", lambda asked: looks.append(asked) or look(asked))
    edited(page_with(title="Rosse"))
    for _ in range(100):
        corpora.load("edited")
    assert len(looks) < 100
    (tmp_path / "edited" / "garden.md").write_text(page_with(title="Roses"), encoding="utf-8")
    end = time.monotonic() + 20
    while corpora.load("edited").transcripts["title"].tolist() != ["Roses"]:
        assert time.monotonic() < end, "the change was never seen"
        time.sleep(0.1)


def test_corpora_of_equal_files_keep_their_names_and_share_what_is_made_of_their_texts(
    tmp_path, monkeypatch
):
    paths = [tmp_path / name for name in ("spring-talks", "autumn-talks")]
    for path in paths:
        path.mkdir()
        (path / "garden.md").write_text(page_with(), encoding="utf-8")
    monkeypatch.setenv("REFRAIN_DATA", ":".join(map(str, paths)))
    spring, autumn = corpora.load("spring-talks"), corpora.load("autumn-talks")
    # Their topics are the names of the folders.
    assert b"spring-talks" in cached.report(spring)
    assert b"spring-talks" not in cached.report(autumn)
    assert b"autumn-talks" in cached.report(autumn)
    assert cached.index(spring).arrays is cached.index(autumn).arrays
    assert cached.index(spring).texts["topic"].tolist() == ["spring-talks"]
    assert cached.index(autumn).texts["topic"].tolist() == ["autumn-talks"]


def test_corpora_that_differ_in_their_names_alone_have_reports_of_their_own(tmp_path, monkeypatch):
    paths = [tmp_path / name for name in ("spring-prompts", "autumn-prompts")]
    for path in paths:
        path.mkdir()
        prompt = [("Shot: a", english(1, 30)), ("Target: b", english(2, 30))]
        (path / "d.txt").write_text(dump(prompt), encoding="utf-8")
    monkeypatch.setenv("REFRAIN_DATA", ":".join(map(str, paths)))
    spring, autumn = (corpora.load(path.name) for path in paths)
    assert spring.fingerprint == autumn.fingerprint
    assert b"spring-prompts" in cached.report(spring)
    assert b"spring-prompts" not in cached.report(autumn)


def test_uploads_of_equal_content_under_other_names_are_two():
    content = dump([("Shot: a", english(1, 30)), ("Target: b", english(2, 30))]).encode()
    one, other = (corpora.UPLOADS.add(name, {name: content}) for name in ("one.txt", "other.txt"))
    assert one != other
    assert b"one.txt" in cached.report(corpora.load(one))
    assert b"one.txt" not in cached.report(corpora.load(other))
