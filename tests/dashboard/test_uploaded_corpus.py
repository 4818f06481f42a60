"""What a visitor hands over is the corpus that it is as a folder, and stays where it is put."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import uploaded_corpus
from dashboard.uploaded_corpus import TooMuchError, UploadedCorpus, of_files
from refrain import loader
from refrain.corpus import Corpus
from refrain.loader import LoadOptions


def loaded(*named: tuple[str, str]) -> Corpus:
    files = [(path, content.encode()) for path, content in named]
    return of_files(files).load(LoadOptions(), lambda file, share: None).corpus


def test_a_folder_is_the_corpus_that_it_is_on_the_disk(tmp_path: Path):
    files = {
        "talks/cats/1.txt": "they purr",
        "talks/cats/2.txt": "and they purr again",
        "talks/dogs/deep/1.txt": "they bark",
        "talks/at the top.txt": "both are here",
    }
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    on_disk = loader.load(tmp_path / "talks")
    handed_over = loaded(*files.items())
    assert handed_over.name == on_disk.name == "talks"
    assert handed_over.fingerprint == on_disk.fingerprint
    assert set(handed_over.topics) == {"cats", "deep", "talks"}


def test_several_files_are_one_corpus_without_the_folder_of_the_server_as_their_topic():
    corpus = loaded(("one.txt", "so we began"), ("two.txt", "and went on"), ("three.txt", "to end"))
    assert corpus.name == "one.txt and 2 more"
    assert corpus.transcripts["source"].tolist() == ["one.txt", "three.txt", "two.txt"]
    assert corpus.topics == []
    assert corpus.transcripts["topic_from"].isna().all()


def test_a_file_alone_is_its_corpus_and_keeps_the_topics_that_it_names():
    alone = loaded(("talk.txt", "so we began"))
    assert (alone.name, alone.topics) == ("talk.txt", [])
    assert alone.transcripts["source"].tolist() == ["talk.txt"]
    labelled = loaded(("dump.txt", "some words\n\n####\nTarget: tulips\n####\n"))
    assert labelled.topics == ["tulips"]


def test_files_beside_a_folder_are_one_corpus_with_it():
    corpus = loaded(("talk.txt", "so we began"), ("cats/1.txt", "they purr"))
    assert corpus.transcripts["source"].tolist() == ["cats/1.txt", "talk.txt"]
    assert corpus.topics == ["cats"]


def test_two_files_of_one_name_are_both_kept():
    corpus = loaded(("talk.txt", "so we began"), ("talk.txt", "and another"), ("talk.txt", "third"))
    texts = dict(zip(corpus.transcripts["source"], corpus.transcripts["text"], strict=True))
    assert texts == {
        "talk.txt": "so we began",
        "talk (2).txt": "and another",
        "talk (3).txt": "third",
    }


@pytest.mark.parametrize(
    "path",
    [
        "../../outside.txt",
        "/outside.txt",
        "a/../../outside.txt",
        "..\\..\\outside.txt",
        "outside\0.txt",
        "..",
    ],
)
def test_no_name_leads_out_of_the_folder(path, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "server"))
    (tmp_path / "server").mkdir()
    corpus = loaded((path, "so we began"))
    assert corpus.transcripts["text"].tolist() == ["so we began"]
    assert list(tmp_path.rglob("*")) == [tmp_path / "server"]


def test_very_long_names_and_names_in_any_script_are_kept():
    long = "语" * 200
    corpus = loaded((f"{long}/{long}.txt", "so we began"), ("حديث/जंगल.txt", "and went on"))
    assert len(corpus.transcripts) == 2
    assert corpus.transcripts["source"].str.endswith(".txt").all()
    assert "حديث" in corpus.topics


def test_a_name_that_is_a_file_and_a_folder_is_an_error_for_people():
    with pytest.raises(uploaded_corpus.UnreadableError, match="cannot be kept on this server"):
        loaded(("a", "so"), ("a/b.txt", "we"))


def test_too_much_at_once_is_refused_in_plain_words(set_up):
    set_up("uploads = {files = 2, total_mb = 1}")
    with pytest.raises(TooMuchError, match="These are 3 files of 6 bytes together"):
        of_files([(f"{n}.txt", b"so") for n in range(3)])
    with pytest.raises(TooMuchError, match=r"2 MB together\. At once, 2 files and 1 MB"):
        of_files([("a.txt", bytes(2_000_000))])


def test_the_columns_that_a_person_chose_are_asked_for(monkeypatch):
    asked = []
    monkeypatch.setattr(
        loader, "load", lambda path, options, progress: asked.append(options) or Corpus.of("x", [])
    )
    options = LoadOptions(text_column="body")
    UploadedCorpus("t.csv", {"t.csv": b"body\nso\n"}).load(options, lambda file, share: None)
    assert asked == [options]
