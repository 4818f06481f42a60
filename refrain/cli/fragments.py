"""`refrain fragments PATH`: what repeats, and what keeping it once would save."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pandas as pd
from rich.table import Table

from refrain import tables, wording
from refrain.cli import indexing, output
from refrain.cli.loading import load
from refrain.cli.options import FILE, PATHS, SIMILARITY, TABLE_HELP, load_options
from refrain.cli.output import Terminal
from refrain.corpus import Corpus
from refrain.cues import Clock
from refrain.fragments import FLOOR, MIN_WORDS, RepeatQuery
from refrain.loader.options import LoadOptions
from refrain.partial_table import PartialTable
from refrain.wording import clock_time, copies_note, percent


@click.command()
@PATHS
@load_options
@click.option(
    "--min-words",
    default=MIN_WORDS,
    show_default=True,
    type=click.IntRange(FLOOR),
    help="The shortest word sequence that counts as repeated.",
)
@SIMILARITY
@click.option("--top", type=click.IntRange(1), help="Only the fragments that save most.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.option("--out", type=FILE, help=TABLE_HELP)
def fragments(
    paths: tuple[Path, ...],
    *,
    options: LoadOptions,
    min_words: int,
    similarity: float,
    top: int | None,
    as_json: bool,
    out: Path | None,
) -> None:
    """What PATH repeats: word sequences that occur twice or more, most words saved first.

    The table shows 20 unless --top says otherwise; --json and --out hold all. The
    index is kept for the next time: see refrain cache.
    """
    if out:
        tables.check(out)
    corpus = load(paths, options)
    query = RepeatQuery(min_words, similarity=similarity)
    index = indexing.answering(paths, corpus, query)
    best = _timed(index.fragments(query, top if top or as_json or out else 20), corpus)
    if out:
        tables.write(best.rows, out, for_people=True)
        output.say(f"{len(best.rows):,} fragments written to {out}.")
    elif as_json:
        asked = {"min_words": min_words, "similarity": similarity}
        facts = {**asked, "total": best.total, **index.savings(query)}
        seconds = best.rows["seconds"].astype("object")
        rows = best.rows.assign(seconds=seconds.where(seconds.notna(), None)).to_dict("records")
        answer = {**facts, "fragments": rows}
        output.show(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
    else:
        _print(best, index.savings(query), query)
        copies = int((corpus.texts["appearances"] - 1).sum())
        if copies:
            Terminal().print(copies_note(copies))


def _timed(fragments: PartialTable, corpus: Corpus) -> PartialTable:
    """The fragments, with the second at which each was first said, as far as it is known."""
    rows = fragments.rows
    clock = Clock(corpus.cues, corpus.texts)
    seconds = clock.seconds_in_texts(rows["text_id"], rows["start"])
    return PartialTable(rows.assign(seconds=seconds), fragments.total)


def _print(best: PartialTable, saved: dict[str, float], query: RepeatQuery) -> None:
    console = Terminal()
    length = f"{query.min_words} words or more"
    alike = "" if query.is_exact else f", {wording.alike(query.similarity)} alike or more"
    if best.rows.empty:
        console.print(f"Nothing of {length} occurs twice in the distinct texts{alike}.")
        return
    repeated, gain = (percent(saved[share], 1) for share in ("repeated_share", "saved_share"))
    console.print(
        f"{repeated} of {saved['words']:,} words of distinct text lie in passages of {length} "
        f"that occur more than once{alike}; keeping each once saves "
        f"{saved['saved']:,} words ({gain}).",
    )
    console.print(f"{len(best.rows):,} of {best.total:,} fragments, by words saved:")
    console.print(_table(best.rows, query))


def _table(rows: pd.DataFrame, query: RepeatQuery) -> Table:
    timed, near = bool(rows["seconds"].notna().any()), not query.is_exact
    table = Table()
    for column in ("Saves", "Words", "Places", "Texts", *["Alike"] * near, *["First at"] * timed):
        table.add_column(column, justify="right")
    table.add_column("Kind")
    table.add_column("Passage")
    for row in rows.itertuples(index=False):
        numbers = (row.saved, row.words, row.places, row.transcripts)
        alike = [wording.alike(row.similarity)] * near
        passage = " ".join(row.passage[:200].split())
        first = [clock_time(row.seconds) if pd.notna(row.seconds) else ""] * timed
        cells = (*(f"{number:,}" for number in numbers), *alike, *first, row.kind)
        table.add_row(*cells, passage[:90])
    return table
