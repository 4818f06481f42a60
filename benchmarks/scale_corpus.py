"""A corpus of any size from real episodes, for what is measured at 1, 4 or more GB.

    ./dev bench scale_corpus FOLDER OUT [GB [parquet | jsonl]]

FOLDER is anything that Refrain reads. Its texts are written again and again until there are so many
GB (1) of them, in files of 64 MB of text: copy 0 as they are, of each further copy about a third of
the words, and the most frequent ones, by other names. So each copy repeats what the episodes repeat
and as often, a copy has no window of 20 words of another, and the vocabulary grows as that of more
speakers would. Five jingles stand before every fourth text, in all copies alike. The same arguments
make the same files.
"""

from __future__ import annotations

import hashlib
import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

import refrain

_FILE = 64_000_000
_FREQUENT = 12
_JINGLES, _OF_TEXTS = 5, 20
_PIECES = re.compile(r"\w+|\W+")


def made(episodes: Path, out: Path, size: float, ending: str) -> Iterator[Path]:
    """Write the files, one after another."""
    out.mkdir(parents=True, exist_ok=True)
    rows: list[tuple[str, str, str]] = []
    characters = written = number = 0
    for row in _copies(refrain.load(episodes).texts):
        rows.append(row)
        characters += len(row[2])
        written += len(row[2])
        if characters >= _FILE or written >= size:
            yield _write(rows, out / f"part-{number:05}.{ending}")
            rows, characters, number = [], 0, number + 1
        if written >= size:
            return


def _write(rows: list[tuple[str, str, str]], path: Path) -> Path:
    frame = pd.DataFrame(rows, columns=["topic", "title", "text"])
    if path.suffix == ".parquet":
        frame.to_parquet(path, index=False, compression="zstd", row_group_size=50)
    else:
        frame.to_json(path, orient="records", lines=True, force_ascii=False)
    return path


def _copies(texts: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Topic, title and text, of one copy after another without end."""
    vocabulary: dict[str, int] = {}
    pieces = [
        array("i", (vocabulary.setdefault(p, len(vocabulary)) for p in _PIECES.findall(text)))
        for text in texts["text"]
    ]
    frequent = _frequent(pieces, list(vocabulary))
    copy = 0
    while True:
        spelled = [_renamed(piece, copy, frequent) for piece in vocabulary]
        for number, row in enumerate(texts.itertuples()):
            text = _jingle(number) + "".join(map(spelled.__getitem__, pieces[number]))
            yield str(row.topic), f"{row.name} ({copy})", text
        copy += 1


def _frequent(pieces: list[array[int]], vocabulary: list[str]) -> set[str]:
    counts: Counter[str] = Counter()
    for text in pieces[:100]:
        counts.update(vocabulary[piece].lower() for piece in text if vocabulary[piece].isalpha())
    return {word for word, _ in counts.most_common(_FREQUENT)}


def _renamed(piece: str, copy: int, frequent: set[str]) -> str:
    """A word by its name in a copy; whatever else there is as it is."""
    if not copy or not piece[0].isalpha():
        return piece
    word = piece.lower()
    chance = hashlib.blake2b(f"{word} {copy}".encode("utf-8", "surrogatepass"), digest_size=8)
    if chance.digest()[0] % 3 and word not in frequent:
        return piece
    return piece[0] + "".join(chr(ord("a") + byte % 26) for byte in chance.digest()[1:])


def _jingle(text: int) -> str:
    """What stands before a text, the same in all copies."""
    number = text % _OF_TEXTS
    if number >= _JINGLES:
        return ""
    words = (f"{first}{second}{number}" for first in "bdfgk" for second in ("ala", "ilo", "umi"))
    return " ".join([*words] * 2) + ".\n\n"


def main() -> None:
    """Write, and say how much."""
    episodes, out = Path(sys.argv[1]), Path(sys.argv[2])
    size = float(sys.argv[3]) if len(sys.argv) > 3 else 1.0
    ending = sys.argv[4] if len(sys.argv) > 4 else "parquet"
    files = list(made(episodes, out, size * 1e9, ending))
    total = sum(file.stat().st_size for file in files)
    print(f"{len(files)} files, {total / 1e9:.2f} GB on disk, {size:g} GB of text")


if __name__ == "__main__":
    main()
