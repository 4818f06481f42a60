"""The Corpus: one dataframe of transcripts, the problems met on the way, and a name.

`transcripts` has one row per *appearance* of a transcript, in file order (columns: TRANSCRIPTS).
A transcript used as a shot in seven prompts has seven rows and one `text_id`, also where only case,
punctuation and the like differ (`refrain.sameness`); a label whose text is missing keeps its row,
with `text` and `text_id` missing and `start == end` at the label.
`problems` has one row per thing the loader could not take at face value (columns: PROBLEMS).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from refrain import sameness
from refrain.errors import SchemaError
from refrain.natural_order import naturally_sorted
from refrain.surrogates import replaced
from refrain.unique_names import unique_names

ROLES = ("shot", "target", "transcript")
STRING = pd.StringDtype(na_value=float("nan"))
ROLE = pd.CategoricalDtype(ROLES)
NO_TOPIC_LABEL = "(no topic)"
"""Where people read a topic: what stands there where there is none."""

_string: dict[str, Any] = {"dtype": STRING, "nullable": False}
_missing_string: dict[str, Any] = {"dtype": STRING, "nullable": True}
_count: dict[str, Any] = {"dtype": "int64", "checks": pa.Check.ge(0)}
_place: dict[str, Any] = {"dtype": "int64", "checks": pa.Check.ge(1)}

TRANSCRIPTS = pa.DataFrameSchema(
    {
        "transcript_id": pa.Column(**_string, unique=True),
        "text_id": pa.Column(**_missing_string),
        "source": pa.Column(**_string),
        "line": pa.Column(**_place),
        "prompt": pa.Column("Int64", nullable=True),
        "position": pa.Column(**_place),
        "role": pa.Column(ROLE, nullable=False),
        "topic": pa.Column("category", nullable=True),
        "title": pa.Column(**_missing_string),
        "speaker": pa.Column(**_missing_string),
        "language": pa.Column(**_missing_string),
        "published": pa.Column(**_missing_string),
        "text": pa.Column(**_missing_string),
        "start": pa.Column(**_count),
        "end": pa.Column(**_count),
        "chars": pa.Column(**_count),
        "words": pa.Column(**_count),
    },
    strict=True,
    ordered=True,
)
TRANSCRIPT_TYPES: dict[str, Any] = {
    name: column.dtype.type for name, column in TRANSCRIPTS.columns.items()
}
"""By the name of a column of the transcripts table, its pandas dtype."""
PROBLEMS = pa.DataFrameSchema(
    {
        "source": pa.Column(**_string),
        "line": pa.Column("Int64", nullable=True),
        "kind": pa.Column(**_string),
        "message": pa.Column(**_string),
    },
    strict=True,
    ordered=True,
)


@dataclass(frozen=True)
class Corpus:
    """A transcript dataset as loaded, or the part of one that filters leave.

    Build it with `Corpus.of`; the tables are shared between analyses and never written to.
    Topics that are the same but for case and the like (`refrain.sameness`) are one, as it is most
    often written; `spellings` has them as each row has it, where that differs. `labels` is the
    topic that each row was loaded with, where `with_topics` put others there.
    """

    name: str
    transcripts: pd.DataFrame
    problems: pd.DataFrame
    labels: pd.Series | None = None
    spellings: pd.Series | None = None

    @classmethod
    def of(
        cls,
        name: str,
        transcripts: Iterable[Mapping[str, Any]],
        problems: Iterable[Mapping[str, Any]] = (),
    ) -> Corpus:
        """A Corpus from the rows that a loader reads.

        A transcript row holds at least `transcript_id`, `source`, `line`, `position` and `role`;
        what it leaves out is missing. `text_id`, `chars` and `words` are computed here. Half
        characters, which no table can hold, are replaced, and that is a problem of its own.
        Raises SchemaError where a row breaks the schema, naming the column.
        """
        rows = [_whole_characters(row) for row in transcripts]
        named = [_whole_characters(problem)[0] for problem in problems]
        named += [_half_characters(row, columns) for row, columns in rows if columns]
        frame = transcripts_frame(row for row, _ in rows)
        topic = sameness.commonest_spellings(frame["topic"].astype(STRING))
        if topic.equals(frame["topic"].astype(STRING)):
            return cls(replaced(name), frame, problems_frame(named))
        merged = frame.assign(topic=topic.astype(STRING).astype("category"))
        return cls(replaced(name), merged, problems_frame(named), spellings=frame["topic"])

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that is in the corpus but its name: the same files have the same one,
        wherever they are, and any change of a row, a label or a problem makes another.

        The texts are in it as they are written.
        """
        columns = [self.transcripts[name] for name in TRANSCRIPTS.columns]
        columns += [self.problems[name] for name in PROBLEMS.columns]
        columns += [column for column in (self.labels, self.spellings) if column is not None]
        return _hash(columns)

    @cached_property
    def texts_fingerprint(self) -> str:
        """A hash of the distinct texts in their order, whatever is said of them: see
        `texts_fingerprint`."""
        return texts_fingerprint(self.transcripts)

    @cached_property
    def texts(self) -> pd.DataFrame:
        """One row per distinct text, in order of first appearance: see `distinct_texts`."""
        return distinct_texts(self.transcripts)

    @cached_property
    def topics(self) -> list[str]:
        """The topics that some row names, in natural order (1, 2, 10); announced-but-missing ones
        are among them. A blank one is none."""
        named = self.transcripts["topic"].cat.remove_unused_categories().cat.categories
        return naturally_sorted(str(topic) for topic in named if topic != "")

    def select(
        self,
        topics: Collection[str] = (),
        roles: Collection[str] = (),
    ) -> Corpus:
        """The rows of these topics, in any spelling, and roles; an empty filter keeps all. Problems
        stay whole."""
        keep = pd.Series(True, index=self.transcripts.index)
        if topics:
            keys = set(map(sameness.label_key, topics))
            same = [topic for topic in self.topics if sameness.label_key(topic) in keys]
            keep &= self.transcripts["topic"].isin(same)
        if roles:
            keep &= self.transcripts["role"].isin(list(roles))
        if keep.all():
            return self
        frame = self.transcripts[keep].reset_index(drop=True)
        labels, spellings = (
            None if column is None else column[keep].reset_index(drop=True)
            for column in (self.labels, self.spellings)
        )
        return Corpus(self.name, frame, self.problems, labels, spellings)

    def with_topics(self, topics: pd.Series) -> Corpus:
        """The corpus with other topics: strings by `text_id`, for every appearance of a text.

        Rows of other texts, and rows without a text, have no topic then. `labelled` has the topics
        as they were.
        """
        by_row = self.transcripts["text_id"].map(topics).astype(STRING).astype("category")
        frame = self.transcripts.assign(topic=by_row)
        return Corpus(self.name, frame, self.problems, self._labels, self.spellings)

    @cached_property
    def labelled(self) -> Corpus:
        """The same rows with the topics that they were loaded with."""
        if self.labels is None:
            return self
        frame = self.transcripts.assign(topic=self.labels)
        return Corpus(self.name, frame, self.problems, spellings=self.spellings)

    @cached_property
    def as_written(self) -> Corpus:
        """The same rows with the labels that they were loaded with, each as it is written."""
        if self.spellings is None:
            return self.labelled
        frame = self.transcripts.assign(topic=self.spellings)
        return Corpus(self.name, frame, self.problems)

    @property
    def _labels(self) -> pd.Series:
        return self.transcripts["topic"] if self.labels is None else self.labels


def _whole_characters(row: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """A row without half characters, and the columns in which one was lost by that."""
    whole = {
        name: replaced(value) if isinstance(value, str) else value for name, value in row.items()
    }
    lost = [
        name
        for name, value in whole.items()
        if value is not row[name] and value.count("\ufffd") > row[name].count("\ufffd")
    ]
    return whole, lost


def _half_characters(row: Mapping[str, Any], columns: list[str]) -> dict[str, Any]:
    """The problem of a row in which half characters were replaced."""
    return {
        "source": row["source"],
        "line": row["line"],
        "kind": "replaced-characters",
        "message": "Half a character (a lone surrogate) was read as U+FFFD, in its "
        f"{' and '.join(columns)}. Write the whole character there.",
    }


def transcripts_frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows to the transcripts table, derived columns filled in and the schema checked."""
    frame = pd.DataFrame(list(rows)).reindex(columns=list(TRANSCRIPTS.columns))
    text = frame["text"].astype(STRING)
    present = text.notna()
    frame["topic"] = frame["topic"].astype(STRING)
    frame["text"] = text
    frame["text_id"], frame["words"] = identified(text)
    frame["chars"] = text.str.len().where(present, 0).astype("int64")
    frame["start"] = frame["start"].fillna(0)
    frame["end"] = frame["end"].fillna(frame["start"] + frame["chars"])
    return _checked(frame, TRANSCRIPTS, "transcripts")


def _not_blank(names: pd.Series) -> pd.Series:
    """Names as strings; a blank one is missing."""
    names = names.astype(STRING)
    return names.where(names.str.strip() != "")


def problems_frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows of source, line (from 1; missing where the whole file is meant), kind, message."""
    frame = pd.DataFrame(list(rows)).reindex(columns=list(PROBLEMS.columns))
    return _checked(frame, PROBLEMS, "problems")


def _checked(frame: pd.DataFrame, schema: pa.DataFrameSchema, name: str) -> pd.DataFrame:
    try:
        typed = frame.astype({c: column.dtype.type for c, column in schema.columns.items()})
        return schema.validate(typed)
    except (pa.errors.SchemaError, ValueError, TypeError) as error:
        raise SchemaError(f"The {name} table breaks its schema: {error}") from error


def identified(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The ids of texts, which those with the same words share, and how many words each has; a
    missing text has no id and 0 words. Both have the index of the texts."""
    written = texts.dropna().unique().tolist()
    ids, counts = sameness.identify(written)
    text_ids = texts.map(dict(zip(written, ids, strict=True))).astype(STRING)
    words = texts.map(dict(zip(written, counts.tolist(), strict=True)))
    return text_ids, words.fillna(0).astype("int64")


def texts_fingerprint(transcripts: pd.DataFrame) -> str:
    """A hash of the distinct texts of a transcripts table, in the order of `distinct_texts`.

    What is made of the texts alone, such as a saved index, goes by it: titles, topics and the like
    change nothing. The texts are in it as they are written.
    """
    texts = transcripts.loc[transcripts["text_id"].notna(), ["text_id", "text"]]
    return _hash([texts.drop_duplicates("text_id")["text"]])


def _hash(columns: Iterable[pd.Series]) -> str:
    """A hash of every value of some columns of strings and whole numbers, and of which are
    missing."""
    digest = hashlib.blake2b(digest_size=16)
    for column in columns:
        missing = column.isna().to_numpy(dtype=bool)
        digest.update(np.append(len(missing), missing.nonzero()[0]).astype("<i8").tobytes())
        values = column[~missing]
        if pd.api.types.is_integer_dtype(values.dtype):
            digest.update(values.to_numpy(dtype="<i8").tobytes())
            continue
        strings = values.astype("object").tolist()
        # With the length of each, equal strings in a row are cut at equal places.
        digest.update(np.fromiter(map(len, strings), "<i8", len(strings)).tobytes())
        for string in strings:
            digest.update(string.encode("utf-8"))
    return digest.hexdigest()


def distinct_texts(transcripts: pd.DataFrame) -> pd.DataFrame:
    """One row per distinct text, in order of first appearance.

    Columns: text_id, name (short, unique, for people), transcript_id (the first appearance),
    topic (category) and role of the first appearance, appearances, prompts (how many use it),
    chars, words, text. Indexed from 0.
    """
    present = transcripts[transcripts["text_id"].notna()]
    first = present.drop_duplicates("text_id").set_index("text_id")
    uses = present.groupby("text_id", sort=False).agg(
        appearances=("transcript_id", "size"), prompts=("prompt", "nunique")
    )
    columns = ["transcript_id", "topic", "role", "title", "source", "chars", "words", "text"]
    texts = first[columns].join(uses).reset_index()
    texts.insert(1, "name", _names(texts))
    return texts.drop(columns=["title", "source"])


def _names(texts: pd.DataFrame) -> pd.Series:
    """`topic · role` in prompts, the title or file otherwise; numbered where two would be equal."""
    topic = texts["topic"].astype(STRING).fillna(NO_TOPIC_LABEL)
    role = texts["role"].astype(STRING)
    plain = _not_blank(texts["title"]).fillna(texts["source"])
    names = (topic + " · " + role).where(role != "transcript", plain).astype(STRING)
    # A file outside prompts may hold several texts, and two files may share a title.
    return pd.Series(unique_names(names), index=names.index, dtype=STRING)
