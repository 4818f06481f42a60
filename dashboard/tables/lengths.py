"""The tables of the page about lengths."""

from __future__ import annotations

import pandas as pd

from dashboard import cached, cleaning_rule, url_params
from dashboard.page import Page
from dashboard.tables.asked import Asked
from dashboard.tables.columns import Column, named
from dashboard.tables.measure import COLUMNS, SUBJECTS, TIMES, Measure
from dashboard.tables.rows import Rows
from dashboard.tables.table import ANY, Table, Takes
from dashboard.tables.topics import tokenizer_asked
from refrain import boilerplate, budget, lengths
from refrain.corpus import Corpus

WITHOUT_REPEATS = "Repeated passages cut, as Clean up does"


def groupings(rows: Rows, unit: str) -> list[str]:
    """The columns that it makes sense to group by: not one source for each, or one for all."""
    return cached.once(_groupings, rows, unit)


def longest_first(rows: Rows, unit: str) -> pd.DataFrame:
    """Those that have a length in the unit, from the longest to the shortest."""
    return rows.known(unit).sort_values(unit, ascending=False, ignore_index=True)


def over_budget(rows: Rows, measure: Measure) -> pd.DataFrame:
    """Those that exceed the budget, and by how much."""
    return cached.once(_over, rows, measure)


def unusual(rows: Rows, by: str, unit: str) -> pd.DataFrame:
    """Those that are unusually long or short in their group."""
    return cached.once(_outliers, rows, by, unit)


def by_group(rows: Rows, by: str, unit: str) -> pd.DataFrame:
    """Median, mean, shortest, longest and total of each group."""
    return cached.once(_summary, rows, by, unit)


def savings(rows: Rows, measure: Measure) -> pd.DataFrame:
    """What would be left without copies, and without what Clean up cuts."""
    return cached.once(_effect, rows, measure)


def _groupings(rows: Rows, unit: str) -> list[str]:
    frame = rows.known(unit)
    shared = 1 < frame["source"].nunique() < len(frame)
    roles = frame["role"].nunique() > 1
    return ["topic", *(["role"] if roles else []), *(["source"] if shared else [])]


def _over(rows: Rows, measure: Measure) -> pd.DataFrame:
    return budget.over(rows.frame, measure.unit, measure.budget)


def _outliers(rows: Rows, by: str, unit: str) -> pd.DataFrame:
    return lengths.outliers(rows.known(unit), by, unit)


def _summary(rows: Rows, by: str, unit: str) -> pd.DataFrame:
    return lengths.summary(rows.known(unit), by, unit)


def _effect(rows: Rows, measure: Measure) -> pd.DataFrame:
    return budget.effect(_steps(rows, measure.unit), measure.budget)


def _steps(asked: Rows, unit: str) -> dict[str, pd.Series]:
    """The sizes of the prompts, or of the transcripts, as copies go, or what Clean up cuts."""
    corpus, before = asked.corpus, asked.sizes
    cut = cleaning_rule.cut_by_default(corpus)
    after = cached.sizes_without(corpus, cut, boilerplate.FIRST, asked.tokenizer)
    rows = corpus.transcripts
    if asked.subjects == "prompts":
        return {
            "As it is": budget.prompts(rows, before)[unit],
            "A text twice in one prompt kept once": budget.prompts(rows, before, copies=False)[
                unit
            ],
            WITHOUT_REPEATS: budget.prompts(rows, after)[unit],
            "Both": budget.prompts(rows, after, copies=False)[unit],
        }
    present = rows["text_id"].dropna()
    once = present.drop_duplicates()
    return {
        "As it is, all appearances": present.map(before[unit]),
        "Each text once": once.map(before[unit]),
        WITHOUT_REPEATS: present.map(after[unit]),
        "Both": once.map(after[unit]),
    }


def units(corpus: Corpus) -> dict[str, str]:
    """The units in which some transcript has a length: the column, by what a person calls it."""
    known = cached.timing(corpus).notna().any()
    return COLUMNS | {unit: column for unit, column in TIMES.items() if known[column]}


class _Lengths:
    """What the address asks to be measured."""

    def __init__(self, asked: Asked) -> None:
        corpus = asked.corpus
        offered = units(corpus)
        self.unit = offered[asked.one_of(url_params.UNIT, list(offered))]
        subjects = asked.get(url_params.OF)
        if self.unit in TIMES.values() or corpus.transcripts["prompt"].isna().all():
            subjects = "transcripts"
        tokenizer = tokenizer_asked(asked) if self.unit == "tokens" else None
        distinct = subjects == "transcripts" and asked.get(url_params.DISTINCT)
        self.rows = Rows(corpus, asked.selection.whole, subjects, distinct, tokenizer)
        self.asked = asked

    @property
    def by(self) -> str:
        """What they are grouped by."""
        return self.asked.one_of(url_params.BY, groupings(self.rows, self.unit))

    @property
    def measure(self) -> Measure:
        """The unit, and the budget that is in it: none is in minutes."""
        if self.unit in TIMES.values():
            self.asked.one_of(url_params.UNIT, list(COLUMNS))
        name = self.asked.get(url_params.BUDGET)
        return Measure(self.rows.subjects, self.unit, budget.BUDGETS[name], name)


def _longest_first(asked: Asked) -> pd.DataFrame:
    of = _Lengths(asked)
    return longest_first(of.rows, of.unit)


def _over_budget(asked: Asked) -> pd.DataFrame:
    of = _Lengths(asked)
    return over_budget(of.rows, of.measure)


def _unusual(asked: Asked) -> pd.DataFrame:
    of = _Lengths(asked)
    return unusual(of.rows, of.by, of.unit)


def _by_group(asked: Asked) -> pd.DataFrame:
    of = _Lengths(asked)
    return by_group(of.rows, of.by, of.unit).rename(columns={of.by: "group"})


def _savings(asked: Asked) -> pd.DataFrame:
    of = _Lengths(asked)
    return savings(of.rows, of.measure)


_PARAMS: Takes = {
    url_params.OF: SUBJECTS,
    url_params.UNIT: (*COLUMNS, *TIMES),
    url_params.TOKENIZER: ANY,
    url_params.DISTINCT: ANY,
}
_BUDGET: Takes = {url_params.BUDGET: tuple(budget.BUDGETS)}
_BY: Takes = {url_params.BY: ("topic", "role", "source")}
_LENGTHS = named(
    *("name", "transcript_id", "text_id", "source", "prompt", "topic", "role"),
    *("texts", "missing", "tokens", "words", "chars", "minutes", "words_per_minute", "silence"),
    texts=Column("integer", "texts of the prompt"),
    missing=Column("integer", "labels of the prompt without a text"),
)

LENGTHS = Table(
    "lengths",
    Page.LENGTHS,
    "Every prompt or transcript with its lengths, from the longest to the shortest.",
    _LENGTHS,
    _longest_first,
    _PARAMS,
)
BY_GROUP = Table(
    "lengths-by-group",
    Page.LENGTHS,
    "Median, mean, shortest, longest and total length of each topic, role or source.",
    named(
        *("group", "transcripts", "shortest", "median", "mean", "longest", "total"),
        group=Column("string", "the topic, the role or the source"),
        transcripts=Column("integer", "how many prompts or transcripts"),
    ),
    _by_group,
    _PARAMS | _BY,
)
OVER_BUDGET = Table(
    "over-budget",
    Page.LENGTHS,
    "The prompts or transcripts that exceed the budget, by most first.",
    named(*_LENGTHS, "over", share=Column("number", "over / budget")),
    _over_budget,
    _PARAMS | _BUDGET,
)
UNUSUAL = Table(
    "unusual-lengths",
    Page.LENGTHS,
    "Those that are unusually long or short in their group (Tukey's fences, on a log scale).",
    named(*_LENGTHS, "outlier", "fence", "times"),
    _unusual,
    _PARAMS | _BY,
)
SAVINGS = Table(
    "savings",
    Page.LENGTHS,
    "What removing copies, and what Clean up cuts, would do to the lengths.",
    named(
        *("step", "count", "total", "longest", "over", "saved"),
        count=Column("integer", "how many prompts or transcripts"),
        over=Column("integer", "how many exceed the budget"),
    ),
    _savings,
    _PARAMS | _BUDGET,
)
