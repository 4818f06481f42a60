"""What it takes to load, beside reading and splitting the same files, and beside other libraries.

    ./dev bench loader [SHAPE [SCALE]]

The shapes are made here: `markdown` (2,086 transcripts of 57 kB), `srt` (50,000 files), `jsonl` and
`parquet` (1 GB of rows), or `all`; SCALE (1) makes all of them smaller or larger. Each way of
reading runs in a process of its own. Printed are the seconds of processor time and of the clock,
the ratio of the former to the bare reading (`read_bytes().decode().split()` of every file; of
Parquet, of every text), and the growth of the peak of memory, in MB and as a multiple of the bytes
read. What is not installed, or does not read the shape, is left out, and that is said.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.hostile import _peak as peak

ENDINGS = {"markdown": ".md", "srt": ".srt", "jsonl": ".jsonl", "parquet": ".parquet"}
WAYS = ("bare", "refrain", "refrain, kept", "webvtt-py", "pysubs2", "pandas", "pyarrow")
_LETTERS = "etaoinshrdlucmfwypvbg"


def made(shape: str, scale: float, folder: Path) -> int:
    """Write the files of a shape; their bytes."""
    MAKERS[shape](scale, folder)
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _sentences(seed: int, words: int) -> str:
    """Some English-like sentences, the same for the same seed."""
    dice = random.Random(seed)
    weights = [1 / rank for rank in range(1, len(_VOCABULARY) + 1)]
    chosen = dice.choices(_VOCABULARY, weights, k=words)
    return " ".join(f"{word}." if n % 12 == 11 else word for n, word in enumerate(chosen))


def _words() -> list[str]:
    dice = random.Random(11)
    return ["".join(dice.choices(_LETTERS, k=dice.randint(1, 8))) for _ in range(20_000)] + [
        "don't"
    ]


_VOCABULARY = _words()


def _markdown(scale: float, folder: Path) -> None:
    said = [_sentences(seed, 60) for seed in range(997)]
    for n in range(round(2_086 * scale)):
        turns = (
            f"**{'Ann Lee' if k % 2 else 'Bo'}:** {said[(n * 31 + k) % 997]}" for k in range(160)
        )
        text = f"---\ntitle: Talk {n}\n---\n{f'{n} ' * 9}\n\n" + "\n\n".join(turns)
        (folder / f"talk-{n}.md").write_text(text, encoding="utf-8")


def _srt(scale: float, folder: Path) -> None:
    said = [_sentences(seed, 8) for seed in range(997)]
    for n in range(round(50_000 * scale)):
        cues = (
            f"{k + 1}\n{_clock(4 * k)},000 --> {_clock(4 * k + 3)},500\n"
            f"{said[(n * 31 + k) % 997]}\n"
            for k in range(60)
        )
        (folder / f"talk-{n}.srt").write_text("\n".join(cues), encoding="utf-8")


def _clock(seconds: int) -> str:
    return f"00:{seconds // 60:02}:{seconds % 60:02}"


def _rows(scale: float) -> Iterator[dict[str, str]]:
    said = [_sentences(seed, 500) for seed in range(97)]
    for n in range(round(65_000 * scale)):
        yield {"title": f"Talk {n}", "text": " ".join(said[(n * k) % 97] for k in range(1, 7))}


def _jsonl(scale: float, folder: Path) -> None:
    with (folder / "talks.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row)}\n" for row in _rows(scale))


def _parquet(scale: float, folder: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema({"title": pa.string(), "text": pa.string()})
    with pq.ParquetWriter(folder / "talks.parquet", schema) as file:
        batch = []
        for row in _rows(scale):
            batch.append(row)
            if len(batch) == 1_000:
                file.write_batch(pa.RecordBatch.from_pylist(batch, schema))
                batch = []
        file.write_batch(pa.RecordBatch.from_pylist(batch, schema))


MAKERS: dict[str, Callable[[float, Path], None]] = {
    "markdown": _markdown,
    "srt": _srt,
    "jsonl": _jsonl,
    "parquet": _parquet,
}


def _bare(files: list[Path]) -> int:
    if files[0].suffix == ".parquet":
        import pyarrow.parquet as pq

        return sum(
            len(text.as_py().split())
            for batch in pq.ParquetFile(files[0]).iter_batches(1_000, columns=["text"])
            for text in batch.column(0)
        )
    if files[0].suffix == ".jsonl":
        with files[0].open("rb") as lines:
            return sum(len(line.decode().split()) for line in lines)
    return sum(len(file.read_bytes().decode().split()) for file in files)


def _refrain(files: list[Path], cache: Path | None = None) -> int:
    import refrain

    corpus = refrain.load(files[0].parent, cache=cache)
    return int(corpus.transcripts["words"].sum())


def _kept(files: list[Path]) -> int:
    return _refrain(files, files[0].parents[1] / "kept")


def _webvtt(files: list[Path]) -> int:
    assert files[0].suffix == ".srt", "reads no such files"
    import webvtt

    return sum(len(cue.text.split()) for file in files for cue in webvtt.from_srt(file))


def _pysubs2(files: list[Path]) -> int:
    assert files[0].suffix == ".srt", "reads no such files"
    import pysubs2

    return sum(len(e.plaintext.split()) for file in files for e in pysubs2.load(str(file)))


def _pandas(files: list[Path]) -> int:
    assert files[0].suffix in (".jsonl", ".parquet"), "reads no such files"
    import pandas as pd

    if files[0].suffix == ".parquet":
        return len(pd.read_parquet(files[0]))
    return len(pd.read_json(files[0], lines=True))


def _pyarrow(files: list[Path]) -> int:
    assert files[0].suffix in (".jsonl", ".parquet"), "reads no such files"
    import pyarrow.json
    import pyarrow.parquet

    if files[0].suffix == ".parquet":
        return pyarrow.parquet.read_table(files[0]).num_rows
    return pyarrow.json.read_json(files[0]).num_rows


READERS: dict[str, Callable[[list[Path]], int]] = dict(
    zip(WAYS, (_bare, _refrain, _kept, _webvtt, _pysubs2, _pandas, _pyarrow), strict=True)
)


def one(way: str, folder: Path) -> None:
    """Read all files of a folder in one way, and print what it took, as JSON."""
    files = sorted(folder.iterdir())
    READERS[way](_few(files))  # so that libraries are loaded
    if way == "refrain, kept":
        subprocess.run([*COMMAND, "--one", "fill", str(folder)], check=True, capture_output=True)
    before, began = peak(), time.perf_counter()
    processor = time.process_time()
    found = READERS[way](files)
    seconds, clock = time.process_time() - processor, time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "clock": clock, "grown": peak() - before, "n": found}))


def _few(files: list[Path]) -> list[Path]:
    """A file like these, small."""
    tiny = Path(tempfile.mkdtemp(prefix="loader-tiny-"), "files")
    tiny.mkdir()
    shape = next(shape for shape, ending in ENDINGS.items() if ending == files[0].suffix)
    made(shape, 1 / 2_000, tiny)
    return sorted(tiny.iterdir())


COMMAND = [sys.executable, "-m", "benchmarks.loader"]


def measured(shape: str, scale: float) -> None:
    """Print a row for each way of reading a shape."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top, "files")
        folder.mkdir()
        size = made(shape, scale, folder)
        print(f"{shape}: {size / 1e6:,.0f} MB in {len(list(folder.iterdir())):,} files")
        bare = 0.0
        for way in WAYS:
            ended = subprocess.run(
                [*COMMAND, "--one", way, str(folder)], capture_output=True, text=True, check=False
            )
            if ended.returncode:
                why = (ended.stderr.strip().splitlines() or ["?"])[-1]
                print(f"  {way:14} left out: {why[:90]}", flush=True)
                continue
            took = json.loads(ended.stdout)
            bare = bare or took["seconds"]
            grown = took["grown"]
            print(
                f"  {way:14} {took['seconds']:7.2f} s processor {took['clock']:7.2f} s clock "
                f"{took['seconds'] / bare:6.1f} × bare {grown / 1e6:7,.0f} MB "
                f"{grown / size:5.1f} × the bytes",
                flush=True,
            )


def main() -> None:
    """Measure the shapes that are asked for."""
    shape, scale = [*sys.argv[1:], *("all", "1")[len(sys.argv) - 1 :]][:2]
    for name in MAKERS if shape == "all" else [shape]:
        measured(name, float(scale))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        if sys.argv[2] == "fill":
            _kept(sorted(Path(sys.argv[3]).iterdir()))
        else:
            one(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
