"""A word cloud whose words are buttons: for the mouse, and for the keyboard."""

from __future__ import annotations

import streamlit as st

from dashboard.components.assets import asset

_component = st.components.v2.component(
    "refrain_cloud",
    html='<div class="cloud"></div>',
    css=asset("word_cloud.css"),
    js=asset("word_cloud.js"),
)


def clickable(svg: str, *, key: str, label: str, chosen: str = "") -> str | None:
    """Show a cloud (as `figures.clouds.Cloud.clickable` makes it); the word that was just clicked.

    `chosen` has the colour of text; `label` says what the cloud is of, to who listens.
    """
    result = _component(
        key=key,
        data={"svg": svg, "label": label, "chosen": chosen},
        on_word_change=lambda: None,
    )
    return result.get("word")
