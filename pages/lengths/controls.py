"""The controls of the page about lengths."""

from __future__ import annotations

import streamlit as st

from dashboard import url_params
from dashboard.url_params import Param
from refrain import budget


def budget_slider(unit_name: str) -> tuple[int, str]:
    """The budget, and what it is called."""
    name = st.select_slider(
        f"Budget, in {unit_name}",
        list(budget.BUDGETS),
        value=url_params.BUDGET.default,
        help="What has to fit: the context window of a model, less what its answer needs. "
        "4k is 4,000, 1M is 1,000,000.",
        **url_params.BUDGET.bound(),
    )
    return budget.BUDGETS[name], name


def choice(label: str, options: list[str], param: Param[str]) -> str:
    """One of the options, as the address says."""
    return st.segmented_control(
        label, options, default=param.default, required=True, **param.bound()
    )
