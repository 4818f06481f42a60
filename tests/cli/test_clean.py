"""`refrain clean` and `refrain restore`: what is cut can be put back, from any format."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from refrain import boilerplate, loader, tables
from refrain.fragments import FragmentIndex, RepeatQuery
from refrain.schemas import TRANSCRIPT_TYPES
from tests import builders

SAMPLE = str(builders.SAMPLE)


@pytest.mark.parametrize("ending", tables.FORMATS)
@pytest.mark.parametrize("keep", boilerplate.KEEP)
def test_clean_and_restore_give_the_dataset_back(ending, keep, tmp_path, run):
    original, cleaned, cuts, again = (
        tmp_path / f"{name}{ending}" for name in ("original", "cleaned", "cuts", "again")
    )
    assert run("transcripts", SAMPLE, "--out", str(original))[0] == 0
    rule = ("--keep", keep, "--min-words", "10", "--min-transcripts", "1")
    code, _, said = run("clean", SAMPLE, "--out", str(cleaned), "--cuts", str(cuts), *rule)
    assert code == 0, said
    assert cleaned.read_bytes() != original.read_bytes()
    code, _, said = run("restore", str(cleaned), str(cuts), "--out", str(again))
    assert code == 0, said
    assert again.read_bytes() == original.read_bytes()


def test_near_repeats_are_cut_and_restored(tmp_path, run):
    """Two hear the same sponsor, and write one or two words: 88% agree."""
    said = "This show is brought to you by the paper mill, who make the paper that we write on."
    heard = said.replace("paper mill", "papermill")
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in (("a", f"{said} So, cats."), ("b", f"{heard} Now of dogs."), ("c", "Birds.")):
        (folder / f"{name}.txt").write_text(text)
    out, cuts, back = (str(tmp_path / f"{name}.csv") for name in ("out", "cuts", "back"))
    rule = ("--min-words", "10", "--keep", "none")
    assert "0 of 41 words" in run("clean", str(folder), "--out", out, *rule)[2]
    for alike in ("0.85", "85%"):
        run("clean", str(folder), "--out", out, "--cuts", cuts, *rule, "--similarity", alike)
        assert tables.read(Path(out), TRANSCRIPT_TYPES)["text"].tolist() == [
            "So, cats.",
            "Now of dogs.",
            "Birds.",
        ]
    assert tables.read(Path(cuts), boilerplate.RECORD)["text"].str.strip().tolist() == [said, heard]
    assert run("restore", out, cuts, "--out", back)[0] == 0
    assert tables.read(Path(back), TRANSCRIPT_TYPES)["text"][1] == f"{heard} Now of dogs."


def test_what_was_learned_is_cut_from_files_that_were_not_there(tmp_path, run):
    said = "Hello and welcome to the paper show, with your host Ann Lee and her guests of today."
    for folder, numbers in (("old", range(3)), ("new", range(3, 5))):
        (tmp_path / folder).mkdir()
        for n in numbers:
            (tmp_path / folder / f"{n}.txt").write_text(f"{said} {builders.english(n, 200)}")
    show, out, cuts, back = (
        str(tmp_path / name) for name in ("show.json", "out.csv", "cuts.csv", "back.csv")
    )
    code, _, told = run("boilerplate", "learn", str(tmp_path / "old"), "--out", show)
    assert (code, told.split(" that ")[0]) == (0, "1 passage")
    new = ("clean", str(tmp_path / "new"), "--out", out, "--cuts", cuts, "--boilerplate", show)
    code, _, told = run(*new)
    assert code == 0
    assert told.startswith("34 of 434 words")
    own = [builders.english(n, 200) for n in (3, 4)]
    assert tables.read(Path(out), TRANSCRIPT_TYPES)["text"].tolist() == own
    assert run("restore", out, cuts, "--out", back)[0] == 0
    whole = [f"{said} {text}" for text in own]
    assert tables.read(Path(back), TRANSCRIPT_TYPES)["text"].tolist() == whole
    assert "--min-words is a rule of its own" in run(*new, "--min-words", "20")[2]
    code, _, told = run(*new[:-1], cuts)
    assert code == 2
    assert len(told.strip().splitlines()) == 1


def test_texts_that_are_all_repeats_and_texts_that_never_were_come_back(tmp_path, run):
    folder = tmp_path / "in"
    folder.mkdir()
    texts = [
        "one two three four five",
        "One, two three four five!",
        "",
        "One two three four five six",
    ]
    for n, text in enumerate(texts, 1):
        (folder / f"{n}.txt").write_text(text)
    for ending in tables.FORMATS:
        names = [str(tmp_path / f"{name}{ending}") for name in ("out", "cuts", "back", "all")]
        rule = ("--min-words", "3", "--keep", "none")
        code, _, said = run("clean", str(folder), "--out", names[0], "--cuts", names[1], *rule)
        assert code == 0
        assert "2 transcripts have no word left" in said
        assert "rows with an empty text: 1.txt, 2.txt." in said
        assert run("restore", names[0], names[1], "--out", names[2])[0] == 0
        run("transcripts", str(folder), "--out", names[3])
        with open(names[2], "rb") as back, open(names[3], "rb") as whole:
            assert back.read() == whole.read()


@pytest.mark.parametrize("ending", tables.FORMATS)
def test_where_nothing_is_cut_nothing_has_to_be_put_back(ending, tmp_path, run):
    """The files are of one text in two spellings: copies, in which nothing is a fragment."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.txt").write_text("So we went home, and that was it.")
    (folder / "2.txt").write_text("so WE went home and\r\nthat was it")
    out, cuts, back = (str(tmp_path / f"{name}{ending}") for name in ("out", "cuts", "back"))
    code, _, said = run("clean", str(folder), "--out", out, "--cuts", cuts, "--min-words", "3")
    assert code == 0
    assert said.startswith("0 of 8 words")
    assert "no word left" not in said
    assert run("restore", out, cuts, "--out", back)[0] == 0
    with open(out, "rb") as one, open(back, "rb") as other:
        assert one.read() == other.read()


FOLDERS = ["007", "1e5", "NA", "null", "true", "2021-03-04", "=1+1", "-5", "'so", "०७"]


@pytest.mark.parametrize("ending", tables.FORMATS)
def test_topics_and_texts_that_look_like_something_else_are_restored(ending, tmp_path, run):
    """`restore` read topic 007 from a CSV file as 7, and an id such as 123e45678901 as infinite."""
    for name in FOLDERS:
        folder = tmp_path / "in" / name
        folder.mkdir(parents=True)
        repeated = "- and that is what we repeat in every one of them"
        for n, text in enumerate((f"{name}\r\n{repeated}\n{name}", f"={name}\t{repeated} 007")):
            (folder / f"{n}.md").write_bytes(f"---\nlanguage: 0{n}\n---\n{text}".encode())
    files = [str(tmp_path / f"{name}{ending}") for name in ("all", "out", "cuts", "back")]
    run("transcripts", str(tmp_path / "in"), "--out", files[0])
    rule = ("--min-words", "5", "--keep", "none")
    assert run("clean", str(tmp_path / "in"), "--out", files[1], "--cuts", files[2], *rule)[0] == 0
    assert run("restore", files[1], files[2], "--out", files[3])[0] == 0
    whole, back = (tables.read(Path(file), TRANSCRIPT_TYPES) for file in (files[0], files[3]))
    pd.testing.assert_frame_equal(back, whole)
    assert set(back["topic"]) == set(FOLDERS)
    assert set(back["language"]) == {"00", "01"}
    assert Path(files[0]).read_bytes() == Path(files[3]).read_bytes()


def test_the_files_of_the_page_can_be_restored_too(tmp_path, run):
    corpus = loader.load(SAMPLE)
    index = FragmentIndex.build(corpus.transcripts)
    found = boilerplate.cuts(index, index.fragments(RepeatQuery(20)).rows["fragment"])
    for ending in tables.FORMATS:
        handed_over = (
            ("cleaned", boilerplate.clean(corpus.transcripts, found)),
            ("cuts", boilerplate.record(corpus.transcripts, found)),
        )
        paths = [tmp_path / f"{name}{ending}" for name, _ in handed_over]
        for path, (_, table) in zip(paths, handed_over, strict=True):
            path.write_bytes(tables.content(table, ending))
        out = tmp_path / "again.parquet"
        assert run("restore", *map(str, paths), "--out", str(out))[0] == 0
        again = pd.read_parquet(out)
        assert again["text"].to_list() == corpus.transcripts["text"].to_list()


def test_what_refrain_did_not_write_is_refused_in_one_line(tmp_path, run):
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n")
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{")
    out = str(tmp_path / "out.csv")
    for path, why in (
        (wrong, "it has no column transcript_id"),
        (broken, "is not a table that refrain wrote"),
        (tmp_path / "none.csv", "cannot be read"),
        (tmp_path / "none.docx", "the ending must be one of"),
    ):
        code, _, said = run("restore", str(path), str(path), "--out", out)
        assert code == 2
        assert why in said
        assert len(said.strip().splitlines()) == 1
