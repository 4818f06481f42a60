"""Headings, and text from a dataset that stands in Markdown as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

# A colon starts directives and emoji even when escaped, and `www.` and `@` links; a word joiner,
# unseen, stops them.
_STARTS_ESCAPED_TOO = re.compile(r":|@|www(?=\\?\.)", re.IGNORECASE)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!$<>|~&^=])")


def heading(title: str, question: str) -> None:
    """The page's title, and the question that it answers."""
    st.title(title, anchor=False)
    st.markdown(f":gray[{question}]")


def literal(text: str) -> str:
    """Text from a dataset, to stand in Markdown as it is: no markup, links, maths or emoji."""
    return _STARTS_ESCAPED_TOO.sub("\\g<0>\u2060", _MARKDOWN.sub(r"\\\1", text))


def first_names(names: Sequence[str], most: int, emphasis: str = "") -> str:
    """The first names of a dataset, between marks of emphasis, and how many more there are."""
    shown = ", ".join(literal(name) for name in names[:most])
    rest = len(names) - most
    return f"{emphasis}{shown}{emphasis}{f' and {rest:,} more' if rest > 0 else ''}"


def one_line(text: str) -> str:
    """Text with each stretch of white space as one space."""
    return " ".join(text.split())
