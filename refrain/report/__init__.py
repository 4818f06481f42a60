"""A report to send: one HTML file with the findings, the pictures and the tables.

It holds everything it shows, Plotly among it, so it opens without a network, in light or dark as
the reader's machine has it. It sits above the figures, as a page does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from refrain.extras import needed

with needed("report"):
    import plotly.graph_objects as go
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from plotly.offline import get_plotlyjs

from refrain import audit, keywords, lengths, speakers, topics
from refrain.audit import FINDING_KINDS
from refrain.corpus import Corpus
from refrain.figures import fragments as fragment_figures
from refrain.figures import lengths as length_figures
from refrain.figures import topics as topic_figures
from refrain.figures.colours import topic_colours
from refrain.fragments import MIN_WORDS, FragmentIndex
from refrain.keywords import stopwords
from refrain.summary import prompts
from refrain.topics import topic_of

TEAL = "#2A8C86"
"""Of bars that stand for no topic; it stands out from the page, light or dark."""
FINDINGS, ROWS, FRAGMENTS, TOPICS, WORDS, TRANSCRIPTS = 50, 60, 50, 40, 10, 2_000
"""What is shown of each at most; the report says so where it cuts."""


@dataclass(frozen=True)
class Picture:
    """A figure, as the report draws it."""

    name: str
    title: str
    note: str
    figure: go.Figure

    @property
    def height(self) -> int:
        """Its height in pixels."""
        return int(self.figure.layout.height)


@dataclass(frozen=True)
class Table:
    """A table: headers (with whether they head numbers), rows of text, and what was cut."""

    title: str
    note: str
    headers: list[tuple[str, bool]]
    rows: list[list[str]]


def html(
    corpus: Corpus, index: FragmentIndex | None = None, findings: pd.DataFrame | None = None
) -> str:
    """The report on a corpus. `index` and `findings` are computed where they are not at hand."""
    index = index or FragmentIndex.build(corpus.transcripts)
    findings = audit.findings(corpus, index) if findings is None else findings
    pictures = list(_pictures(corpus, index))
    environment = Environment(
        loader=PackageLoader("refrain.report", "."), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("report.html").render(
        name=corpus.name,
        facts=_facts(corpus),
        kinds=list(_kinds(findings)),
        counts={s: int((findings["severity"] == s).sum()) for s in audit.SEVERITIES},
        repeated=_repeated(index),
        pictures=pictures,
        tables=list(_tables(corpus, index)),
        figures=_script_safe(_as_json(pictures)),
        plotly=get_plotlyjs(),
    )


def _as_json(pictures: list[Picture]) -> str:
    """The figures by name, without the default theme that Plotly puts into each."""
    told = {}
    for picture in pictures:
        figure = json.loads(picture.figure.to_json())
        figure["layout"].pop("template", None)
        told[picture.name] = figure
    return json.dumps(told, ensure_ascii=False)


def _script_safe(text: str) -> str:
    """JSON that nothing in it can end the script element of."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _facts(corpus: Corpus) -> dict[str, int]:
    rows = corpus.transcripts
    present = int(rows["text_id"].notna().sum())
    facts = {
        "prompts": prompts(rows),
        "transcripts": present,
        "labels without text": len(rows) - present,
        "distinct texts": len(corpus.texts),
        "words": int(rows["words"].sum()),
        "topics": len(corpus.topics),
    }
    return {name: value for name, value in facts.items() if value or name == "transcripts"}


def _kinds(findings: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for kind, rows in findings.groupby("kind", sort=False):
        severity, singular, plural, advice = FINDING_KINDS[str(kind)]
        shown = rows.head(FINDINGS)
        yield {
            "severity": severity,
            "name": singular if len(rows) == 1 else plural,
            "advice": advice,
            "count": len(rows),
            "shown": len(shown),
            "findings": [
                {"message": row.message, "place": _place(row)}
                for row in shown.itertuples(index=False)
            ],
        }


def _place(row: Any) -> str:
    if pd.isna(row.source):
        return ""
    line = "" if pd.isna(row.line) else f", line {row.line:,}"
    at = "" if pd.isna(row.at) or row.at == 0 else f", character {row.at + 1:,} of the text"
    return f"{row.source}{line}{at}"


def _repeated(index: FragmentIndex) -> dict[str, Any]:
    saved = index.savings()
    return {
        "min_words": MIN_WORDS,
        "share": _percent(saved["repeated_share"]),
        "saved": _number(saved["saved"]),
        "saved_share": _percent(saved["saved_share"]),
    }


def _pictures(corpus: Corpus, index: FragmentIndex) -> Iterator[Picture]:
    if not len(corpus.texts):
        return
    colours = topic_colours(corpus.topics)
    yield from _coverage(corpus, index)
    distribution = topics.distribution(corpus.transcripts)
    shown = distribution.head(TOPICS)
    note = _cut(len(shown), len(distribution), "topics, by words")
    yield Picture("topics", "Words by topic", note, topic_figures.words(shown, colours))
    frame = lengths.lengths(corpus.transcripts).assign(everything="all texts")
    look = length_figures.Look("words", of="texts")
    figure = length_figures.histogram(frame, "everything", look, {"all texts": TEAL})
    yield Picture("lengths", "How long the distinct texts are", "", figure)


def _coverage(corpus: Corpus, index: FragmentIndex) -> Iterator[Picture]:
    share = index.shares()["share"]
    without = int((share == 0).sum())
    share = share[share > 0]
    if share.empty:
        return
    rows = share.sort_values(ascending=False, kind="stable").index[:ROWS]
    names = [
        f"{name}  {_percent(share[row])}" for row, name in index.texts["name"].loc[rows].items()
    ]
    figure = fragment_figures.coverage(index.coverage()[rows], names)
    note = (
        "Each row is a distinct text from its start to its end; the stronger the colour, the more "
        f"of that place is repeated, in passages of {MIN_WORDS} words or more. The number is the "
        "share of the whole text. " + _cut(len(rows), len(share), "texts with repeats, by share")
    )
    if without:
        note += f" {without:,} text{'s' * (without != 1)} without a repeat left out."
    yield Picture("coverage", "Where in each transcript the repeats are", note, figure)


def _tables(corpus: Corpus, index: FragmentIndex) -> Iterator[Table]:
    if not len(corpus.texts):
        return
    yield from _fragments(index)
    yield from _keywords(corpus)
    rows = corpus.transcripts
    shown = rows.head(TRANSCRIPTS)
    headers = [("transcript", False), ("role", False), ("topic", False)]
    headers += [("words", True), ("characters", True), ("line", True)]
    told = [
        [row.transcript_id, row.role, topic, *map(_number, (row.words, row.chars, row.line))]
        for row, topic in zip(shown.itertuples(index=False), topic_of(shown), strict=True)
    ]
    note = _cut(len(shown), len(rows), "rows, in file order")
    yield Table("All transcripts", note, headers, told)


def _fragments(index: FragmentIndex) -> Iterator[Table]:
    found = index.fragments(top=FRAGMENTS)
    if found.empty:
        return
    headers = [(name, True) for name in ("words saved", "length, words", "places", "texts")]
    headers.append(("passage", False))
    told = []
    for row in found.itertuples(index=False):
        passage = row.passage[:300] + "…" * (len(row.passage) > 300)
        counts = (row.saved, row.words, row.occurrences, row.transcripts)
        told.append([*map(_number, counts), passage])
    note = _cut(len(found), found.attrs["total"], "fragments, by words saved")
    yield Table("The fragments whose removal saves most", note, headers, told)


def _keywords(corpus: Corpus) -> Iterator[Table]:
    texts = corpus.texts
    spoken = keywords.Counts.of(texts["text"], 1, leave_out=speakers.name_mask(texts["text"]))
    stated = set(corpus.transcripts["language"].dropna())
    common = stopwords.of_languages(stopwords.languages_in(texts, stated))
    found = keywords.keywords(texts, top=WORDS, stop_words=common, counts=spoken)
    if found.empty:
        return
    by_topic = found.groupby("topic", sort=True, observed=True)["word"].agg(", ".join)
    shown = by_topic.head(TOPICS)
    yield Table(
        "Words that set each topic apart",
        _cut(len(shown), len(by_topic), "topics, in alphabetical order"),
        [("topic", False), ("the strongest words", False)],
        [[str(topic), told] for topic, told in shown.items()],
    )


def _cut(shown: int, total: int, what: str) -> str:
    return f"Showing {shown:,} of {total:,} {what}." if shown < total else ""


def _number(value: Any) -> str:
    return f"{int(value):,}"


def _percent(share: float) -> str:
    """A small share keeps a digit, and one above 0 never reads as 0."""
    if 0 < share < 0.001:
        return "under 0.1%"
    return f"{share:.1%}" if 0 < share < 0.01 else f"{share:.0%}"
