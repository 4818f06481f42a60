"""`refrain check PATH`: a gate for someone's CI. It passes (exit code 0) or fails (1)."""

from __future__ import annotations

from pathlib import Path

import click

from refrain import audit
from refrain.audit import export, gate
from refrain.cli import indexing, output
from refrain.cli.limits import Limits, limit_options
from refrain.cli.loading import load
from refrain.cli.options import FILE, PATHS, load_options
from refrain.loader.asked import asked_for
from refrain.loader.options import LoadOptions


@click.command()
@PATHS
@load_options
@click.option(
    "--fail-on",
    default="error",
    show_default=True,
    metavar="KIND,…",
    help="What fails: kinds of findings, or a severity (error, warning, note) with those graver "
    "than it, or none.",
)
@limit_options
@click.option(
    "--format",
    "form",
    type=click.Choice(list(export.FORMATS)),
    default="text",
    show_default=True,
    help="How to print the findings.",
)
@click.option("--out", type=FILE, help="Write them there.")
def check(
    paths: tuple[Path, ...],
    *,
    options: LoadOptions,
    fail_on: str,
    limits: Limits,
    form: str,
    out: Path | None,
) -> int:
    """Say what is wrong with PATH; exit with 1 where it fails, 2 where it can't be checked."""
    kinds = gate.kinds_for(name.strip() for name in fail_on.split(","))
    corpus = load(paths, options)
    shared = list(limits.shared(corpus, options))
    index = indexing.index(corpus)
    share = 0.0
    if limits.max_repeated is not None:
        share = index.savings(limits.repeats)["repeated_share"]
    findings = audit.in_order([audit.findings(corpus, index), *shared])
    findings = gate.with_too_repetitive(findings, share, limits.max_repeated)
    findings = gate.with_no_transcripts(findings, corpus)
    verdict = gate.Verdict(findings, kinds | limits.kinds)
    written = export.FORMATS[form](verdict, corpus, asked_for(paths).place)
    if out is None:
        output.show(written)
    else:
        output.write(written.encode("utf-8"), out)
        output.say(export.summary(verdict))
    return 1 if verdict.failing else 0
