"""A build holds what loading its files gives, however they are cut into chunks."""

from __future__ import annotations

import os
import shutil
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

import refrain
from refrain.builds import LocalEngine, building, is_build, opened
from refrain.builds.chunks import chunks_of
from refrain.builds.lock import alone
from refrain.builds.reading import read_chunk
from refrain.corpus import Corpus
from refrain.errors import BuildError, NotABuildError, UnreadableError
from refrain.fragments import FragmentIndex, RepeatQuery
from tests import shapes
from tests.builders import DATA

NOTES = {
    "a.md": "---\ntopic: React\n---\nso, what of it",
    "b.md": "---\ntopic: react\n---\nSo what of it?",
    "c.md": "---\ntopic: react\n---\nشكرا لكم",
    "d.srt": "1\n00:00:01,0 --> 00:00:02,0\nAnn: so\n\n2\n00:00:03,0 --> 00:00:02,0\nBo: ja\n",
    "e.srt": "1\n00:00:01,0 --> 00:00:02,0\nBo: well\n\n2\n00:00:03,0 --> 00:00:04,0\nno\n",
    "empty.txt": "",
}
"""Topics that are one, a text that is written in two ways, speakers and a problem."""


@pytest.fixture(scope="module")
def paths(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("shapes")
    fixtures = Path(__file__).parent.parent / "loader" / "fixtures"
    return {**shapes.write(folder), "notes": write(folder / "notes"), "fixtures": fixtures}


@pytest.fixture(autouse=True)
def settled(monkeypatch):
    """The stamp of a file that has just changed is another once it is older."""
    monkeypatch.setattr("refrain.file_stamp.SETTLED", 0.0)


@pytest.fixture(autouse=True)
def without_analyses(monkeypatch):
    """What they write is tested beside them, and takes its time."""
    monkeypatch.setattr(building, "WRITERS", {})


@pytest.fixture
def notes(tmp_path) -> Path:
    return write(tmp_path / "notes")


@pytest.fixture
def small_chunks(monkeypatch):
    """A recording a chunk, unless so many bytes are said."""

    def cut(most: int = 1) -> None:
        monkeypatch.setattr(
            building, "chunks_of", lambda asked, options: chunks_of(asked, options, most)
        )

    cut()
    return cut


def write(folder: Path) -> Path:
    folder.mkdir()
    for name, content in NOTES.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def no_analyses(monkeypatch) -> None:
    """What is analysed, which takes most of the time, is looked at in test_analyses."""
    monkeypatch.setattr(building, "WRITERS", {})


def build(path: Path, out: Path, **options):
    return building.build([path], out, engine=LocalEngine(1), **options)


def assert_equal(one: Corpus, other: Corpus) -> None:
    for name in ("transcripts", "cues", "problems", "texts"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    assert (one.name, one.topics) == (other.name, other.topics)
    is_spelled = one.spellings is not None
    assert is_spelled == (other.spellings is not None)
    if is_spelled:
        pd.testing.assert_series_equal(one.spellings, other.spellings)
    # The fingerprint that a loaded corpus would have of the same tables.
    tables = Corpus(one.name, one.transcripts, one.cues, one.problems, spellings=one.spellings)
    assert tables.fingerprint == other.fingerprint
    assert tables.texts_fingerprint == other.texts_fingerprint


def files_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("name", [*shapes.NAMES, "notes", "fixtures"])
def test_a_build_is_the_corpus_of_its_files(name, paths, tmp_path, small_chunks):
    if name in ("wide", "many", "named"):  # many recordings, which take long one by one
        small_chunks(sum(file.stat().st_size for file in paths[name].rglob("*.*")) // 7)
    build(paths[name], tmp_path / "out")
    assert_equal(opened(tmp_path / "out").corpus, refrain.load(paths[name]))


def test_one_file_has_the_companions_beside_it(tmp_path, small_chunks, paths):
    (tmp_path / "talk.srt").write_text(NOTES["d.srt"], encoding="utf-8")
    (tmp_path / "talk.info.json").write_text('{"id": "a", "title": "A talk"}', encoding="utf-8")
    build(tmp_path / "talk.srt", tmp_path / "out")
    corpus = opened(tmp_path / "out").corpus
    assert corpus.transcripts["title"].tolist() == ["A talk"]
    assert_equal(corpus, refrain.load(tmp_path / "talk.srt"))


def test_a_build_answers_what_repeats_as_its_files_do(tmp_path):
    build(DATA / "sample.txt", tmp_path / "out", min_words=10)
    made = opened(tmp_path / "out").engine
    index, query = (
        FragmentIndex.build(refrain.load(DATA / "sample.txt").transcripts),
        RepeatQuery(10),
    )
    fragments = made.fragments(query).rows
    assert len(fragments)
    pd.testing.assert_frame_equal(fragments, index.fragments(query).rows, check_dtype=False)


def test_the_parts_are_the_table_for_other_tools(notes, tmp_path, small_chunks):
    build(notes, tmp_path / "out")
    made = opened(tmp_path / "out")
    loaded = refrain.load(notes)
    rows = made.table("transcripts")
    assert rows["transcript_id"].tolist() == loaded.transcripts["transcript_id"].tolist()
    assert rows["topic"].tolist()[:3] == ["react"] * 3
    assert rows["topic_as_written"].tolist()[:3] == ["React", "react", "react"]
    assert rows["text"].tolist() == loaded.transcripts["text"].tolist()
    cues = made.table("cues", columns=["transcript_id", "start", "end", "speaker"])
    assert cues["speaker"].dropna().tolist() == ["Ann", "Bo"]
    assert cues["start"].tolist() == loaded.cues["start"].tolist() == [1, 3, 1, 3]
    assert made.table("problems")["kind"].tolist() == ["backward-time", "empty-file"]
    assert made.manifest.counts == {
        "rows": 5,
        "transcripts": 5,
        "texts": 4,
        "words": 15,
        "characters": sum(map(len, rows["text"])),
        "words_of_texts": 11,
        "cues": 4,
        "problems": 2,
    }
    with pytest.raises(NotABuildError, match=r"no table 'keyness'.*transcripts"):
        made.table("keyness")


def test_what_a_file_has_beyond_a_part_is_in_another(tmp_path, monkeypatch):
    monkeypatch.setattr("refrain.assembly.BATCH", 1)
    monkeypatch.setattr(building, "read_chunk", partial(read_chunk, piece_chars=1))
    build(DATA / "sample.txt", tmp_path / "out")
    made = opened(tmp_path / "out")
    assert len(made.manifest.tables["transcripts"].files) > 3
    monkeypatch.undo()
    assert_equal(made.corpus, refrain.load(DATA / "sample.txt"))


def test_a_part_of_many_batches(notes, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("refrain.assembly.BATCH", 1)
        made, _ = build(notes, tmp_path / "out")
    assert len(made.tables["transcripts"].files) == 1
    assert_equal(opened(tmp_path / "out").corpus, refrain.load(notes))


def test_a_build_of_the_same_files_is_left_as_it_is(notes, tmp_path):
    first, is_new = build(notes, tmp_path / "out")
    assert is_new
    assert build(notes, tmp_path / "out") == (first, False)


def test_another_build_is_replaced_only_when_that_is_asked_for(notes, tmp_path):
    out = tmp_path / "out"
    first, _ = build(notes, out)
    (notes / "a.md").write_text("other words", encoding="utf-8")
    with pytest.raises(BuildError, match="--force"):
        build(notes, out)
    assert opened(out).manifest == first
    second, is_new = build(notes, out, force=True)
    assert is_new
    assert second.fingerprint != first.fingerprint
    assert_equal(opened(out).corpus, refrain.load(notes))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == ["out"]


def test_no_other_folder_is_replaced(notes, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me", encoding="utf-8")
    with pytest.raises(BuildError, match="is no build"):
        build(notes, tmp_path / "mine", force=True)
    with pytest.raises(BuildError, match="elsewhere"):
        build(notes, notes / "out")
    assert (tmp_path / "mine" / "letter.txt").exists()


def test_a_build_that_was_cut_off_goes_on_where_it_was(notes, tmp_path, monkeypatch, small_chunks):
    whole, out = tmp_path / "whole", tmp_path / "out"
    build(notes, whole)

    def cut_off(chunk, folder):
        if chunk.number == 3:
            raise KeyboardInterrupt
        return read_chunk(chunk, folder)

    monkeypatch.setattr(building, "read_chunk", cut_off)
    with pytest.raises(KeyboardInterrupt):
        build(notes, out)
    draft = tmp_path / "out.partial"
    assert not out.exists()
    assert is_build(draft)
    with pytest.raises(NotABuildError, match="not finished"):
        opened(draft)
    with pytest.raises(UnreadableError, match="is a build"):
        refrain.load(draft)
    # One of the parts that were finished is lost, and a file that was read has changed since.
    (draft / "cues" / "part-00001-0000.parquet").unlink()
    (notes / "c.md").write_text(NOTES["c.md"].replace("لكم", "لك"), encoding="utf-8")
    again = []
    monkeypatch.setattr(
        building,
        "read_chunk",
        lambda chunk, folder: again.append(chunk.number) or read_chunk(chunk, folder),
    )
    build(notes, out)
    assert again == [1, 2, 3, 4, 5]
    assert_equal(opened(out).corpus, refrain.load(notes))
    assert not draft.exists()


def test_what_is_cut_off_late_ends_in_the_same_files(notes, tmp_path, monkeypatch, small_chunks):
    whole, out = tmp_path / "whole", tmp_path / "out"
    build(notes, whole)

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    # Topics were spelled alike in the parts by then.
    with monkeypatch.context() as patch:
        patch.setattr(building, "write_corpus", full_disk)
        with pytest.raises(BuildError, match=r"No space left.*goes on where it was"):
            build(notes, out)
    with monkeypatch.context() as patch:
        patch.setattr(building, "read_chunk", None)
        build(notes, out)
    assert files_of(out) == files_of(whole)


def test_a_build_that_was_cut_off_at_its_very_end_gets_its_place(notes, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(building, "_put_in_place", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            build(notes, tmp_path / "out")
    monkeypatch.setattr(building, "_make", None)
    assert build(notes, tmp_path / "out") == (opened(tmp_path / "out").manifest, True)


@pytest.mark.skipif(os.name == "nt", reason="it has other locks")
def test_one_build_at_a_time(notes, tmp_path):
    with alone(tmp_path / "out.partial"), pytest.raises(BuildError, match="another refrain build"):
        build(notes, tmp_path / "out")
    build(notes, tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"notes", "out"}


def test_parts_of_other_files_are_forgotten(notes, tmp_path, small_chunks, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(building, "write_corpus", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            build(notes, tmp_path / "out")
    for name in ("c.md", "d.srt", "e.srt", "empty.txt"):
        (notes / name).unlink()
    (tmp_path / "out.partial" / "old").mkdir()
    shutil.copy(
        tmp_path / "out.partial" / "cues" / "part-00000-0000.parquet",
        tmp_path / "out.partial" / "old",
    )
    build(notes, tmp_path / "out")
    made = opened(tmp_path / "out")
    assert len(made.manifest.tables["transcripts"].files) == 2
    assert "old" not in made.manifest.tables
    assert_equal(made.corpus, refrain.load(notes))


def test_a_build_can_be_moved(notes, tmp_path):
    build(notes, tmp_path / "out")
    shutil.move(tmp_path / "out", tmp_path / "elsewhere=b")
    made = opened(tmp_path / "elsewhere=b")
    assert_equal(made.corpus, refrain.load(notes))
    assert "elsewhere" not in made.table("transcripts").columns


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_names_that_are_no_text(tmp_path):
    odd = tmp_path / os.fsdecode(b"caf\xe9")
    odd.mkdir()
    for name in (b"t\xe9.txt", b"t\xe9.txt.exe", b"t\xe9.srt"):
        (odd / os.fsdecode(name)).write_text("so")
    build(odd, tmp_path / "out")
    assert_equal(opened(tmp_path / "out").corpus, refrain.load(odd))


def test_processes_make_the_same_build_and_one_that_is_lost_is_told(notes, tmp_path, small_chunks):
    build(notes, tmp_path / "one")
    engine = LocalEngine(2)
    building.build([notes], tmp_path / "two", engine=engine)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    with pytest.raises(BuildError, match="goes on where it was"):
        list(engine.map(os._exit, [1, 1]))
    engine.stop()


def test_builds_among_files_are_left_out(notes, tmp_path):
    build(DATA / "sample.txt", notes.parent / "out")
    shutil.move(notes.parent / "out", notes / "out")
    problems = refrain.load(notes).problems
    left = problems[problems["kind"] == "skipped-file"]
    assert left["source"].tolist() == ["out"]
    assert "this is a build" in left["message"].item()
