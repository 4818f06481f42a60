"""The tables of the page that cleans up: what would be cut, and what would remain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from dashboard import cached, cleaning_rule, url_params
from dashboard.page import Page
from dashboard.tables.asked import Asked
from dashboard.tables.columns import Column, named
from dashboard.tables.fragments import FRAGMENT, REPEATS
from dashboard.tables.table import ANY, Table, Takes
from dashboard.tables.texts import TRANSCRIPTS
from refrain import boilerplate
from refrain.boilerplate import Keep
from refrain.corpus import Corpus
from refrain.fragments import FragmentEngine, Kinds, RepeatQuery
from refrain.fragments.names import FragmentName
from refrain.fragments.query import EXACT
from refrain.partial_table import PartialTable


class Rule(NamedTuple):
    """Which fragments are cut: so long, so alike, of these kinds, in so many transcripts; and what
    stays."""

    min_words: int
    similarity: float
    kinds: Kinds
    carriers: int
    keep: Keep


def candidates(corpus: Corpus, rule: Rule) -> PartialTable:
    """The fragments that the rule looks at; `rule` is whether it cuts each."""
    query = RepeatQuery(rule.min_words, similarity=rule.similarity)
    rows, total = cached.fragments(corpus, query, cleaning_rule.CANDIDATES)
    by_rule = cleaning_rule.cut_by_rule(rows, rule.kinds, rule.carriers)["fragment"]
    return PartialTable(rows.assign(rule=rows["fragment"].isin(by_rule)), total)


def those_there(corpus: Corpus, fragments: Iterable[str]) -> list[str]:
    """Those of the fragments that the corpus has."""
    engine = cached.index(corpus)
    return [fragment for fragment in fragments if engine.has(fragment)]


def to_cut(candidates: pd.DataFrame, ticked: Iterable[str]) -> tuple[str, ...]:
    """The fragments that the rule cuts, and those that are ticked besides."""
    by_rule = candidates.loc[candidates["rule"], "fragment"]
    return tuple(dict.fromkeys([*by_rule, *ticked]))


def by_text(corpus: Corpus, cuts: pd.DataFrame) -> pd.DataFrame:
    """A row per text with cuts: how many words go, in how many cuts, and their share in percent."""
    texts = corpus.texts.set_index("text_id", drop=False)
    sums = cuts.groupby("text_id", sort=False).agg(cut=("words", "sum"), cuts=("words", "size"))
    frame = sums.join(texts[["name", "topic", "transcript_id", "words", "text_id"]])
    frame["share"] = 100 * frame["cut"] / frame["words"].clip(lower=1)
    return frame.sort_values("cut", ascending=False, kind="stable").reset_index(drop=True)


def similarity_of_cut(engine: FragmentEngine, cut: Any) -> float:
    """The share of words in which what is cut agrees with the passages that name its fragments, for
    a row of cuts; the smallest where it is more than one place."""
    lowest = EXACT
    for fragment in cut.fragment.split():
        name = FragmentName.read(fragment)
        if name is not None and name.similarity < EXACT:
            places = engine.places(fragment).rows
            here = places["text_id"] == cut.text_id
            here &= (places["start"] < cut.end) & (places["end"] > cut.start)
            lowest = min([lowest, *places.loc[here, "similarity"]])
    return lowest


def _rule(asked: Asked) -> Rule:
    carriers, keep = asked.get(url_params.CARRIERS), asked.get(url_params.KEEP)
    return Rule(
        asked.min_words(),
        asked.similarity(),
        asked.kinds(),
        cleaning_rule.RULES[carriers],
        cleaning_rule.KEEPS[keep],
    )


def _cuts(asked: Asked) -> pd.DataFrame:
    rule = _rule(asked)
    cut: tuple[str, ...] = asked.get(url_params.CUT)
    ticked = those_there(asked.corpus, cut)
    fragments = to_cut(candidates(asked.corpus, rule).rows, ticked)
    return cached.cuts(asked.corpus, fragments, rule.keep)


_RULE: Takes = {
    **REPEATS,
    url_params.CARRIERS: tuple(cleaning_rule.RULES),
    url_params.KEEP: tuple(cleaning_rule.KEEPS),
    url_params.CUT: ANY,
}
CANDIDATES = Table(
    "cut-candidates",
    Page.CLEAN,
    f"The {cleaning_rule.CANDIDATES} fragments whose removal saves most, and whether the rule cuts "
    "them.",
    named(
        "rule",
        **{name: FRAGMENT[name] for name in FRAGMENT if name not in ("seconds", "recording")},
    ),
    lambda asked: candidates(asked.corpus, _rule(asked)),
    _RULE,
)
BY_TEXT = Table(
    "cut-texts",
    Page.CLEAN,
    "How much of each text would go, most words first; texts without a cut are left out.",
    named(
        *("text_id", "name", "topic", "transcript_id", "words", "cut", "cuts"),
        share=Column("number", "the share of its words that go, in percent"),
    ),
    lambda asked: by_text(asked.corpus, _cuts(asked)),
    _RULE,
)
CUTS = Table(
    "cuts",
    Page.CLEAN,
    "What would be cut from where, a row per transcript and cut: `refrain restore` takes it.",
    named(
        *("transcript_id", "source", "line", "text_id", "start", "end", "words", "fragment"),
        *("text", "joint"),
        fragment=Column("string", "the ids of the fragments behind it"),
        text=Column("string", "what is cut, verbatim"),
    ),
    lambda asked: boilerplate.record(asked.corpus.transcripts, _cuts(asked)),
    _RULE,
    is_dataset=True,
)
CLEANED = Table(
    "cleaned-transcripts",
    Page.CLEAN,
    "The transcripts without what would be cut, as Clean up hands them over.",
    TRANSCRIPTS.columns,
    lambda asked: boilerplate.clean(asked.selection.exported, _cuts(asked)),
    _RULE,
    is_dataset=True,
)
