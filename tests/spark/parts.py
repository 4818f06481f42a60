"""Parts of corpora on disk, as tasks read them, and the unitigs of texts by brute force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from refrain.builds import TextPart

Unitig = tuple[int, int, int, int, int, int]
"""Row, word, windows, unitig, start, end."""

FAST = {"spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
"""Settings with which Java starts in half of the time, for the little that tests compute."""


def written(folder: Path, *parts: Sequence[str]) -> list[TextPart]:
    """A file for each part. Before its first text is one that is not to be looked at."""
    made, before = [], 0
    for number, texts in enumerate(parts):
        path = folder / f"part-{number}.parquet"
        pq.write_table(pa.table({"text": pa.array(["a copy", *texts], pa.string())}), path)
        made.append(TextPart(path, np.arange(1, len(texts) + 1), before))
        before += len(texts)
    return made


def unitigs_of(texts: Sequence[str], min_words: int) -> list[Unitig]:
    """The unitigs of texts whose words have one space between them."""
    words = [text.split() for text in texts]
    windows = {
        (row, word): tuple(of_text[word : word + min_words])
        for row, of_text in enumerate(words)
        for word in range(len(of_text) - min_words + 1)
    }
    before, after = defaultdict(list), defaultdict(list)
    for (row, word), window in windows.items():
        before[window].append(windows.get((row, word - 1)))
        after[window].append(windows.get((row, word + 1)))
    found: list[list[int]] = []
    numbers: dict[tuple[str, ...], int] = {}
    for (row, word), window in windows.items():
        if len(after[window]) == 1:
            continue
        previous = windows.get((row, word - 1))
        if previous and set(after[previous]) == {window} and set(before[window]) == {previous}:
            found[-1][2] += 1
        else:
            number = numbers.setdefault(window, len(numbers))
            found.append([row, word, 1, number])
    return [
        (row, word, windows, number, *_characters(words[row], word, windows + min_words - 1))
        for row, word, windows, number in found
    ]


def _characters(words: list[str], first: int, count: int) -> tuple[int, int]:
    start = sum(len(word) + 1 for word in words[:first])
    return start, start + len(" ".join(words[first : first + count]))
