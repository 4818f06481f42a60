"""The rule by which Clean up cuts, and what it leaves: one rule for all pages that speak of it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import cached, url_params
from dashboard.url_params import Params
from refrain import boilerplate
from refrain.corpus import Corpus
from refrain.fragments import DEFAULT, Kinds

IN_URL = 60
"""So many marked fragments fit an address."""
TOP = 500
"""So many fragments, those that save most, are looked at."""
RULES = {
    "no rule": 0,
    "all": 1,
    "in 2 transcripts or more": 2,
    "in 3 or more": 3,
    "in 5 or more": 5,
    "in 10 or more": 10,
}
KEEPS = {"its first place": boilerplate.FIRST, "nothing": boilerplate.NONE}
DEFAULT_RULE = url_params.CARRIERS.default
"""What Clean up begins with, at `MIN_WORDS` words, keeping the first place."""


def ruled(fragments: pd.DataFrame, kinds: Kinds, carriers: int) -> pd.DataFrame:
    """The fragments that a rule cuts; none where `carriers` is 0."""
    return boilerplate.chosen(fragments, kinds, carriers) if carriers else fragments.head(0)


def marked(name: str) -> list[str]:
    """The fragments marked singly in this session, in the corpus of that name."""
    return st.session_state.get(f"cut-{name}", [])


def mark(name: str, fragments: list[str]) -> Params:
    """Make these the marked fragments; returns the parameter of an address that says so."""
    st.session_state[f"cut-{name}"] = fragments
    return {url_params.CUT: tuple(fragments)} if 0 < len(fragments) <= IN_URL else {}


def default_rule_params() -> Params:
    """The address of Clean up as it is opened."""
    params = (url_params.CARRIERS, url_params.KEEP, url_params.MIN_WORDS)
    return {param: param.default for param in params}


def usual(corpus: Corpus) -> tuple[str, ...]:
    """The fragments that Clean up cuts as it is opened, keeping the first place of each."""
    fragments = cached.fragments(corpus, DEFAULT, TOP)
    return tuple(ruled(fragments, None, RULES[DEFAULT_RULE])["fragment"])


def looked_at(corpus: Corpus) -> str:
    """Which fragments the usual rule looks at, where it does not look at all."""
    total = cached.fragments(corpus, DEFAULT, TOP).attrs["total"]
    return f" (of {total:,}, the {TOP:,} that save most are looked at)" if total > TOP else ""
