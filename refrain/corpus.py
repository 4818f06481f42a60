"""The Corpus: a dataframe of transcripts, one of their timed pieces, the problems met on the way.

`transcripts` has one row per *appearance* of a transcript, in file order (columns: TRANSCRIPTS).
A transcript used as a shot in seven prompts has seven rows and one `text_id`, also where only case,
punctuation and the like differ (`refrain.sameness`); a label whose text is missing keeps its row,
with `text` and `text_id` missing and `start == end` at the label.
`cues` has one row per timed piece of a transcript, in order (columns: CUES).
`problems` has one row per thing the loader could not take at face value (columns: PROBLEMS).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from refrain import sameness
from refrain.assembly import Tables, assembled
from refrain.natural_order import naturally_sorted
from refrain.records import Problem, Transcript
from refrain.schemas import CUES, NO_TOPIC_LABEL, PROBLEMS, STRING, TRANSCRIPTS
from refrain.surrogates import replaced
from refrain.unique_names import unique_names

_ASKED_FIRST = ("fingerprint", "texts_fingerprint", "texts", "topics")
"""What is computed of a corpus that is pickled, and goes along."""


@dataclass(frozen=True)
class Corpus:
    """A transcript dataset as loaded, or the part of one that filters leave.

    Build it with `Corpus.of`; the tables are shared between analyses and never written to.
    Topics that are the same but for case and the like (`refrain.sameness`) are one, as it is most
    often written; `spellings` has them as each row has it, where that differs. `labels` is the
    topic that each row was loaded with, where `with_topics` put others there. `belongs_to` goes
    along to all that is made of it: what it, and they, are kept under by whoever loaded it.
    """

    name: str
    transcripts: pd.DataFrame
    cues: pd.DataFrame
    problems: pd.DataFrame
    labels: pd.Series | None = None
    spellings: pd.Series | None = None
    belongs_to: str = ""

    @classmethod
    def of(
        cls,
        name: str,
        records: Iterable[Transcript | Problem],
    ) -> Corpus:
        """A Corpus of what a loader reads: see `refrain.assembly.assembled`.

        Raises SchemaError where a record breaks the schema, naming the column.
        """
        return cls.of_tables(name, assembled(records))

    @classmethod
    def of_tables(cls, name: str, tables: Tables) -> Corpus:
        """A Corpus of tables whose topics are as they are written."""
        written = tables.transcripts["topic"]
        corpus = cls(replaced(name), *tables)
        topic = sameness.commonest_spellings(written.astype(STRING))
        if topic.equals(written.astype(STRING)):
            return corpus
        frame = tables.transcripts.assign(topic=topic.astype(STRING).astype("category"))
        return replace(corpus, transcripts=frame, spellings=written)

    def __getstate__(self) -> dict[str, object]:
        """What is pickled: the tables, and what everyone asks of them first, so that nobody has to
        compute it again."""
        names = [*(field.name for field in fields(self)), *_ASKED_FIRST]
        return {name: getattr(self, name) for name in names}

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that is in the corpus but its name: the same files have the same one,
        wherever they are, and any change of a row, a label or a problem makes another.

        The texts are in it as they are written.
        """
        columns = [self.transcripts[name] for name in TRANSCRIPTS.columns]
        columns += [self.cues[name] for name in CUES.columns]
        columns += [self.problems[name] for name in PROBLEMS.columns]
        columns += [column for column in (self.labels, self.spellings) if column is not None]
        return content_hash(columns)

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
        keep = self.rows_of(topics, roles)
        if keep.all():
            return self
        frame = self.transcripts[keep].reset_index(drop=True)
        labels, spellings = (
            None if column is None else column[keep].reset_index(drop=True)
            for column in (self.labels, self.spellings)
        )
        kept = self.cues["transcript_id"].isin(frame["transcript_id"])
        cues = self.cues[kept].reset_index(drop=True)
        return replace(self, transcripts=frame, cues=cues, labels=labels, spellings=spellings)

    def rows_of(self, topics: Collection[str], roles: Collection[str]) -> pd.Series:
        """By row of the transcripts, whether `select` keeps it."""
        keep = pd.Series(True, index=self.transcripts.index)
        if topics:
            keys = set(map(sameness.label_key, topics))
            same = [topic for topic in self.topics if sameness.label_key(topic) in keys]
            keep &= self.transcripts["topic"].isin(same)
        if roles:
            keep &= self.transcripts["role"].isin(list(roles))
        return keep

    def with_topics(self, topics: pd.Series) -> Corpus:
        """The corpus with other topics: strings by `text_id`, for every appearance of a text.

        Rows of other texts, and rows without a text, have no topic then. `labelled` has the topics
        as they were.
        """
        by_row = self.transcripts["text_id"].map(topics).astype(STRING).astype("category")
        frame = self.transcripts.assign(topic=by_row)
        return replace(self, transcripts=frame, labels=self._labels)

    @cached_property
    def labelled(self) -> Corpus:
        """The same rows with the topics that they were loaded with."""
        if self.labels is None:
            return self
        frame = self.transcripts.assign(topic=self.labels)
        return replace(self, transcripts=frame, labels=None)

    @cached_property
    def as_written(self) -> Corpus:
        """The same rows with the labels that they were loaded with, each as it is written."""
        if self.spellings is None:
            return self.labelled
        frame = self.transcripts.assign(topic=self.spellings)
        return replace(self, transcripts=frame, labels=None, spellings=None)

    @property
    def _labels(self) -> pd.Series:
        return self.transcripts["topic"] if self.labels is None else self.labels


def _not_blank(names: pd.Series) -> pd.Series:
    """Names as strings; a blank one is missing."""
    names = names.astype(STRING)
    return names.where(names.str.strip() != "")


def texts_fingerprint(transcripts: pd.DataFrame) -> str:
    """A hash of the distinct texts of a transcripts table, in the order of `distinct_texts`.

    What is made of the texts alone, such as a saved index, goes by it: titles, topics and the like
    change nothing. The texts are in it as they are written.
    """
    return content_hash([_first_of_each(transcripts)["text"]])


def content_hash(columns: Iterable[pd.Series]) -> str:
    """A hash of every value of some columns of strings and whole numbers, and of which are
    missing."""
    digest = hashlib.blake2b(digest_size=16)
    for column in columns:
        missing = column.isna().to_numpy(dtype=bool)
        digest.update(np.append(len(missing), missing.nonzero()[0]).astype("<i8").tobytes())
        values = column[~missing] if missing.any() else column
        if pd.api.types.is_float_dtype(values.dtype):
            digest.update(values.to_numpy(dtype="<f8").tobytes())
            continue
        if pd.api.types.is_integer_dtype(values.dtype):
            digest.update(values.to_numpy(dtype="<i8").tobytes())
            continue
        strings = _as_arrow(values)
        # With the length of each, equal strings in a row are cut at equal places.
        digest.update(pc.utf8_length(strings).to_numpy().astype("<i8").tobytes())
        for chunk in strings.chunks:
            _, offsets, characters = chunk.buffers()
            if len(chunk) and characters is not None:
                places = np.frombuffer(offsets, dtype="int64")[chunk.offset :]
                digest.update(memoryview(characters)[places[0] : places[len(chunk)]])
    return digest.hexdigest()


def _as_arrow(strings: pd.Series) -> pa.ChunkedArray:
    """Strings, or a category of them, as they are in Arrow's memory: none is a Python object."""
    if strings.empty:
        return pa.chunked_array([], pa.large_string())
    arrow = pa.array(strings).cast(pa.large_string())
    return arrow if isinstance(arrow, pa.ChunkedArray) else pa.chunked_array([arrow])


def distinct_texts(transcripts: pd.DataFrame) -> pd.DataFrame:
    """One row per distinct text, in order of first appearance.

    Columns: text_id, name (short, unique, for people), transcript_id (the first appearance),
    topic (category) and role of the first appearance, appearances, prompts (how many use it),
    chars, words, text. Indexed from 0.
    """
    first = _first_of_each(transcripts).set_index("text_id")
    uses = transcripts.groupby("text_id", sort=False).agg(
        appearances=("transcript_id", "size"), prompts=("prompt", "nunique")
    )
    columns = ["transcript_id", "topic", "role", "title", "source", "chars", "words", "text"]
    texts = first[columns].join(uses).reset_index()
    texts.insert(1, "name", _names(texts))
    return texts.drop(columns=["title", "source"])


def _first_of_each(transcripts: pd.DataFrame) -> pd.DataFrame:
    """The row in which each distinct text appears first."""
    ids = transcripts["text_id"]
    first = ids.notna() & ~ids.duplicated()
    # To choose rows copies all text, which there is no need for where no text appears twice.
    return transcripts if first.all() else transcripts[first]


def _names(texts: pd.DataFrame) -> pd.Series:
    """`topic · role` in prompts, the title or file otherwise; numbered where two would be equal."""
    topic = texts["topic"].astype(STRING).fillna(NO_TOPIC_LABEL)
    role = texts["role"].astype(STRING)
    plain = _not_blank(texts["title"]).fillna(texts["source"])
    names = (topic + " · " + role).where(role != "transcript", plain).astype(STRING)
    # A file outside prompts may hold several texts, and two files may share a title.
    return pd.Series(unique_names(names), index=names.index, dtype=STRING)
