"""The tables of files, transcripts and findings, and of the repeats of one text."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import cached, url_params
from dashboard.components import said_at
from dashboard.page import Page
from dashboard.tables.asked import Asked, WrongParamError
from dashboard.tables.columns import Column, named
from dashboard.tables.fragments import REPEATS
from dashboard.tables.table import ANY, Table
from refrain import audit, concordance, recognised
from refrain.corpus import Corpus
from refrain.fragments import RepeatQuery
from refrain.partial_table import PartialTable

STRETCHES_LISTED = 100
MOST_PLACES = 500


def findings(corpus: Corpus, found: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """What checks found, in order, and when the place of each is said."""
    rows = audit.in_order(found)
    return rows if rows.empty else said_at.with_times(corpus, rows, "at")


def all_findings(corpus: Corpus) -> pd.DataFrame:
    """What all checks found."""
    return findings(corpus, [cached.found(corpus, check) for check in audit.CHECKS])


def files(corpus: Corpus, taken_for: str | None, name_has: str | None) -> pd.DataFrame:
    """The files of a kind, with a part of a name; taken_for says what each was taken for."""
    files = cached.files(corpus)
    if taken_for:
        files = recognised.matching(files, taken_for)
    if name_has:
        has = files["source"].str.casefold().str.contains(name_has.casefold(), regex=False)
        files = files[has].reset_index(drop=True)
    return files.assign(taken_for=recognised.part_of(files))


def stretches(
    corpus: Corpus, text_id: str, query: RepeatQuery, limit: int = STRETCHES_LISTED
) -> PartialTable:
    """The first repeated stretches of a text, each with the next place where it occurs.

    Has the columns of `FragmentEngine.counterparts` and `said_at.with_times`, passage, name (of the
    other text), and the values of the parameters pair, at and there, which show the two side by
    side.
    """
    rows, total = cached.counterparts(corpus, text_id, query, limit)
    texts = corpus.texts
    texts = texts[texts["text_id"].isin([text_id, *rows["other"]])].set_index("text_id")
    text = texts["text"][text_id]
    rows = said_at.with_times(corpus, rows.assign(text_id=text_id)).assign(
        passage=[text[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)],
        name=texts["name"].reindex(rows["other"]).to_numpy(),
        pair=[(text_id, other) for other in rows["other"]],
        at=rows["start"],
        there=rows["other_start"],
    )
    return PartialTable(rows, total)


def places(corpus: Corpus, fragment: str, limit: int = MOST_PLACES) -> PartialTable:
    """Every place of a fragment, in its context, the one that names it on top.

    Has the columns of `concordance.around` and `said_at.with_times`, text_id, transcript_id, words,
    similarity (with the place that names it) and passage, which is the whole of it. Empty where the
    id names no passage.
    """
    rows, total = cached.places(corpus, fragment, limit)
    lines = concordance.around(corpus.texts, rows)
    lines = lines.assign(**{name: rows[name].to_numpy() for name in _OF_PLACES})
    return PartialTable(said_at.with_times(corpus, lines), total)


_OF_PLACES = ("text_id", "transcript_id", "words", "similarity", "passage")


def _files(asked: Asked) -> pd.DataFrame:
    whole = asked.selection.whole
    taken_for = asked.get(url_params.TAKEN_FOR)
    if taken_for:
        formats = recognised.by_format(cached.files(whole))
        asked.one_of(url_params.TAKEN_FOR, recognised.parts(formats))
    return files(whole, taken_for, asked.get(url_params.NAME_HAS))


def _findings(asked: Asked) -> pd.DataFrame:
    return cached.once(all_findings, asked.corpus)


def _stretches(asked: Asked) -> PartialTable:
    text_id = _text_id(asked)
    if text_id is None:
        return PartialTable(pd.DataFrame(), 0)
    limit = max(asked.most, STRETCHES_LISTED)
    return stretches(asked.corpus, text_id, asked.query(), limit)


def _text_id(asked: Asked) -> str | None:
    """The text of the transcript that is asked for, or the first; None for a label without one."""
    rows = asked.corpus.transcripts
    wanted = asked.get(url_params.TEXT_ID)
    if wanted:
        rows = rows[rows["transcript_id"] == wanted]
        if rows.empty:
            raise WrongParamError(
                url_params.TEXT_ID.name,
                f"{url_params.TEXT_ID.name} is “{wanted}”: no transcript that is chosen here has "
                "this transcript_id.",
            )
    text_id = rows["text_id"].iloc[0] if len(rows) else None
    return None if pd.isna(text_id) else str(text_id)


def _places(asked: Asked) -> PartialTable:
    fragment = asked.get(url_params.FRAGMENT)
    if not cached.index(asked.corpus).has(fragment):
        raise WrongParamError(
            url_params.FRAGMENT.name,
            f"{url_params.FRAGMENT.name} is “{fragment}”: that names no passage of the "
            "transcripts chosen here. The table fragments lists some.",
        )
    return places(asked.corpus, fragment, max(asked.most, MOST_PLACES))


TRANSCRIPTS = Table(
    "transcripts",
    Page.OVERVIEW,
    "Every appearance of a transcript, in file order, verbatim. Where topics are suggested, "
    "`topic` is the suggestion, and `label` the topic as loaded.",
    named(
        *("transcript_id", "text_id", "source", "line", "prompt", "position", "role"),
        *("topic_from", "topic", "title", "speaker", "language", "published", "url", "media"),
        *("format", "text", "start", "end", "chars", "words"),
        *("topic_suggested", "topic_sure", "label"),
    ),
    lambda asked: asked.selection.exported,
    is_dataset=True,
)
FINDINGS = Table(
    "findings",
    Page.OVERVIEW,
    "What is wrong with the dataset, the gravest first, each with its place.",
    named(
        *("severity", "kind", "subject", "message", "transcript_id", "text_id", "at", "seconds"),
        *("recording", "places", "measure", "value", "other", "source", "line", "count"),
        places=Column("integers", "all characters to look at, where there are several"),
        other=Column("string", "the transcript that it is compared with"),
        count=Column("integer", "how many such things it stands for"),
    ),
    _findings,
    is_made_as_wanted=True,
)
FILES = Table(
    "files",
    Page.FILES,
    "What each file was taken for, and what became of it, in natural order.",
    named(
        *("source", "outcome", "format", "detail", "files", "transcripts", "words", "problems"),
        *("message", "transcript_id"),
        taken_for=Column("string", "its format with its detail, or else the outcome"),
        message=Column("string", "its first problem"),
        transcript_id=Column("string", "its first transcript"),
    ),
    _files,
    {url_params.TAKEN_FOR: ANY, url_params.NAME_HAS: ANY},
)
STRETCHES = Table(
    "repeated-passages",
    Page.READER,
    "The repeated stretches of one text, in order, each with the next place where it occurs.",
    named(
        *("text_id", "word", "words", "start", "end", "places", "kind", "fragment", "seconds"),
        *("recording", "other", "name", "there", "passage"),
        kind=Column("string", "within, boundary, excerpt or shared"),
        other=Column("string", "the text_id of the text with the next place"),
        name=Column("string", "the name of that text"),
        there=Column("integer", "the first character of that place"),
    ),
    _stretches,
    REPEATS | {url_params.TEXT_ID: ANY},
    is_made_as_wanted=True,
)
PLACES = Table(
    "places",
    Page.PASSAGE,
    "Every place of a fragment, in context, the one that names it on top. Takes `fragment`.",
    named(
        *("nth", "left", "match", "right", "start", "end", "seconds", "recording", "text_id"),
        *("transcript_id", "name", "topic", "words"),
        similarity=Column("number", "the share of words that agree with the first, 0 to 1"),
        at=Column("number", "how far into the text it begins, in percent"),
    ),
    _places,
    {url_params.FRAGMENT: ANY},
)
