"""Long work in a thread of its own, with its progress on the page of whoever waits for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx

from dashboard import garbage
from refrain.corpus import Corpus
from refrain.fragments import FragmentIndex, opened_or_built
from refrain.stored_folder import named_folder

MOMENT = 0.3
"""Seconds that a build may take before it is shown how far it is."""


class Building:
    """An index that is being built: whoever asks for it meanwhile waits for the same build."""

    def __init__(self, corpus: Corpus) -> None:
        """Begin."""
        self._stage_and_share = ("", 0.0)
        pool = ThreadPoolExecutor(1)
        self._built = pool.submit(
            opened_or_built, corpus.transcripts, named_folder(), self._progress
        )
        self._built.add_done_callback(lambda _: garbage.settle())
        pool.shutdown(wait=False)

    def result(self) -> FragmentIndex:
        """The index, once it is built; what takes longer than a moment shows how far it is.

        Raises what the build raised.
        """
        context = get_script_run_ctx(suppress_warning=True)
        wait([self._built], MOMENT)
        if context and not self._built.done():
            place = st.empty()
            # In a thread of its own: what is drawn in this one would be drawn again with each
            # answer from the cache.
            with ThreadPoolExecutor(1, initializer=lambda: add_script_run_ctx(ctx=context)) as pool:
                pool.submit(self._show_progress, place).result()
            place.empty()
        return self._built.result()

    def _progress(self, stage: str, share: float) -> None:
        self._stage_and_share = (stage, share)

    def _show_progress(self, place: DeltaGenerator) -> None:
        while not self._built.done():
            stage, share = self._stage_and_share
            place.progress(share, f"Looking for repeats: {stage}…")
            wait([self._built], MOMENT / 2)
