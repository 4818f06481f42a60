"""The tables of analyses that a build has, and what makes each."""

from __future__ import annotations

from collections.abc import Callable

from refrain.builds.draft import Draft

WRITERS: dict[str, Callable[[Draft], None]] = {}
"""By what a person is told meanwhile, what writes one table or some: in order."""
