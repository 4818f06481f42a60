"""What each file was recognised as: its format, what it gave, and why another gave nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from refrain.corpus import Corpus
from refrain.natural_order import natural_key
from refrain.repeated_problems import LEFT_OUT
from refrain.schemas import STRING
from refrain.wording import plural

READ = "read"
SKIPPED = "skipped"
SAME = "the same as another"
NOTHING = "empty"
FAILED = "not read"
OTHER = "other"
"""The format of transcripts that come without one, from a program and not from a file."""
OUTCOMES = (READ, SKIPPED, SAME, NOTHING, FAILED)
"""What may become of a file."""

COLUMNS = (
    *("source", "outcome", "format", "detail", "files", "transcripts", "words", "problems"),
    *("message", "transcript_id"),
)
"""Of the table of `sources`."""
_OUTCOMES_BY_KIND = {
    LEFT_OUT: SKIPPED,
    "same-transcript": SAME,
    "empty-file": NOTHING,
    "no-speech": NOTHING,
}
_DETAIL = r"^(?P<format>.*?)(?: \((?P<detail>[^()]*)\))?$"


def sources(corpus: Corpus) -> pd.DataFrame:
    """A row per file, in natural order, those that were not read among them; of very many that were
    left out for one reason, one for all.

    Columns: source; outcome (category: one of OUTCOMES); format (nullable: as what it was read) and
    detail (nullable: the word that says more of it, such as `rolling`); files (1, or how many are
    left out), transcripts, words (over all of them), problems (how many there are in it); message
    (nullable: its first problem); and transcript_id (nullable: its first transcript).
    """
    read, problems = _of_transcripts(corpus.transcripts), _of_problems(corpus.problems)
    # A problem of an archive is none of a file in it, and a source has its own problems only.
    parents = {parent for source in read.index for parent in _parents(source)}
    alone = [source for source in problems.index if source not in parents or source in read.index]
    frame = read.join(problems.loc[alone], how="outer")
    frame = frame.loc[sorted(frame.index, key=_natural)]
    frame["outcome"] = frame["outcome"].where(frame["transcript_id"].isna(), READ)
    for name in ("transcripts", "words", "problems"):
        frame[name] = frame[name].fillna(0).astype("int64")
    frame["files"] = frame["files"].where(frame["transcript_id"].isna(), 1).astype("int64")
    frame["outcome"] = pd.Categorical(frame["outcome"], OUTCOMES)
    return frame.rename_axis("source").reset_index()[list(COLUMNS)]


def by_format(files: pd.DataFrame) -> pd.DataFrame:
    """A row per format of the `sources`, most files first; then one per outcome of the others.

    Columns: name (the format, or else the outcome), read (whether it is a format), files,
    transcripts, words, problems, and details (a tuple of a detail and its number of files each,
    most files first).
    """
    read = (files["outcome"] == READ).rename("read")
    name = files["format"].where(read, files["outcome"].astype(STRING)).rename("name")
    groups = files.assign(name=name, read=read).groupby(["name", "read"], sort=False)
    frame = groups.agg(
        files=("files", "sum"),
        transcripts=("transcripts", "sum"),
        words=("words", "sum"),
        problems=("problems", "sum"),
        details=("detail", _counted),
    ).reset_index()
    return frame.sort_values(["read", "files"], ascending=False, kind="stable", ignore_index=True)


def sentence(formats: pd.DataFrame) -> str:
    """What the files were recognised as, in a line; `formats` is from `by_format`.

    >>> details = [(("rolling", 380),), ()]
    >>> made = {"name": ["WebVTT", "skipped"], "files": [400, 1], "details": details}
    >>> sentence(pd.DataFrame(made))
    '401 files: 400 WebVTT (380 rolling), 1 skipped'
    """
    total = plural(int(formats["files"].sum()), "file")
    parts = [
        f"{row.files:,} {row.name}{_in_brackets(row.details)}"
        for row in formats.itertuples(index=False)
    ]
    return f"{total}: {', '.join(parts)}" if parts else total


def parts(formats: pd.DataFrame) -> list[str]:
    """What `matching` takes, in the order of the line."""
    names: list[str] = []
    for row in formats.itertuples(index=False):
        names += [row.name, *(f"{row.name} ({detail})" for detail, _ in row.details)]
    return names


def part_of(files: pd.DataFrame) -> pd.Series:
    """What each file was taken for: the name of its format with its detail, or its outcome."""
    whole = files["format"] + (" (" + files["detail"] + ")").fillna("")
    return whole.where(files["outcome"] == READ, files["outcome"].astype(STRING))


def matching(files: pd.DataFrame, name: str) -> pd.DataFrame:
    """The files of a format, of a format and its detail (`WebVTT (rolling)`), or of an outcome."""
    of_format = (files["outcome"] == READ) & (files["format"] == name)
    return files[of_format | (part_of(files) == name)].reset_index(drop=True)


def _of_transcripts(rows: pd.DataFrame) -> pd.DataFrame:
    frame = rows.groupby("source", sort=False).agg(
        format=("format", "first"),
        transcript_id=("transcript_id", "first"),
        transcripts=("text_id", "count"),
        words=("words", "sum"),
    )
    parts = frame["format"].astype(STRING).str.extract(_DETAIL)
    return frame.assign(format=parts["format"].fillna(OTHER), detail=parts["detail"])


def _of_problems(problems: pd.DataFrame) -> pd.DataFrame:
    outcome = problems["kind"].map(_OUTCOMES_BY_KIND).astype(STRING).fillna(FAILED)
    return (
        problems.assign(
            outcome=outcome, files=problems["count"].where(problems["kind"] == LEFT_OUT, 1)
        )
        .groupby("source", sort=False)
        .agg(
            problems=("count", "sum"),
            files=("files", "max"),
            message=("message", "first"),
            outcome=("outcome", "first"),
        )
    )


def _parents(source: str) -> Iterator[str]:
    at = source.find("/")
    while at >= 0:
        yield source[:at]
        at = source.find("/", at + 1)


def _natural(source: str) -> list[tuple[Any, str]]:
    return [natural_key(name) for name in source.split("/")]


def _counted(details: pd.Series) -> tuple[tuple[str, int], ...]:
    counts = details.dropna().value_counts()
    return tuple((str(detail), int(count)) for detail, count in counts.items())


def _in_brackets(details: Sequence[tuple[str, int]]) -> str:
    named = ", ".join(f"{count:,} {detail}" for detail, count in details)
    return f" ({named})" if named else ""
