"""What takes long enough to be done by a worker: each a function of its progress, of an opened
corpus, and of what was chosen.

Streamlit has no place here: a worker never imports it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from dashboard import column_names, exchange
from dashboard.built import Filters, OfBuild
from dashboard.uploaded_corpus import UploadedCorpus
from dashboard.workers import Progress
from refrain import (
    audit,
    boilerplate,
    builds,
    concordance,
    coverage,
    keywords,
    lengths,
    loader,
    mapped,
    mapped_pages,
    recognised,
    speakers,
    stored_folder,
)
from refrain import contamination as contamination_of
from refrain import seams as seams_of
from refrain import tokens as tokens_of
from refrain.audit import AuditContext
from refrain.boilerplate import Keep
from refrain.builds import Build
from refrain.builds import answers as built_answers
from refrain.corpus import Corpus
from refrain.fragments import FragmentEngine, RepeatQuery, opened_or_built
from refrain.fragments.compact import NotBuiltError
from refrain.fragments.names import FragmentName
from refrain.keywords import Counts, TermCounts, TopicCounts, stopwords
from refrain.loader import LoadOptions
from refrain.partial_table import PartialTable
from refrain.tokens import Tokenizer
from refrain.topics import topic_of
from refrain.vocabulary import Vocabulary

if TYPE_CHECKING:
    from refrain.topic_model import Suggestion

# Every worker imports this module before its first answer. What brings much more, Plotly or
# scikit-learn, is imported by the task that needs it.


class KeywordOptions(NamedTuple):
    """What may be a keyword, and how it is scored."""

    statistic: str
    longest: int
    """The most words of a phrase."""
    against: str | None
    """The topic that each is compared with; None for all the rest."""
    languages: tuple[str, ...]
    """Their function words and fillers do not count."""
    typed_words: tuple[str, ...]
    """Nor do these words, which a person typed."""
    without_names: bool
    """Whether speakers' names do not count."""
    once: int
    """Passages of so many words or more count where they are seen first (0: everywhere)."""

    @property
    def stop_words(self) -> frozenset[str]:
        """The words that are left out: those of the languages, and what a person typed."""
        return stopwords.of_languages(self.languages) | frozenset(self.typed_words)


@dataclass(frozen=True)
class Opened:
    """A corpus, and what repeats in it, which is opened when a task asks for it."""

    corpus: Corpus
    open_engine: Callable[[], FragmentEngine]
    build: Build | None = None
    """The build that the corpus is, if it is one."""

    @cached_property
    def engine(self) -> FragmentEngine:
        """The fragment index."""
        return self.open_engine()

    @cached_property
    def audit(self) -> AuditContext:
        """What the checks look at: they share what one of them had to compute."""
        # Labels are right or wrong; suggested topics are neither.
        return AuditContext(self.corpus.labelled, lambda: self.engine)


# -- in a worker ------------------------------------------------------------------------------

ANSWER = "answer"
"""The file of a kept answer, in its folder."""


class Kept(NamedTuple):
    """The file of an answer that a task is given, or the build of a corpus."""

    file: Path | OfBuild


def of_corpus(
    progress: Progress,
    task: Callable[..., Any],
    corpus: Path | OfBuild,
    folder: Path,
    args: tuple[Any, ...],
    keep: tuple[Path, dict[str, str], str] | None,
) -> Any:
    """What a task answers about the corpus in that file, whose index is kept in that folder; or of
    a build.

    Where it is to be kept (the arguments of `stored_folder.keep`), it is left there instead, if it
    can be.
    """
    given = [_kept(arg) if isinstance(arg, Kept) else arg for arg in args]
    answer = task(progress, _opened(corpus, folder), *given)
    if keep is None:
        return answer
    place, key, about = keep
    try:
        stored_folder.keep(place, key, lambda draft: mapped.write(answer, draft / ANSWER), about)
    except OSError:  # a full or closed disk costs the next start its time, and nothing else
        return answer
    return None


def build_index(progress: Progress, corpus: Path | OfBuild, folder: Path) -> None:
    """See to it that the index of the texts of the corpus in that file is in that folder; a build
    has one."""
    if not isinstance(corpus, OfBuild):
        opened_or_built(mapped.opened(corpus).transcripts, folder, progress)


def load(
    progress: Progress, path: Path, options: LoadOptions, cache: Path | None, folder: Path
) -> tuple[Path, tuple[str, ...]]:
    """Load what is at a path; `cache` as for `refrain.load`.

    Gives the file below the folder that the corpus is left in, and the columns of its tables.
    """
    corpus = loader.load(path, options, progress, cache)
    return exchange.leave(corpus, folder), column_names.in_tables(path, options)


def load_uploaded(
    progress: Progress, uploaded: UploadedCorpus, options: LoadOptions, upload: str, folder: Path
) -> tuple[Path, tuple[str, ...]]:
    """Load what a visitor handed over in the upload of that mark: gives what `load` gives."""
    loaded = uploaded.load(options, progress, upload, folder)
    return exchange.leave(loaded.corpus, folder), loaded.columns


@lru_cache(maxsize=4)
def _kept(answer: Kept) -> Any:
    if isinstance(answer.file, OfBuild):
        return builds.opened(answer.file.folder).corpus
    return mapped.opened(answer.file)


@lru_cache(maxsize=2)
def _opened(corpus: Path | OfBuild, folder: Path) -> Opened:
    if isinstance(corpus, OfBuild):
        build = builds.opened(corpus.folder)
        return Opened(build.corpus, lambda: build.engine, build)
    opened: Corpus = mapped.opened(corpus)

    def engine() -> FragmentEngine:
        return opened_or_built(opened.transcripts, folder)

    return Opened(opened, engine)


# -- of a corpus ------------------------------------------------------------------------------


def files(progress: Progress, opened: Opened) -> pd.DataFrame:
    """What each file was recognised as."""
    return recognised.sources(opened.corpus)


def timing(progress: Progress, opened: Opened) -> pd.DataFrame:
    """How long each transcript is spoken, how fast, and how long nobody speaks."""
    return lengths.timing(opened.corpus.transcripts, opened.corpus.cues)


def found(progress: Progress, opened: Opened, check: str) -> pd.DataFrame:
    """What the check of that name finds wrong."""
    (asked,) = (one for one in audit.CHECKS if one.name == check)
    return audit.found(asked, opened.audit)


def report(progress: Progress, opened: Opened, *found: pd.DataFrame) -> bytes:
    """The report to send, as one HTML file, of what all checks found."""
    from refrain.report import html

    report = html(opened.corpus, opened.engine, audit.in_order(found))
    return report.encode("utf-8", "replace")


def languages(progress: Progress, opened: Opened) -> list[str]:
    """The languages that the texts are in, as far as there are stop words for them."""
    stated = set(opened.corpus.transcripts["language"].dropna())
    return stopwords.languages_in(opened.corpus.texts, stated)


def counts(progress: Progress, opened: Opened, without_names: bool, once: int) -> TermCounts:
    """Words and phrases by text, as `KeywordOptions` says what counts."""
    texts = opened.corpus.texts["text"]
    found = Vocabulary.of(texts)
    masks = [speakers.name_mask(texts, found)] if without_names else []
    if once:
        engine = opened.engine
        masks.append(coverage.word_mask(engine.redundant(RepeatQuery(once)), engine.word_counts))
    leave_out = np.logical_or.reduce(masks) if masks else None
    return TermCounts.of(texts, leave_out=leave_out, found=found)


class Counted(NamedTuple):
    """How many words are counted, and how many are left out."""

    counted: int
    left_out: int


def counted(progress: Progress, opened: Opened, without_names: bool, once: int) -> Counted:
    """How many words of a build count, as `KeywordOptions` says what does."""
    counts = _topic_counts(opened.build, without_names, once)
    return Counted(counts.counted, counts.left_out)


@lru_cache(maxsize=1)
def _topic_counts(build: Build | None, without_names: bool, once: int) -> TopicCounts:
    """The counts of words by topic that a build has.

    Raises NotBuiltError where it has none of these.
    """
    if build is None or "keyness" not in build.manifest.tables:
        raise NotBuiltError("This build has no counts of words: make it again with refrain build.")
    least = build.manifest.min_words
    if once not in (0, least):
        raise NotBuiltError(
            f"This build leaves out repeats of {least} words or more, and not of {once}: "
            f"refrain build … --min-words {once} makes one that does."
        )
    return built_answers.word_counts(build, without_names=without_names, once=bool(once))


def _texts_and_counts(
    opened: Opened, counts: TermCounts | None, options: KeywordOptions
) -> tuple[pd.DataFrame, Counts]:
    """The texts and the counts of them; of a build, its topics in their place."""
    if counts is not None:
        return opened.corpus.texts, counts
    of_topics = _topic_counts(opened.build, options.without_names, options.once)
    return of_topics.topics, of_topics


def keyness(
    progress: Progress,
    opened: Opened,
    counts: TermCounts | None,
    options: KeywordOptions,
    topics: tuple[str, ...],
    top: int,
) -> pd.DataFrame:
    """Which words set each of the topics apart: the `top` strongest of each."""
    texts, found = _texts_and_counts(opened, counts, options)
    return keywords.keywords(
        texts,
        statistic=options.statistic,
        top=top,
        stop_words=options.stop_words,
        longest=options.longest,
        against=options.against,
        topics=topics,
        counts=found,
    )


def comparison(
    progress: Progress,
    opened: Opened,
    counts: TermCounts | None,
    options: KeywordOptions,
    a: str,
    b: str,
) -> pd.DataFrame:
    """Each word of two topics, with how often each has it."""
    texts, found = _texts_and_counts(opened, counts, options)
    return keywords.compare(
        texts,
        a,
        b,
        stop_words=options.stop_words,
        longest=options.longest,
        counts=found,
    )


MOST_SEARCHED = 50_000_000
"""Characters of a build that are looked at word by word for one phrase, at least: a few seconds. A
rare phrase is in fewer."""


def lines(
    progress: Progress,
    opened: Opened,
    phrase: str,
    limit: int,
    topics: tuple[str, ...],
    filters: Filters,
) -> PartialTable:
    """The lines that a phrase stands in, in the given topics or in all, of what filters leave; of a
    phrase that a build has very often, how many there are at least."""
    texts = opened.corpus.texts
    only = filters.texts_of(opened.corpus)
    if topics:
        only &= topic_of(texts).isin(topics).to_numpy()
    if opened.build is None:
        return concordance.lines(texts, phrase, limit, only=only, progress=progress)

    def told(what: str, share: float) -> None:
        mapped_pages.let_go(texts["text"])  # what was looked through so far
        progress(what, share)

    found = concordance.lines(
        texts, phrase, limit, only=only, most_chars=MOST_SEARCHED, progress=told
    )
    mapped_pages.let_go(texts["text"])
    return found


def tokens(progress: Progress, opened: Opened, tokenizer: Tokenizer) -> pd.Series:
    """The tokens of each distinct text, by text_id."""
    return tokens_of.counts(opened.corpus.texts, tokenizer)


def suggestion(progress: Progress, opened: Opened, count: int | None) -> Suggestion | None:
    """Topics suggested from the texts: so many, or the number that is stable."""
    from refrain import topic_model

    return topic_model.suggest(opened.corpus.transcripts, count)


# -- of what repeats --------------------------------------------------------------------------


def savings(progress: Progress, opened: Opened, query: RepeatQuery) -> dict[str, Any]:
    """What keeping each fragment once would save."""
    return opened.engine.savings(query)


def shares(progress: Progress, opened: Opened, query: RepeatQuery) -> pd.DataFrame:
    """How much of each text is repeated."""
    return opened.engine.shares(query)


def first_repeats(progress: Progress, opened: Opened, query: RepeatQuery) -> pd.Series:
    """By text_id: the place of the first repeated word, counted in words."""
    return coverage.first_repeats(opened.engine, query)


def coverage_map(
    progress: Progress, opened: Opened, query: RepeatQuery, rows: tuple[int, ...], absolute: bool
) -> np.ndarray:
    """The share repeated, text × position, of some rows of the texts; positions are relative, or in
    words from the start."""
    made = coverage.by_words if absolute else coverage.relative
    return made(opened.engine, query, rows=rows)


def place_to_read(
    progress: Progress,
    opened: Opened,
    query: RepeatQuery,
    text_id: str,
    span: tuple[int, int],
) -> int:
    """Where a stretch of a text begins to repeat: see `coverage.place_to_read`."""
    return coverage.place_to_read(opened.engine, query, text_id, span)


def fragments(progress: Progress, opened: Opened, query: RepeatQuery, top: int) -> PartialTable:
    """The fragments that save most, and how many there are."""
    return opened.engine.fragments(query, top)


def places(
    progress: Progress, opened: Opened, fragment: str, name: FragmentName, limit: int
) -> PartialTable:
    """The first places of a near-repeat of that id, the one that names it before the others."""
    rows, total = opened.engine.places(fragment)
    is_named = (rows["text_id"] == name.text_id) & (rows["word"] == name.word)
    order = (~is_named).to_numpy().argsort(kind="stable")
    return PartialTable(rows.iloc[order[:limit]].reset_index(drop=True), total)


def incidence(progress: Progress, opened: Opened, query: RepeatQuery, top: int) -> pd.DataFrame:
    """How often the fragments that save most occur in each text."""
    return opened.engine.incidence(query, top)


def matches(progress: Progress, opened: Opened, a: str, b: str, query: RepeatQuery) -> PartialTable:
    """The passages that two texts share, and how many there are."""
    return opened.engine.matches(a, b, query)


def overlap(
    progress: Progress, opened: Opened, query: RepeatQuery, text_ids: tuple[str, ...]
) -> np.ndarray:
    """How much of each of the texts (row) is also in each other (column)."""
    return opened.engine.overlap(query, list(text_ids))


def highlights(
    progress: Progress, opened: Opened, text_id: str, query: RepeatQuery
) -> pd.DataFrame:
    """The stretches of one text whose words recur equally often."""
    return opened.engine.highlights(text_id, query)


def counterparts(
    progress: Progress, opened: Opened, text_id: str, query: RepeatQuery, limit: int
) -> PartialTable:
    """The occurrences in one text, each with the next place where its words occur."""
    return opened.engine.counterparts(text_id, query, limit)


def seams(progress: Progress, opened: Opened) -> pd.DataFrame:
    """Where the texts were stitched."""
    return seams_of.seams(opened.engine)


def contamination(
    progress: Progress, opened: Opened, reference: Corpus, query: RepeatQuery
) -> pd.DataFrame:
    """The passages that a reference has too."""
    return contamination_of.contamination(opened.corpus, reference, query, progress)


def cuts(
    progress: Progress, opened: Opened, fragments: tuple[str, ...], keep: Keep
) -> pd.DataFrame:
    """What is cut when the fragments are boilerplate."""
    return boilerplate.cuts(opened.engine, fragments, keep)


def sizes_without(
    progress: Progress, opened: Opened, cuts: pd.DataFrame, tokenizer: Tokenizer | None
) -> pd.DataFrame:
    """How big each distinct text is once the cuts are made.

    By the text_id of the original: words, chars, and tokens where there is a tokenizer.
    """
    texts = opened.corpus.texts
    left = boilerplate.clean(texts, cuts)
    return tokens_of.sizes(left.assign(text_id=texts["text_id"]), tokenizer)
