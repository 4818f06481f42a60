"""What each file was recognised as: counted right, and nothing left out."""

from __future__ import annotations

import pytest

from refrain import recognised
from refrain.corpus import Corpus
from refrain.records import Problem, Transcript


@pytest.fixture
def corpus() -> Corpus:
    rolling = [
        Transcript(f"{n}.vtt", f"text number {n}", format="WebVTT (rolling)") for n in (10, 2, 1)
    ]
    plain = [Transcript(f"show/{n}.vtt", "one and the same", format="WebVTT") for n in (1, 2)]
    table = [
        Transcript("t.csv", "a b c", place=str(n), position=n, format="table") for n in (1, 2, 3)
    ]
    return Corpus.of(
        "made",
        [
            *rolling,
            *plain,
            *table,
            Transcript("show.zip/a.json", "in an archive", format="Whisper JSON"),
            Problem("1.vtt", 7, "stray-line", "This line belongs to nothing.", count=500),
            Problem("1.vtt", 9, "unreadable-time", "This time cannot be read."),
            Problem("README.md", None, "skipped-file", "Left out: it is about the dataset."),
            Problem("1.txt", None, "same-transcript", "It says the same as 1.vtt."),
            Problem("nothing.txt", None, "empty-file", "There is nothing in it."),
            Problem("gone.txt", None, "unreadable-file", "It cannot be read."),
            Problem("show.zip", None, "beyond-limit", "The archive holds more than is read."),
        ],
    )


def test_a_line_says_what_the_files_are_and_what_became_of_the_others(corpus):
    formats = recognised.by_format(recognised.sources(corpus))
    assert recognised.sentence(formats) == (
        "11 files: 5 WebVTT (3 rolling), 1 Whisper JSON, 1 table, 1 the same as another, "
        "1 not read, 1 empty, 1 skipped"
    )


def test_every_file_has_a_row_in_natural_order_with_its_numbers(corpus):
    files = recognised.sources(corpus).set_index("source")
    assert files.index[:4].tolist() == ["1.txt", "1.vtt", "2.vtt", "10.vtt"]
    first = files.loc["1.vtt"]
    assert (first["outcome"], first["format"], first["detail"]) == ("read", "WebVTT", "rolling")
    assert (first["transcripts"], first["words"], first["problems"]) == (1, 3, 501)
    assert first["message"] == "This line belongs to nothing."
    assert (files.loc["t.csv", "transcripts"], files.loc["t.csv", "words"]) == (3, 9)
    assert files.loc["t.csv", "transcript_id"] == "t.csv:1"
    assert files.loc["README.md", ["transcripts", "words"]].tolist() == [0, 0]


def test_an_archive_is_no_file_of_its_own_where_its_files_were_read(corpus):
    files = recognised.sources(corpus)["source"].tolist()
    assert "show.zip/a.json" in files
    assert "show.zip" not in files
    alone = Corpus.of("made", [Problem("show.zip", None, "broken-file", "It is damaged.")])
    assert recognised.sources(alone)["source"].tolist() == ["show.zip"]


@pytest.mark.parametrize(
    ("name", "sources"),
    [
        ("WebVTT", ["1.vtt", "2.vtt", "10.vtt", "show/1.vtt", "show/2.vtt"]),
        ("WebVTT (rolling)", ["1.vtt", "2.vtt", "10.vtt"]),
        ("skipped", ["README.md"]),
        ("not read", ["gone.txt"]),
        ("no such", []),
    ],
)
def test_a_part_of_the_line_leads_to_its_files(corpus, name, sources):
    files = recognised.matching(recognised.sources(corpus), name)
    assert files["source"].tolist() == sources


def test_the_numbers_of_a_format_are_those_of_its_files(corpus):
    formats = recognised.by_format(recognised.sources(corpus)).set_index("name")
    captions = formats.loc["WebVTT"]
    assert captions[["files", "transcripts", "words", "problems"]].tolist() == [5, 5, 17, 501]
    assert captions["details"] == (("rolling", 3),)


def test_a_corpus_without_files_and_one_without_formats_have_tables_too():
    nothing = recognised.sources(Corpus.of("made", []))
    assert recognised.sentence(recognised.by_format(nothing)) == "0 files"
    assert recognised.matching(nothing, "WebVTT").empty
    made = recognised.sources(Corpus.of("made", [Transcript("a", "so")]))
    assert recognised.sentence(recognised.by_format(made)) == "1 file: 1 other"


def test_files_that_are_left_out_for_one_reason_are_a_row_and_count_as_files():
    left_out = "Left out: .jpg is no transcript format. Convert it."
    problems = [Problem(f"art/{n}.jpg", None, "skipped-file", left_out) for n in range(1, 4001)]
    other = Problem("README.md", None, "skipped-file", "Left out: it is about the dataset.")
    strays = Problem("1.vtt", 7, "stray-line", "This line belongs to nothing.", count=500)
    made = Corpus.of("made", [Transcript("1.vtt", "so", format="WebVTT"), strays, *problems, other])
    assert made.problems["count"].tolist() == [500, 4000, 1]
    assert made.problems["message"][1] == (
        f"{left_out} There are 4,000 like this: art/1.jpg, art/2.jpg, art/3.jpg, art/4.jpg, "
        "art/5.jpg and more."
    )
    files = recognised.sources(made)
    assert files["source"].tolist() == ["1.vtt", "art/1.jpg", "README.md"]
    assert files["files"].tolist() == [1, 4000, 1]
    assert recognised.sentence(recognised.by_format(files)) == (
        "4,002 files: 1 WebVTT, 4,001 skipped"
    )
    few = Corpus.of("made", [*problems[:100], other])
    assert recognised.sources(few)["files"].tolist() == [1] * 101
