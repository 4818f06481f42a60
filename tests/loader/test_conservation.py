"""Nothing is lost: every non-blank line of a dump is in a row, in a label, a fence, or named.

The dumps are generated with every damage that there is. The check reads lines and spans only; it
knows nothing of how the loader goes about it.
"""

from __future__ import annotations

import itertools
import re
import sys
import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

import refrain

words = st.lists(
    st.sampled_from(["so", "well", "über", "Target:", "you know", "#", "##", "日本", "  ", "a  b"]),
    min_size=1,
    max_size=5,
).map(" ".join)
texts = st.lists(words, min_size=1, max_size=3).map("\n".join)
known = st.sampled_from(["the first text", "the second text", "a text\n\nwith a blank line"])
blanks = st.sampled_from(["\n\n", "\n\n\n", "\n \n", "\n\n\n\n"])
fences = st.sampled_from(["###", "#####", "#" * 40, "##### ", "  ####"])
names = st.sampled_from(["a", "b", "full-stack", "ü", "", "Shot: x"])
roles = st.sampled_from(["Shot", "Target", "shot ", "TARGET"])


@st.composite
def labels(draw) -> str:
    fence = draw(fences)
    lines = [fence, f"{draw(roles)}: {draw(names)}", fence]
    damage = draw(st.sampled_from(["none"] * 6 + ["above", "below", "both", "twice", "blank"]))
    if damage in ("above", "both"):
        lines = lines[1:]
    if damage in ("below", "both"):
        lines = lines[:-1]
    if damage == "twice":
        lines.append(fence)
    if damage == "blank":
        lines.insert(1, "")
    return "\n".join(lines) + "\n"


@st.composite
def dumps(draw) -> str:
    pieces = []
    for _ in range(draw(st.integers(0, 4))):
        for _ in range(draw(st.integers(0, 4))):
            pieces += [draw(texts | known), draw(blanks)]
        pieces += draw(st.lists(labels(), max_size=4))
        if draw(st.booleans()):
            pieces.append("\n")
    text = "".join(pieces)
    cut = draw(st.integers(0, len(text))) if draw(st.integers(0, 4)) == 0 else len(text)
    return text[:cut]


BOMS = {"utf-8": 0, "utf-8-sig": 3, "utf-16": 2, "utf-32": 4, "cp1252": 0, "utf-16-le": 0}
encodings = st.sampled_from(sorted(BOMS))
line_ends = st.sampled_from(["\n", "\r\n", "\r"])
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def check(text: str, corpus: refrain.Corpus) -> None:
    spans = []
    for row in corpus.transcripts.itertuples():
        if isinstance(row.text, str):
            assert text[row.start : row.end] == row.text
            assert row.text.strip()
            spans.append((row.start, row.end))
        else:
            assert row.start == row.end
    assert spans == sorted(spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    kinds = lines(text, spans)
    named = set(corpus.problems["line"].dropna())
    for (_, before), (number, kind), (_, after) in zip(
        [(0, ""), *kinds], kinds, [*kinds[1:], (0, "")], strict=False
    ):
        # What the end of a file left of a label is named, and the fence above it belongs to it.
        labels = {"label", "other"} & {before, after}
        if kind == "other" or (kind == "fence" and not labels):
            assert number in named, (number, kind)
    announced = sum(kind == "label" for _, kind in kinds)
    labelled = corpus.transcripts["role"].isin(["shot", "target"]).sum()
    assert labelled == announced, "every label has its row"


def lines(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, str]]:
    """The number of each line that is not blank, and what a person sees in it."""
    found = []
    for number, match in enumerate(_LINE.finditer(text), 1):
        line = match.group().strip()
        start = match.start() + match.group().find(line)
        if not line:
            continue
        if any(low <= start and start + len(line) <= high for low, high in spans):
            found.append((number, "text"))
        elif re.fullmatch("#{3,}", line):
            found.append((number, "fence"))
        elif re.fullmatch(r"(?i)(shot|target)\s*:.*", line):
            found.append((number, "label"))
        else:
            found.append((number, "other"))
    return found


def decoded(content: bytes, encoding: str, corpus: refrain.Corpus) -> str:
    """What the file says: in the encoding it was written in, or in the one the loader names."""
    told = dict(zip(corpus.problems["kind"], corpus.problems["message"], strict=True))
    if "guessed-encoding" in told:
        named = re.search(r"read as ([^\s.,]+)", told["guessed-encoding"])
        return content.decode(named[1], "replace")
    # What has no mark and is no guess is UTF-8.
    byte_order = "-le" if sys.byteorder == "little" else "-be"
    name = encoding + byte_order if BOMS[encoding] in (2, 4) else "utf-8"
    return content[BOMS[encoding] :].decode(name, "replace")


@given(dumps(), encodings, line_ends, st.none() | st.integers(0, 400))
@example("", "utf-8", "\n", None)
@example("#####\nTarget: a", "utf-8", "\n", None)
@example("a\n\n###\nTarget: ü", "utf-8", "\n", 16)
@example("a\n\n###\nTarget: a\n###\n\nb\n\n###\nTar", "utf-8", "\r\n", None)
@example("a\n\n###\nShot: a\n###\n##", "utf-16", "\r", None)
@example("\n", "utf-16-le", "\n", None)
def test_every_line_is_accounted_for(text, encoding, line_end, cut):
    content = text.replace("\n", line_end).encode(encoding, "replace")
    content = content[: None if cut is None else max(cut, BOMS[encoding])]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.txt"
        path.write_bytes(content)
        corpus = refrain.load(path)
    if "binary-file" in set(corpus.problems["kind"]):
        assert encoding == "utf-16-le", "only what nothing marks can be mistaken"
        return
    file = decoded(content, encoding, corpus)
    if file.strip():
        check(file, corpus)
    else:
        assert "empty-file" in set(corpus.problems["kind"])
        assert corpus.transcripts.empty


plain = st.lists(
    st.sampled_from(["so", "well,", "über", "# 1", "Target: x", "日本", "you  know"]), min_size=2
).map(" ".join)
prompts = st.lists(
    st.tuples(st.lists(st.tuples(plain, names), max_size=3), st.tuples(plain, names)),
    min_size=1,
    max_size=4,
)


@given(
    prompts,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    line_ends,
    st.data(),
)
def test_an_intact_dump_is_read_as_it_was_written(wanted, encoding, line_end, data):
    """The generator knows the truth: nothing here asks the loader what a label is."""
    lines, truth = [], []
    for number, (shots, target) in enumerate(wanted, 1):
        block = [*((*shot, "Shot") for shot in shots), (*target, "Target")]
        for text, name, role in block:
            lines += ["and " + text, *[""] * data.draw(st.integers(1, 3))]
            truth.append((number, role.lower(), name or None, "and " + text))
        for n, (_, name, role) in enumerate(block):
            fence = "#" * data.draw(st.integers(3, 30)) + data.draw(st.sampled_from(["", "  "]))
            shared = n and data.draw(st.booleans())
            lines += [*([] if shared else [fence]), f"{role}: {name}", fence]
        lines += [""] * data.draw(st.integers(0, 2))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.txt"
        path.write_bytes(line_end.join(lines).encode(encoding))
        corpus = refrain.load(path)
    rows = corpus.transcripts.astype(object).where(corpus.transcripts.notna(), None)
    assert list(rows[["prompt", "role", "topic", "text"]].itertuples(False, None)) == truth
    assert set(corpus.problems["kind"]) <= {"unnamed-label"}


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_loader(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.txt"
        path.write_bytes(content)
        corpus = refrain.load(path)
    assert len(corpus.transcripts) or len(corpus.problems)
