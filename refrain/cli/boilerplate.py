"""`refrain boilerplate learn PATH`: a channel's intros, outros and phrases, for `refrain clean`."""

from __future__ import annotations

from pathlib import Path

import click

from refrain import templates
from refrain.cli import indexing, output
from refrain.cli.loading import load
from refrain.cli.options import FILE, PATHS, load_options, similarity_option
from refrain.fragments.query import NEAR_WORDS
from refrain.loader.options import LoadOptions
from refrain.wording import plural


@click.group()
def boilerplate() -> None:
    """What a channel says in every episode, as a file that cleans the episodes that follow."""


@boilerplate.command()
@PATHS
@load_options
@click.option("--out", required=True, type=FILE, help="The file to write: JSON, to be read too.")
@click.option(
    "--min-words",
    default=NEAR_WORDS,
    show_default=True,
    type=click.IntRange(NEAR_WORDS),
    help="The shortest passage that is learned.",
)
@click.option(
    "--min-transcripts",
    default=templates.MIN_TRANSCRIPTS,
    show_default=True,
    type=click.IntRange(2),
    help="Only what so many distinct texts have.",
)
@similarity_option(
    "The share of words in which the places of a passage agree at least, 0.6 (60%) to 1. The file "
    "has it for each passage, and `refrain clean --boilerplate` asks for as much.",
    default=templates.SIMILARITY,
    show_default=True,
)
def learn(
    paths: tuple[Path, ...],
    *,
    options: LoadOptions,
    out: Path,
    min_words: int,
    min_transcripts: int,
    similarity: float,
) -> None:
    """Write what the transcripts of PATH, a channel's, have in common; near matches count.

    Read the file before you use it: take out what is no boilerplate. `refrain clean --boilerplate`
    cuts its passages from other files. What only versions of one episode share is not learned.
    """
    corpus = load(paths, options)
    index = indexing.index(corpus)
    found = templates.learn(
        index, min_words=min_words, min_transcripts=min_transcripts, similarity=similarity
    )
    output.write(templates.written(found, corpus.name).encode("utf-8"), out)
    output.say(
        f"{plural(len(found), 'passage')} that {min_transcripts} of {len(corpus.texts):,} distinct "
        f"texts or more have, written to {out}."
    )
