"""`refrain clean PATH` cuts what repeats out of a dataset; `refrain restore` puts it back."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click
from click.core import ParameterSource

from refrain import boilerplate, tables, templates
from refrain.cli import indexing, output
from refrain.cli.loading import load
from refrain.cli.options import FILE, PATHS, SIMILARITY, TABLE_HELP, load_options
from refrain.fragments import FLOOR, KINDS, MIN_WORDS, RepeatQuery
from refrain.loader.options import LoadOptions
from refrain.schemas import TRANSCRIPT_TYPES


@click.command()
@PATHS
@load_options
@click.option("--out", required=True, type=FILE, help=f"The cleaned transcripts. {TABLE_HELP}")
@click.option("--cuts", type=FILE, help="What was cut from where, for `refrain restore`.")
@click.option(
    "--min-words",
    default=MIN_WORDS,
    show_default=True,
    type=click.IntRange(FLOOR),
    help="The shortest word sequence that is cut.",
)
@SIMILARITY
@click.option(
    "--min-transcripts",
    default=2,
    show_default=True,
    type=click.IntRange(1),
    help="Only what so many distinct texts have; 1: what one text repeats, too.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    help="Only fragments of this kind; may be given more than once.",
)
@click.option(
    "--top",
    type=click.IntRange(1),
    help="Only the fragments that save most; the page looks at 500.",
)
@click.option(
    "--keep",
    default=boilerplate.FIRST,
    show_default=True,
    type=click.Choice(boilerplate.KEEP),
    help="What stays of a fragment: the place where it was first seen, or nothing.",
)
@click.option(
    "--boilerplate",
    "template",
    type=FILE,
    help="Cut the passages of this file of `refrain boilerplate learn`, wherever they stand, and "
    "nothing else; no other rule goes with it.",
)
@click.pass_context
def clean(  # noqa: PLR0913 - one for each option
    context: click.Context,
    paths: tuple[Path, ...],
    out: Path,
    cuts: Path | None,
    *,
    options: LoadOptions,
    min_words: int,
    similarity: float,
    top: int | None,
    min_transcripts: int,
    kinds: tuple[str, ...],
    keep: Literal["first", "none"],
    template: Path | None,
) -> None:
    """Write the transcripts of PATH without what they repeat; PATH itself is not changed."""
    tables.check(out, cuts)
    passages = _passages(context, template) if template else []
    corpus = load(paths, options)
    index = indexing.index(corpus)
    if template:
        to_cut = boilerplate.cuts_of(index, templates.found(index.texts, passages))
    else:
        fragments = index.fragments(RepeatQuery(min_words, similarity=similarity), top).rows
        chosen = boilerplate.chosen(fragments, kinds or None, min_transcripts)
        to_cut = boilerplate.cuts(index, chosen["fragment"], keep)
    transcripts = corpus.as_written.transcripts
    tables.write(boilerplate.clean(transcripts, to_cut), out)
    if cuts:
        tables.write(boilerplate.record(transcripts, to_cut), cuts)
    words, total = to_cut["words"].sum(), index.word_counts.sum()
    texts = to_cut["text_id"].nunique()
    output.say(
        f"{words:,} of {total:,} words of distinct text cut, at {len(to_cut):,} places in "
        f"{texts:,} texts; {len(transcripts):,} rows written to {out}."
    )
    if message := boilerplate.emptied_message(transcripts, to_cut):
        output.say(message)


def _passages(context: click.Context, template: Path) -> list[templates.Passage]:
    """What the file has. Raises UsageError where a rule was given besides."""
    for name in ("min_words", "similarity", "min_transcripts", "kinds", "top", "keep"):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            option = "--" + name.replace("_", "-").replace("kinds", "kind")
            raise click.UsageError(f"{option} is a rule of its own: leave it out or --boilerplate.")
    return templates.read(template)


@click.command()
@click.argument("cleaned", type=FILE)
@click.argument("cuts", type=FILE)
@click.option("--out", required=True, type=FILE, help=TABLE_HELP)
def restore(cleaned: Path, cuts: Path, out: Path) -> None:
    """Put back what was cut: CLEANED and CUTS are the files of `refrain clean` or of Clean up."""
    tables.check(out)
    frame = tables.read(cleaned, TRANSCRIPT_TYPES)
    record = tables.read(cuts, boilerplate.RECORD)
    # A text of which nothing was left is empty, one that never was there has no id either.
    there = frame["text_id"].notna()
    text = frame["text"].astype("object").fillna("").where(there, None)
    whole = boilerplate.restore(frame.assign(text=text), record.fillna({"text": "", "joint": ""}))
    tables.write(whole, out)
    output.say(f"{len(record):,} cuts put back; {len(whole):,} rows written to {out}.")
