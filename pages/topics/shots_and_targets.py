"""Which shots go with which target, and where the two are about the same topic."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard import cached, table_links
from dashboard.components import charts, markdown
from dashboard.tables import topics as topic_tables
from refrain import wording
from refrain.corpus import Corpus
from refrain.figures import topics as figures

TOPICS_PER_SIDE = 60
LEAKS_NAMED = 10


def show(corpus: Corpus) -> None:
    """Shots × targets, by the dataset's own labels: a leak is a matter of labels."""
    pairs: pd.DataFrame = cached.once(topic_tables.pairings, corpus)
    if pairs.empty:
        return
    leaks = pairs[pairs["leak"]]
    figure, cut = cached.once(_figure, corpus)
    note = f"The number of prompts that pair a shot with a target.{cut}"
    if len(leaks):
        names = markdown.first_names(list(leaks["target"]), LEAKS_NAMED)
        note += (
            f" **{wording.plural(len(leaks), 'pair')} marked as a leak** ({names}): the "
            "prompt has an example on the very topic that it asks for. The overview leads to each."
        )
    charts.picture("Which shots go with which target", figure, key="pairings", note=note)
    table_links.link(topic_tables.PAIRINGS, label=table_links.OF_PICTURE)


def _figure(corpus: Corpus) -> tuple[go.Figure, str]:
    shown, cut = _most_used(topic_tables.pairings(corpus))
    return figures.pairings(shown), cut


def _most_used(pairs: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The pairs of the most used targets and shots, leaks first, and a note on the rest."""
    cut = ""
    for side in ("target", "shot"):
        uses = pairs.groupby(side)[["leak", "prompts"]].agg({"leak": "max", "prompts": "sum"})
        uses = uses.sort_values(["leak", "prompts"], ascending=False, kind="stable")
        if len(uses) > TOPICS_PER_SIDE:
            pairs = pairs[pairs[side].isin(uses.index[:TOPICS_PER_SIDE])]
            cut += (
                f" Showing {TOPICS_PER_SIDE} of {len(uses):,} {side} topics, leaks and the most "
                "used first."
            )
    return pairs, cut
