"""Nothing is lost: every non-blank line of a dump is in a row, in a label, a fence, or named.

The dumps are generated with every damage that there is. The check reads lines and spans only; it
knows nothing of how the loader goes about it.
"""

from __future__ import annotations

import itertools
import re
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


encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"])
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
    named = set(corpus.problems["line"].dropna())
    announced = 0
    for number, match in enumerate(_LINE.finditer(text), 1):
        line = match.group().strip()
        start = match.start() + match.group().find(line)
        inside = any(low <= start and start + len(line) <= high for low, high in spans)
        fence = re.fullmatch("#{3,}", line)
        label = re.fullmatch(r"(?i)(shot|target)\s*:.*", line)
        announced += bool(label and not inside)
        assert not line or inside or fence or label or number in named, (number, line)
    roles = corpus.transcripts["role"]
    labelled = roles.isin(["shot", "target"]).sum()
    assert labelled == announced, "every label has its row"


@given(dumps(), encodings, line_ends)
@example("", "utf-8", "\n")
@example("#####\nTarget: a", "utf-8", "\n")
def test_every_line_is_accounted_for(text, encoding, line_end):
    text = text.replace("\n", line_end)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.txt"
        path.write_bytes(text.encode(encoding))
        corpus = refrain.load(path)
    check(text, corpus)
    if not text.strip():
        assert corpus.problems["kind"].tolist() == ["empty-file"]


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_loader(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.txt"
        path.write_bytes(content)
        corpus = refrain.load(path)
    assert len(corpus.transcripts) or len(corpus.problems)
