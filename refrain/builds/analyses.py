"""The tables of analyses that a build has, and what makes each."""

from __future__ import annotations

from collections.abc import Callable

from refrain.builds.draft import Draft
from refrain.builds.finding_tables import write_findings
from refrain.builds.keyness_tables import write_keyness
from refrain.builds.length_tables import write_lengths
from refrain.builds.repeat_tables import write_repeats

WRITERS: dict[str, Callable[[Draft], list[str]]] = {
    "measuring transcripts": write_lengths,
    "listing repeats": write_repeats,
    "counting words": write_keyness,
    "looking for findings": write_findings,
}
"""By what a person is told meanwhile, what writes one table or some, in order; it returns what was
left out, in sentences for people."""
