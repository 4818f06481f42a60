"""The tokenizer picker, and how big texts are in its tokens."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import cached, errors, handing_over, tokenizers, url_params
from dashboard.components import markdown
from refrain.corpus import Corpus
from refrain.errors import TokenizerError
from refrain.tokens import Tokenizer

FULL_NAMES = {"o200k": "o200k (GPT-4o and later)", "cl100k": "cl100k (GPT-4, GPT-3.5)"}


def choose_tokenizer() -> Tokenizer | None:
    """The tokenizer that the picker or the address names.

    None where it cannot be used, after a message that says why.
    """
    uploaded = handing_over.of_visitor(tokenizers.UPLOADS, url_params.TOKENIZER)
    names = list(dict.fromkeys([*tokenizers.offered(), *uploaded]))
    asked = url_params.TOKENIZER.get()
    if asked not in names:
        st.warning(
            f"{handing_over.why_missing(asked)}; counting with {markdown.literal(names[0])}."
        )
    handing_over.pick_new(url_params.TOKENIZER)
    if st.session_state.get(url_params.TOKENIZER.name) not in names:
        st.session_state.pop(url_params.TOKENIZER.name, None)
    name = st.selectbox(
        "Tokenizer",
        names,
        **url_params.TOKENIZER.bound(),
        format_func=lambda option: FULL_NAMES.get(option, option),
        width=300,
    )
    with st.popover("Another tokenizer", icon=":material/upload_file:"):
        handing_over.offer(
            tokenizers.UPLOADS,
            url_params.TOKENIZER,
            "The model's `tokenizer.json`",
            ["json"],
            "As models on the Hugging Face Hub have it.",
        )
        handing_over.explain(tokenizers.UPLOADS, name)
    try:
        return tokenizers.load(name)
    except TokenizerError as error:
        st.error(f"{markdown.literal(errors.said(error))} Counting words.", icon=":material/error:")
        return None


def sizes(corpus: Corpus, whole: Corpus, tokenizer: Tokenizer | None) -> pd.DataFrame:
    """The words, chars and (with a tokenizer) tokens of each distinct text, by text_id, of what
    filters leave of a whole corpus."""
    texts = corpus.texts.set_index("text_id")
    frame = texts[["words", "chars"]]
    if tokenizer is None:
        return frame
    # Counted once for the whole corpus: a filter then changes nothing that takes time.
    return frame.assign(tokens=cached.tokens(whole, tokenizer).reindex(frame.index))
