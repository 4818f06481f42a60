"""Prompt dumps as they come in the wild: what can be read is read, and the rest is named."""

from __future__ import annotations

import time

import pytest

import refrain

F = "#####"


def load(tmp_path, text: str | bytes, name: str = "d.txt") -> refrain.Corpus:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return refrain.load(path)


def told(corpus: refrain.Corpus) -> list[tuple[str, int | None]]:
    rows = corpus.problems.itertuples()
    return [(row.kind, None if row.line is None else row.line) for row in rows]


def rows(corpus: refrain.Corpus) -> list[tuple]:
    frame = corpus.transcripts
    text = frame["text"].astype(object).where(frame["text"].notna(), None)
    topic = frame["topic"].astype(object).where(frame["topic"].notna(), None)
    return list(zip(frame["prompt"], frame["role"], topic, text, strict=True))


def test_labels_come_after_their_texts_in_order(tmp_path):
    text = f"one\n\ntwo\n\n{F}\nShot: a\n{F}\n{F}\nTarget: b\n{F}\n\nthree\n\n{F}\nTarget: c\n{F}\n"
    corpus = load(tmp_path, text)
    assert rows(corpus) == [
        (1, "shot", "a", "one"),
        (1, "target", "b", "two"),
        (2, "target", "c", "three"),
    ]
    assert corpus.transcripts["transcript_id"].tolist() == ["d.txt:1.1", "d.txt:1.2", "d.txt:2.1"]
    assert corpus.transcripts["line"].tolist() == [1, 3, 12]
    assert corpus.problems.empty


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends(tmp_path, end):
    corpus = load(tmp_path, end.join(["one", "", F, "Target: a", F, ""]))
    assert rows(corpus) == [(1, "target", "a", "one")]
    assert corpus.problems.empty


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(tmp_path, encoding):
    text = f"größe\n\n{F}\nTarget: ü\n{F}\n"
    corpus = load(tmp_path, text.encode(encoding))
    assert rows(corpus) == [(1, "target", "ü", "größe")]
    assert corpus.problems.empty


def test_another_encoding_is_guessed_and_said(tmp_path):
    text = "das mädchen hört über die straße grüße aus köln und zürich " * 5
    corpus = load(tmp_path, f"{text}\n\n{F}\nTarget: a\n{F}\n".encode("cp1252"))
    assert corpus.transcripts["text"][0] == text
    assert told(corpus)[0][0] == "guessed-encoding"


@pytest.mark.parametrize("fence", ["###", "#" * 80, "#####   ", "  #####"])
def test_fences_of_any_width_and_trailing_blanks(tmp_path, fence):
    corpus = load(tmp_path, f"one\n\n{fence}\nTarget: a   \n{fence}\n")
    assert rows(corpus) == [(1, "target", "a", "one")]
    assert corpus.problems.empty


def test_labels_that_share_a_fence_and_blank_lines_around_labels(tmp_path):
    corpus = load(tmp_path, f"one\n\ntwo\n\n{F}\n\nshot : a\n\n{F}\nTARGET: b\n{F}\n")
    assert rows(corpus) == [(1, "shot", "a", "one"), (1, "target", "b", "two")]
    assert corpus.problems.empty


def test_blanks_at_the_end_of_a_text_are_part_of_it(tmp_path):
    assert rows(load(tmp_path, f"one  \n\n{F}\nTarget: a\n{F}\n"))[0][3] == "one  "


def test_target_in_what_somebody_says_is_no_label(tmp_path):
    corpus = load(tmp_path, f"Target: is what they said\n\n{F}\nTarget: a\n{F}\n")
    assert rows(corpus) == [(1, "target", "a", "Target: is what they said")]


def test_a_missing_text_is_found_by_the_texts_known_under_the_other_labels(tmp_path):
    block = f"{F}\nShot: a\n{F}\n{F}\nShot: b\n{F}\n{F}\nTarget: {{}}\n{F}\n"
    whole = "one\n\ntwo\n\nthree\n\n" + block.format("c")
    without_first = "two\n\nfour\n\n" + block.format("d")
    corpus = load(tmp_path, whole + "\n" + without_first)
    assert rows(corpus)[3:] == [
        (2, "shot", "a", None),
        (2, "shot", "b", "two"),
        (2, "target", "d", "four"),
    ]
    assert told(corpus) == [("missing-text", 22)]
    assert (
        "Shot 'a' has no text: prompt 2 has 3 labels but 2 texts" in corpus.problems["message"][0]
    )


def test_without_evidence_the_last_label_is_the_one_without_text(tmp_path):
    corpus = load(tmp_path, f"one\n\n{F}\nShot: a\n{F}\n{F}\nTarget: b\n{F}\n")
    assert rows(corpus) == [(1, "shot", "a", "one"), (1, "target", "b", None)]
    missing = corpus.transcripts.iloc[1]
    assert missing["start"] == missing["end"]
    assert missing["line"] == 7


def test_labels_without_any_text(tmp_path):
    corpus = load(tmp_path, f"{F}\nShot: a\n{F}\n{F}\nTarget: b\n{F}\n")
    assert [row[3] for row in rows(corpus)] == [None, None]
    assert told(corpus) == [("missing-text", 2), ("missing-text", 5)]


def test_texts_without_labels_keep_their_rows(tmp_path):
    corpus = load(tmp_path, f"one\n\n{F}\nTarget: a\n{F}\n\ntwo\n\nthree\n")
    assert rows(corpus)[1:] == [(2, "transcript", None, "two"), (2, "transcript", None, "three")]
    assert told(corpus) == [("unlabelled-text", 7), ("unlabelled-text", 9)]


def test_blank_lines_inside_a_text_known_elsewhere(tmp_path):
    first = f"one\n\n{F}\nShot: a\n{F}\n"
    block = f"{F}\nShot: a\n{F}\n{F}\nTarget: b\n{F}\n"
    corpus = load(tmp_path, first + "one\n\ntwo begins\n\ntwo ends\n\n" + block)
    assert rows(corpus)[1:] == [
        (2, "shot", "a", "one"),
        (2, "target", "b", "two begins\n\ntwo ends"),
    ]
    assert told(corpus) == [("no-target", 4)]


def test_wider_gaps_part_texts_that_have_blank_lines(tmp_path):
    text = f"one\n\none ends\n\n\n\ntwo\n\ntwo ends\n\n{F}\nShot: a\n{F}\n{F}\nTarget: b\n{F}\n"
    corpus = load(tmp_path, text)
    assert [row[3] for row in rows(corpus)] == ["one\n\none ends", "two\n\ntwo ends"]
    assert corpus.problems.empty


def test_more_paragraphs_than_labels_without_evidence_is_said(tmp_path):
    corpus = load(tmp_path, f"one\n\ntwo\n\nthree\n\n{F}\nShot: a\n{F}\n{F}\nTarget: b\n{F}\n")
    assert [row[3] for row in rows(corpus)] == ["one", "two\n\nthree"]
    assert told(corpus) == [("ambiguous-texts", 3)]
    assert "3 paragraphs for 2 labels" in corpus.problems["message"][0]


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ([F, "Shot: a", F], ("no-target", 4)),
        ([F, "Target: a", F, F, "Target: b", F], ("many-targets", 7)),
        ([F, "Target: a", F, F, "Shot: b", F], ("target-not-last", 4)),
        ([F, "Target: a"], ("cut-off", 4)),
        ([F, "Target:", F], ("unnamed-label", 4)),
        ([F, F, "Target: a", F], ("stray-fence", 3)),
        (["Target: a", F], ("damaged-label", 3)),
    ],
)
def test_damaged_blocks_are_read_and_named(tmp_path, block, problem):
    corpus = load(tmp_path, "\n".join(["one", "", *block]) + "\n")
    assert rows(corpus)[0][3] == "one"
    assert problem in told(corpus)


def test_characters_that_cannot_be_are_replaced_and_said(tmp_path):
    good = f"some words that are long enough {'x ' * 3000}é"
    corpus = load(tmp_path, good.encode() + b"\xff" + f"\n\n{F}\nTarget: a\n{F}\n".encode())
    assert corpus.transcripts["text"][0] == good + "\ufffd"
    assert told(corpus)[0][0] == "replaced-characters"


def test_labels_in_one_pair_of_fences_are_labels(tmp_path):
    text = f"one\n\ntwo\n\nthree\n\n{F}\nShot: a\nShot: b\nTarget: c\n{F}\n"
    corpus = load(tmp_path, text)
    assert [row[1:] for row in rows(corpus)] == [
        ("shot", "a", "one"),
        ("shot", "b", "two"),
        ("target", "c", "three"),
    ]
    assert told(corpus) == [("damaged-label", 8), ("damaged-label", 9), ("damaged-label", 10)]


@pytest.mark.parametrize("before", ["they said\n", ""])
def test_what_looks_like_a_label_within_a_paragraph_stays_in_it(tmp_path, before):
    said = f"{before}Target: is a word\nShot: another"
    corpus = load(tmp_path, f"{said}\nand on\n\n{F}\nTarget: a\n{F}\n")
    assert rows(corpus) == [(1, "target", "a", f"{said}\nand on")]


@pytest.mark.parametrize("text", ["####\n\nTarget: is what we want\n\nmore", "Target: x\n\nmore"])
def test_a_text_without_a_label_is_no_dump(tmp_path, text):
    corpus = load(tmp_path, text)
    assert corpus.transcripts["role"].tolist() == ["transcript"]
    assert corpus.transcripts["text"].tolist() == [text]
    assert corpus.problems.empty


@pytest.mark.parametrize(
    ("rest", "line"),
    [("##", 7), (f"{F}\n{F}", 8), (f"{F}\n\n{F}\nTarg", 10), (f"{F}\n\n{F}\nTarget: d", 10)],
)
def test_a_file_cut_off_within_a_block_says_where_and_makes_no_text_of_it(tmp_path, rest, line):
    corpus = load(tmp_path, f"one\n\ntwo\n\n{F}\nTarget: a\n{rest}")
    assert corpus.transcripts["role"].isin(["target"]).all()
    assert ("cut-off", line) in told(corpus)
    assert not {"stray-fence", "unlabelled-text", "damaged-label"} & set(corpus.problems["kind"])


def test_every_way_to_cut_a_dump_loads(tmp_path):
    text = f"one\n\ntwo é\n\n{F}\nShot: a\n{F}\n{F}\nTarget: b\n{F}\n".encode()
    for cut in range(1, len(text)):
        corpus = load(tmp_path, text[:cut])
        assert len(corpus.transcripts), cut


def test_the_texts_known_at_both_ends_settle_what_is_between(tmp_path):
    alone = f"one\n\n{F}\nShot: a\n{F}\n\nlast\n\n{F}\nTarget: d\n{F}\n\n"
    labels = "".join(f"{F}\n{label}\n{F}\n" for label in ("Shot: a", "Shot: b", "Target: d"))
    corpus = load(tmp_path, alone + "one\n\ntwo begins\n\ntwo ends\n\nlast\n\n" + labels)
    assert [row[3] for row in rows(corpus)[2:]] == ["one", "two begins\n\ntwo ends", "last"]
    assert "ambiguous-texts" not in set(corpus.problems["kind"])


def test_a_text_with_blank_lines_is_known_by_the_prompt_that_has_no_other(tmp_path):
    alone = f"one\n\none ends\n\n{F}\nShot: a\n{F}\n\n"
    labels = "".join(f"{F}\n{label}\n{F}\n" for label in ("Shot: a", "Shot: b", "Target: c"))
    corpus = load(tmp_path, alone + "one\n\none ends\n\ntwo\n\nthree\n\n" + labels)
    assert [row[3] for row in rows(corpus)[1:]] == ["one\n\none ends", "two", "three"]


def test_a_stray_fence_parts_texts(tmp_path):
    corpus = load(tmp_path, f"one\n{F}\ntwo\n\n{F}\nShot: a\n{F}\n{F}\nTarget: b\n{F}\n")
    assert [row[3] for row in rows(corpus)] == ["one", "two"]
    assert told(corpus) == [("stray-fence", 2)]


def test_messages_name_the_label_and_the_remedy(tmp_path):
    corpus = load(tmp_path, f"one\n\n{F}\nShot: a\n{F}\n{F}\nTarget: react\n{F}\n")
    assert corpus.problems["message"].tolist() == [
        "Target 'react' has no text: prompt 1 has 2 labels but 1 texts. "
        "Add its paragraph above the labels, or remove the label."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a\n\n###\n" + "\n" * 300_000 + "b\n",
        f"a\n\n{F}\nShot: x" + " " * 300_000 + f"y\n{F}\n",
        "# a" + " " * 300_000 + "b\nx",
        " " * 300_000 + "Shot\n" + "#" * 300_000 + "x",
        "".join(f"{n}\n\n" for n in range(30_000)) + f"{F}\nShot: a\n{F}\n{F}\nTarget: b\n{F}\n",
        f"x\n\n{F}\nShot: a\n{F}\n" * 20_000,
    ],
    ids=["blank lines", "blanks in a label", "in a heading", "no mark", "paragraphs", "prompts"],
)
def test_no_file_takes_more_than_its_length(tmp_path, text):
    began = time.perf_counter()
    load(tmp_path, text)
    assert time.perf_counter() - began < 10
