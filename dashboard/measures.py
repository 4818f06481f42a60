"""How big texts are, in the unit that a person chose: the tokenizer picker and the sizes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import answers, cleaning, parts, tokenizers
from dashboard.selection import Selection
from refrain import boilerplate, budget
from refrain.corpus import Corpus
from refrain.errors import TokenizerError
from refrain.tokens import Tokenizer

FULL_NAMES = {"o200k": "o200k (GPT-4o and later)", "cl100k": "cl100k (GPT-4, GPT-3.5)"}
CUT = "Repeated passages cut, as Clean up does"


def choose_tokenizer() -> Tokenizer | None:
    """The tokenizer that the URL or the picker names; None (and it was said) where it can't be."""
    names = list(tokenizers.offered())
    mine = st.session_state.setdefault("tokenizers", [])
    asked = st.query_params.get("tokenizer", "")
    if asked not in mine and tokenizers.has_upload(asked):
        mine.append(asked)
    names += [name for name in mine if tokenizers.has_upload(name) and name not in names]
    if asked and asked not in names:
        gone = "no longer on this server" if tokenizers.is_upload(asked) else "not offered here"
        st.warning(
            f"The tokenizer “{parts.literal(asked)}” of this link is {gone}; counting with "
            f"{names[0]}."
        )
    if "pick_tokenizer" in st.session_state:
        st.session_state["tokenizer"] = st.session_state.pop("pick_tokenizer")
    if st.session_state.get("tokenizer") not in names:
        st.session_state.pop("tokenizer", None)
    name = st.selectbox(
        "Tokenizer",
        names,
        key="tokenizer",
        bind="query-params",
        format_func=lambda option: FULL_NAMES.get(option, option),
        width=300,
    )
    _offer_upload()
    try:
        return tokenizers.load(name)
    except TokenizerError as error:
        st.error(f"{parts.literal(str(error))} Counting words.", icon=":material/error:")
        return None


def _offer_upload() -> None:
    with st.popover("Another tokenizer", icon=":material/upload_file:"):
        file = st.file_uploader(
            "The model's `tokenizer.json`",
            type=["json"],
            help="As models on the Hugging Face Hub have it. It stays in this server's memory.",
        )
        if file is None or st.session_state.get("uploaded_tokenizer") == file.file_id:
            return
        try:
            name = tokenizers.upload(file.name, file.getvalue())
        except TokenizerError as error:
            st.error(parts.literal(str(error)), icon=":material/error:")
            return
    st.session_state["uploaded_tokenizer"] = file.file_id
    if name not in st.session_state["tokenizers"]:
        st.session_state["tokenizers"].append(name)
    st.session_state["pick_tokenizer"] = name
    st.rerun()


def sizes(selection: Selection, tokenizer: Tokenizer | None) -> pd.DataFrame:
    """The words, chars and (with a tokenizer) tokens of each distinct text, by text_id."""
    texts = selection.corpus.texts.set_index("text_id")
    frame = texts[["words", "chars"]]
    if tokenizer is None:
        return frame
    # Counted once for the whole corpus: a filter then changes nothing that takes time.
    return frame.assign(tokens=answers.tokens(selection.whole, tokenizer).reindex(frame.index))


def steps(
    corpus: Corpus, of: str, unit: str, tokenizer: Tokenizer | None, before: pd.DataFrame
) -> dict[str, pd.Series]:
    """The sizes of the prompts, or of the transcripts, as copies go, or what Clean up cuts."""
    after = answers.sizes_without(corpus, cleaning.usual(corpus), boilerplate.FIRST, tokenizer)
    rows = corpus.transcripts
    if of == "prompts":
        return {
            "As it is": budget.prompts(rows, before)[unit],
            "A text twice in one prompt kept once": budget.prompts(rows, before, copies=False)[
                unit
            ],
            CUT: budget.prompts(rows, after)[unit],
            "Both": budget.prompts(rows, after, copies=False)[unit],
        }
    present = rows["text_id"].dropna()
    once = present.drop_duplicates()
    return {
        "As it is, all appearances": present.map(before[unit]),
        "Each text once": once.map(before[unit]),
        CUT: present.map(after[unit]),
        "Both": once.map(after[unit]),
    }
