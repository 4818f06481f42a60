"""A report to send: one HTML file with the findings, the pictures and the tables.

It holds everything it shows, Plotly among it, so it opens without a network, in light or dark as
the reader's machine has it. It sits above the figures, as a page does.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from refrain.extras import needed

with needed("report"):
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from plotly.offline import get_plotlyjs

from refrain import audit, recognised, summary
from refrain.audit import gate
from refrain.corpus import Corpus
from refrain.fragments import MIN_WORDS, FragmentEngine, FragmentIndex
from refrain.report.findings import by_kind
from refrain.report.pictures import as_json, draw_pictures
from refrain.report.tables import make_tables
from refrain.wording import copies_note, percent


def html(
    corpus: Corpus, index: FragmentEngine | None = None, findings: pd.DataFrame | None = None
) -> str:
    """The report on a corpus. `index` and `findings` are computed where they are not at hand."""
    index = index or FragmentIndex.build(corpus.transcripts)
    findings = audit.findings(corpus, index) if findings is None else findings
    pictures = list(draw_pictures(corpus, index))
    environment = Environment(
        loader=PackageLoader("refrain.report", "."), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("report.html").render(
        name=corpus.name,
        facts=_facts(corpus),
        recognised=recognised.sentence(recognised.by_format(recognised.sources(corpus))),
        kinds=list(by_kind(findings)),
        counts=gate.by_severity(findings),
        repeated=_repeated(index),
        copies=copies_note(int((corpus.texts["appearances"] - 1).sum())),
        pictures=pictures,
        tables=list(make_tables(corpus, index)),
        figures=as_json(pictures),
        plotly=get_plotlyjs(),
    )


def _facts(corpus: Corpus) -> dict[str, int]:
    """The numbers at the top, by their names; those that are 0 are left out."""
    counts = summary.counts(corpus)
    facts = {
        "prompts": counts.prompts,
        "transcripts": counts.transcripts,
        "labels without text": counts.missing,
        "distinct texts": counts.distinct_texts,
        "words": counts.words,
        "topics": counts.topics,
    }
    return {name: value for name, value in facts.items() if value or name == "transcripts"}


def _repeated(index: FragmentEngine) -> dict[str, Any]:
    savings = index.savings()
    return {
        "any": bool(savings["repeated_share"]),
        "min_words": MIN_WORDS,
        "share": percent(savings["repeated_share"]),
        "saved": f"{int(savings['saved']):,}",
        "saved_share": percent(savings["saved_share"]),
    }
