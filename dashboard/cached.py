"""What pages ask of a corpus, each a line: what is being done, the task, and what was chosen.

Nothing but this and `answers` caches in the dashboard. Answers are shared objects: nothing here is
written to.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Hashable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import built, built_answers, exchange, memory, tasks
from dashboard.answers import Answer, Question, is_small, named, shared
from dashboard.jobs import Job
from dashboard.loading import Loading
from dashboard.tasks import Counted, KeywordOptions
from dashboard.workers import LONG, QUICK, Progress
from refrain import audit, builds, topic_model
from refrain import tokens as tokens_of
from refrain.audit import Check
from refrain.boilerplate import Keep
from refrain.contamination import NothingComparedError
from refrain.corpus import Corpus
from refrain.errors import UnreadableError
from refrain.fragments import FragmentEngine, FragmentIndex, RepeatQuery, opened, opened_or_built
from refrain.fragments.names import FragmentName
from refrain.fragments.query import EXACT
from refrain.loader import LoadOptions, stored
from refrain.loader.asked import asked_for
from refrain.partial_table import PartialTable
from refrain.tokens import Tokenizer
from refrain.topic_model import Suggestion

LOOKING = "Looking for repeats"
SELECTED_CHARS = 500_000_000
"""Characters of all selections that are kept at a time."""
Made = TypeVar("Made")


def _by_corpus(corpus: Corpus, *asked: Hashable) -> memory.Key:
    return corpus.belongs_to, corpus.name, corpus.fingerprint, *asked


@memory.remembered(8, lambda place, version, options, start: (version, place, options))
def loading(
    place: str, version: str, options: LoadOptions, start: Callable[[], Loading]
) -> Loading:
    """The load of the corpus at a place; `version` is the mark of an upload, and of files another
    when one of them changed.

    All who ask for it share what `start` starts when the first of them does.
    """
    return start()


def _chars_kept(corpus: Corpus) -> int:
    """As much as counts of a selection: eight of any size are kept."""
    return min(int(corpus.transcripts["chars"].sum()) + 1, SELECTED_CHARS // 8)


@memory.remembered(SELECTED_CHARS, _by_corpus, _chars_kept)
def selected(corpus: Corpus, topics: tuple[str, ...], roles: tuple[str, ...]) -> Corpus:
    """What filters leave of a corpus: its texts are copied and hashed once, not at each click.

    Those last used are kept, up to SELECTED_CHARS together: many of a small corpus, or a few of an
    archive.
    """
    if built.whole(corpus):
        return built.selected(corpus, topics, roles)
    return corpus.select(topics, roles)


@st.cache_resource(max_entries=64, ttl=1.0, show_spinner=False)
def stamp(path: Path) -> str:
    """Changes when a file by that path or pattern does, a second later at most, so that the files
    are not looked at for each click; where there is none, the load says so."""
    try:
        return built.stamp(path) if builds.is_build(path) else stored.stamp(asked_for([path]))
    except UnreadableError:
        return "nothing"


@st.cache_resource(max_entries=8, show_spinner=False)
def loaded_tokenizer(path: str, version: str) -> Tokenizer:
    """The tokenizer of that file; `version` is another when it changed."""
    return tokens_of.from_file(Path(path))


def once(make: Callable[..., Made], *of: Any) -> Made:
    """What a function of some corpora and of what was chosen makes: a table or a figure of a few
    milliseconds, which each click would cost again. Made once for all, in the thread of who asks
    first; nobody writes to it.

    The function has a name in its file, looks at nothing else, and shows nothing.
    """
    # By its file: every page is the module `__main__`.
    key = [inspect.getfile(make), make.__qualname__, *map(named, of)]
    belongs_to = next((one.belongs_to for one in of if isinstance(one, Corpus)), "")
    made: Made = _once(json.dumps(key), lambda: make(*of), belongs_to)
    return made


@memory.remembered(512, lambda key, make, belongs_to: (belongs_to, key))
def _once(key: str, make: Callable[[], Any], belongs_to: str) -> Any:
    return make()


# -- the index --------------------------------------------------------------------------------


def index(corpus: Corpus) -> FragmentEngine:
    """The fragment index of a corpus, for what needs no search: words of texts, places of a
    fragment. Raises Pending while it is built.

    Corpora with the same texts, such as one with other topics, share what is built.
    """
    key = f"index-{corpus.texts_fingerprint}"
    built = shared(key, LOOKING, lambda: _build(corpus), corpus.belongs_to)
    return _index(corpus, built)


@memory.remembered(64, lambda corpus, of_same_texts: _by_corpus(corpus))
def _index(corpus: Corpus, of_same_texts: FragmentIndex) -> FragmentEngine:
    return of_same_texts if built.of(corpus) else of_same_texts.labelled(corpus.transcripts)


def _build(corpus: Corpus) -> FragmentEngine | Job[FragmentEngine]:
    build = built.of(corpus)
    if build is not None:
        built_answers.raise_if_part(corpus)
        return Job(lambda progress: build.engine)
    if is_small(corpus):
        return FragmentIndex.build(corpus.transcripts)
    folder = exchange.folder_of_texts(corpus)

    def make(progress: Progress) -> FragmentEngine:
        LONG.run(progress, tasks.build_index, exchange.handed_over(corpus), folder)
        return opened_or_built(corpus.transcripts, folder, progress)

    return opened(corpus.transcripts, folder) or Job(make, corpus.belongs_to)


# -- answers ----------------------------------------------------------------------------------


def _question(what: str, task: Callable[..., Any], corpus: Corpus, *args: Any) -> Question:
    """A question that is soon answered."""
    return Question(what, task, corpus, args, lambda: index(corpus), QUICK)


def _brief(what: str, task: Callable[..., Any], corpus: Corpus, *args: Any) -> Question:
    """A question that is soon answered, and kept: each start would ask it again."""
    return replace(_question(what, task, corpus, *args), is_kept=True)


def _long(what: str, task: Callable[..., Any], corpus: Corpus, *args: Any) -> Question:
    """A question whose answer takes long, and is kept on disk."""
    return replace(_question(what, task, corpus, *args), workers=LONG, is_kept=True)


def _repeats(
    task: Callable[..., Any], corpus: Corpus, *args: Any, ask: Callable[..., Question] = _question
) -> Any:
    """What a task finds out about repeats, once there is an index."""
    if built.of(corpus) is None:  # a build has an index
        index(corpus)
    return ask(LOOKING, task, corpus, *args).answer()


def files(corpus: Corpus) -> pd.DataFrame:
    """What each file of a corpus was recognised as."""
    whole, _ = built.whole_and_filters(corpus)
    return _brief("Looking at the files", tasks.files, whole).answer()


def timing(corpus: Corpus) -> pd.DataFrame:
    """How long each transcript is spoken, how fast, and how long nobody speaks."""
    return _brief("Adding times", tasks.timing, corpus).answer()


def _found(corpus: Corpus, check: Check) -> Answer:
    # Labels are right or wrong; suggested topics are neither.
    corpus = corpus.labelled
    if check.asks_index and built.of(corpus) is None:
        index(corpus)
    return _long(f"Checking {check.name}", tasks.found, corpus, check.name).ask()


def found(corpus: Corpus, check: Check) -> pd.DataFrame:
    """What one of the audit's checks finds wrong."""
    return _found(corpus, check).value


def findings(corpus: Corpus) -> pd.DataFrame:
    """What is wrong with a corpus."""
    return audit.in_order([found(corpus, check) for check in audit.CHECKS])


def report(corpus: Corpus) -> bytes:
    """The report to send, as one HTML file."""
    corpus = corpus.labelled
    found = [_found(corpus, check) for check in audit.CHECKS]
    written: bytes = _long("Writing the report", tasks.report, corpus, *found).answer()
    return written


def savings(corpus: Corpus, query: RepeatQuery) -> dict[str, Any]:
    """What keeping each fragment once would save."""
    numbers: dict[str, Any] = _repeats(tasks.savings, corpus, query, ask=_brief)
    return numbers


def shares(corpus: Corpus, query: RepeatQuery) -> pd.DataFrame:
    """How much of each text is repeated."""
    return _repeats(tasks.shares, corpus, query, ask=_brief)


def first_repeats(corpus: Corpus, query: RepeatQuery) -> pd.Series:
    """By text_id: the place of the first repeated word, counted in words."""
    return _repeats(tasks.first_repeats, corpus, query)


def coverage_map(
    corpus: Corpus, query: RepeatQuery, rows: tuple[int, ...], absolute: bool = False
) -> np.ndarray:
    """The share repeated, text × position, of some rows of the texts; positions are relative, or in
    words from the start."""
    share: np.ndarray = _repeats(tasks.coverage_map, corpus, query, rows, absolute)
    return share


def place_to_read(corpus: Corpus, query: RepeatQuery, text_id: str, span: tuple[int, int]) -> int:
    """Where a stretch of a text begins to repeat, in characters."""
    at: int = _repeats(tasks.place_to_read, corpus, query, text_id, span)
    return at


def fragments(corpus: Corpus, query: RepeatQuery, top: int) -> PartialTable:
    """The fragments that save most, and how many there are."""
    table: PartialTable = _repeats(tasks.fragments, corpus, query, top)
    return table


def places(corpus: Corpus, fragment: str, limit: int) -> PartialTable:
    """The places of a fragment, the one that names it first, and how many there are."""
    name = FragmentName.read(fragment)
    if name is None or name.similarity == EXACT:
        return index(corpus).places(fragment, limit)
    table: PartialTable = _repeats(tasks.places, corpus, fragment, name, limit)
    return table


def incidence(corpus: Corpus, query: RepeatQuery, top: int) -> pd.DataFrame:
    """How often the fragments that save most occur in each text."""
    return _repeats(tasks.incidence, corpus, query, top)


def matches(corpus: Corpus, a: str, b: str, query: RepeatQuery) -> PartialTable:
    """The passages that two texts share, and how many there are."""
    table: PartialTable = _repeats(tasks.matches, corpus, a, b, query)
    return table


def overlap(corpus: Corpus, query: RepeatQuery, text_ids: tuple[str, ...]) -> np.ndarray:
    """How much of each of the texts (row) is also in each other (column)."""
    share: np.ndarray = _repeats(tasks.overlap, corpus, query, text_ids)
    return share


def highlights(corpus: Corpus, text_id: str, query: RepeatQuery) -> pd.DataFrame:
    """The stretches of one text whose words recur equally often."""
    return _repeats(tasks.highlights, corpus, text_id, query)


def counterparts(corpus: Corpus, text_id: str, query: RepeatQuery, limit: int) -> PartialTable:
    """The occurrences in one text, each with the next place where its words occur."""
    table: PartialTable = _repeats(tasks.counterparts, corpus, text_id, query, limit)
    return table


def seams(corpus: Corpus) -> pd.DataFrame:
    """Where the texts were stitched."""
    if built.of(corpus) is None:
        index(corpus)
    return _long("Looking for seams", tasks.seams, corpus).answer()


def contamination(corpus: Corpus, reference: Corpus, query: RepeatQuery) -> pd.DataFrame:
    """The passages of a corpus that a reference has too.

    Raises NothingComparedError where one of them has no words, and where both are uploads: what is
    made of one goes with it, and cannot be kept for the other.
    """
    for one in (corpus, reference):
        built_answers.answer(one, tasks.contamination.__name__, ())
    marks = {one.belongs_to for one in (corpus, reference)} - {""}
    if len(marks) > 1:
        raise NothingComparedError(
            "Nothing was compared: two uploads are kept apart here. Hand over one of them alone, "
            "or compare them with refrain check --against."
        )
    ask = _question if marks else _long
    asked = ask("Comparing", tasks.contamination, corpus, reference, query)
    return replace(asked, workers=LONG).answer()


def _cuts(corpus: Corpus, fragments: tuple[str, ...], keep: Keep) -> Answer:
    index(corpus)
    return _long("Cutting", tasks.cuts, corpus, fragments, keep).ask()


def cuts(corpus: Corpus, fragments: tuple[str, ...], keep: Keep) -> pd.DataFrame:
    """What is cut when the fragments are boilerplate."""
    return _cuts(corpus, fragments, keep).value


def sizes_without(
    corpus: Corpus,
    fragments: tuple[str, ...],
    keep: Keep,
    tokenizer: Tokenizer | None,
) -> pd.DataFrame:
    """How big each distinct text is once the `cuts` of the fragments are made.

    By the text_id of the original: words, chars, and tokens where there is a tokenizer.
    """
    cut = _cuts(corpus, fragments, keep)
    what = "Counting what is left"
    return _long(what, tasks.sizes_without, corpus, cut, tokenizer).answer()


def lines(corpus: Corpus, phrase: str, limit: int, topics: tuple[str, ...] = ()) -> PartialTable:
    """The lines that a phrase stands in, in the given topics or in all."""
    whole, filters = built.whole_and_filters(corpus)
    asked = _question("Searching", tasks.lines, whole, phrase, limit, topics, filters)
    table: PartialTable = asked.answer()
    return table


def languages(corpus: Corpus) -> list[str]:
    """The languages that a corpus is in, as far as there are stop words for them."""
    names: list[str] = _long("Looking for languages", tasks.languages, corpus).answer()
    return names


def _counts(corpus: Corpus, without_names: bool, once: int) -> Answer | None:
    """The counts, for another question; of a build, the worker that is asked it has them."""
    if built.of(corpus):
        return None
    if once:
        index(corpus)
    return _long("Counting words", tasks.counts, corpus, without_names, once).ask()


def counted(corpus: Corpus, without_names: bool, once: int) -> Counted:
    """How many words count, as `KeywordOptions` says what does, and how many do not."""
    counts = _counts(corpus, without_names, once)
    if counts is not None:
        return Counted(counts.value.counted, counts.value.left_out)
    asked = _brief("Counting words", tasks.counted, corpus, without_names, once)
    numbers: Counted = asked.answer()
    return numbers


def keyness(
    corpus: Corpus, options: KeywordOptions, topics: tuple[str, ...], top: int
) -> pd.DataFrame:
    """Which words set each of the topics apart: the `top` strongest of each."""
    counted = _counts(corpus, options.without_names, options.once)
    return _question("Scoring words", tasks.keyness, corpus, counted, options, topics, top).answer()


def comparison(corpus: Corpus, options: KeywordOptions, a: str, b: str) -> pd.DataFrame:
    """Each word of two topics, with how often each has it."""
    counted = _counts(corpus, options.without_names, options.once)
    return _question("Comparing topics", tasks.comparison, corpus, counted, options, a, b).answer()


def tokens(corpus: Corpus, tokenizer: Tokenizer) -> pd.Series:
    """The tokens of each distinct text, by text_id."""
    return _long("Counting tokens", tasks.tokens, corpus, tokenizer).answer()


def suggestion(corpus: Corpus, count: int | None) -> Suggestion | None:
    """Topics suggested from the texts: so many, or the number that is stable."""
    suggested: Suggestion | None = _long(
        "Looking for topics", tasks.suggestion, corpus, count
    ).answer()
    return suggested


@memory.remembered(16, _by_corpus)
def with_suggestion(
    corpus: Corpus, count: int | None, names: tuple[str, ...]
) -> tuple[Corpus, Suggestion] | None:
    """A corpus with its suggested topics under a person's names, and the suggestion."""
    suggested = suggestion(corpus, count)
    if suggested is None:
        return None
    suggested = topic_model.renamed(suggested, names)
    return topic_model.applied(corpus, suggested), suggested
