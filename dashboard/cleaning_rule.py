"""The rule by which Clean up cuts, for all pages that speak of it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import built, cached, url_params
from dashboard.url_params import Params
from refrain import boilerplate
from refrain.boilerplate import Keep
from refrain.corpus import Corpus
from refrain.fragments import Kinds

MOST_IN_ADDRESS = 60
"""An address has room for so many ticked fragments."""
CANDIDATES = 500
"""A rule looks at so many fragments: those whose removal saves most."""
RULES = {
    "no rule": 0,
    "all": 1,
    "in 2 transcripts or more": 2,
    "in 3 or more": 3,
    "in 5 or more": 5,
    "in 10 or more": 10,
}
KEEPS: dict[str, Keep] = {"its first place": boilerplate.FIRST, "nothing": boilerplate.NONE}
DEFAULT_RULE = url_params.CARRIERS.default
"""What Clean up begins with, at `MIN_WORDS` words, keeping the first place."""


def cut_by_rule(fragments: pd.DataFrame, kinds: Kinds, carriers: int) -> pd.DataFrame:
    """Those of the fragments that a rule cuts: of these kinds, in so many transcripts or more.

    A rule with 0 `carriers` cuts none.
    """
    return boilerplate.chosen(fragments, kinds, carriers) if carriers else fragments.head(0)


def ticked(name: str) -> list[str]:
    """The fragments that were ticked in this session, in the corpus of that name."""
    fragments: list[str] = st.session_state.get(f"cut-{name}", [])
    return fragments


def tick(name: str, fragments: list[str]) -> Params:
    """Make these the ticked fragments; returns the parameter of an address that says so."""
    st.session_state[f"cut-{name}"] = fragments
    return {url_params.CUT: tuple(fragments)} if 0 < len(fragments) <= MOST_IN_ADDRESS else {}


def default_rule_params() -> Params:
    """The address of Clean up as it is opened."""
    params = (
        *(url_params.CARRIERS, url_params.KEEP, url_params.MIN_WORDS),
        url_params.SIMILARITY,
    )
    return {param: param.default for param in params}


def cut_by_default(corpus: Corpus) -> tuple[str, ...]:
    """The fragments that Clean up cuts as it is opened, keeping the first place of each."""
    fragments = cached.fragments(corpus, built.default_query(corpus), CANDIDATES).rows
    return tuple(cut_by_rule(fragments, None, RULES[DEFAULT_RULE])["fragment"])


def candidates_note(corpus: Corpus) -> str:
    """How many fragments the default rule looks at, where that is not all of them."""
    total = cached.fragments(corpus, built.default_query(corpus), CANDIDATES).total
    if total <= CANDIDATES:
        return ""
    return f" (of {total:,}, the {CANDIDATES:,} that save most are looked at)"
