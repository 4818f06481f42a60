"""What a visitor has chosen: the corpus and the filters, in the sidebar and in the URL."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from dashboard import (
    built,
    cached,
    column_pickers,
    corpora,
    handing_over,
    repeat_controls,
    suggested_topics,
    upload_fields,
    url_params,
)
from dashboard.components import markdown
from dashboard.opening import Opening, opening
from dashboard.waiting import Pending
from refrain import topic_model
from refrain import topics as topics_of
from refrain.corpus import Corpus
from refrain.figures.colours import topic_colours
from refrain.schemas import ROLES
from refrain.topic_model import Suggestion


@dataclass(frozen=True)
class Selection:
    """The corpus picked, `whole`, and what the filters leave of it, `corpus`.

    Where topics are suggested, they are in both, and `suggestion` says how sure they are.
    """

    name: str
    whole: Corpus
    topics: tuple[str, ...]
    roles: tuple[str, ...]
    suggestion: Suggestion | None = None

    @cached_property
    def corpus(self) -> Corpus:
        """The corpus that the filters leave."""
        if not self.topics and not self.roles:
            return self.whole
        return cached.selected(self.whole, self.topics, self.roles)

    @property
    def with_texts(self) -> Corpus:
        """The corpus whose texts are read, and that they repeat something of: what the filters
        leave, or all of a build, in which what they leave is without texts."""
        return self.whole if built.of(self.whole) else self.corpus

    @cached_property
    def exported(self) -> pd.DataFrame:
        """The transcripts as a file has them: where topics are suggested, in columns of their own
        and without a mark."""
        if self.suggestion is None:
            return self.corpus.as_written.transcripts
        return topic_model.exported(self.corpus, self.suggestion)

    @cached_property
    def origin_of_topics(self) -> str:
        """Where the topics are from, in a sentence; "" where there are none."""
        if self.suggestion is not None:
            return "Topics suggested from the words of the texts."
        return cached.once(_origin, self.corpus)

    @cached_property
    def colours(self) -> dict[str, str]:
        """A colour per topic of the whole corpus, so that a filter does not repaint the rest."""
        return topic_colours(self.whole.topics)


def in_sidebar() -> Selection | Opening | Pending | None:
    """The corpus picker, the upload and the filters, in the sidebar; what they select.

    An Opening where the corpus is not there (yet), Pending where its suggested topics are not, and
    None where there is none to pick.
    """
    # Streamlit would hold the one of the run before, and an upload with it, until the run after.
    st.session_state.pop("selection", None)
    with st.sidebar:
        name = _pick()
        selected: Selection | Opening | Pending | None = None
        try:
            selected = None if name is None else _open(name)
        except Pending as pending:
            selected = pending
        upload_fields.offer()
    return selected


def keep(selection: Selection) -> None:
    """Make it the selection of this run."""
    st.session_state["selection"] = selection
    st.session_state[repeat_controls.FIXED_LENGTH] = built.length(selection.whole)


def current_selection() -> Selection:
    """The selection of this run, which the router made."""
    selection: Selection = st.session_state["selection"]
    return selection


def explain_if_empty(selection: Selection) -> bool:
    """Whether the selection has no text to analyse; if so, after a message that says why."""
    if len(selection.corpus.texts):
        return False
    if len(selection.whole.texts):
        st.info(
            "No transcript matches these filters. Remove one in the sidebar.",
            icon=":material/filter_alt_off:",
        )
    else:
        st.info(
            "There is no transcript text in this dataset. The overview says what was found in its "
            "files.",
            icon=":material/draft:",
        )
    return True


def _pick() -> str | None:
    offered = corpora.offered()
    names = [*offered, *handing_over.of_visitor(corpora.UPLOADS, url_params.CORPUS)]
    asked = url_params.CORPUS.get()
    if asked and asked not in names:
        st.warning(f"{handing_over.why_missing(asked)}; showing another.")
    if not names:
        return None
    if st.session_state.get(url_params.CORPUS.name) not in names:
        st.session_state[url_params.CORPUS.name] = asked if asked in names else names[0]
    if handing_over.pick_new(url_params.CORPUS):
        column_pickers.forget()
    # Without a default, the URL names the corpus always: what comes first may change with time.
    st.markdown(":small[Corpus]")
    name: str | None = st.selectbox(
        "Corpus",
        names,
        index=None,
        **url_params.CORPUS.bound(),
        on_change=column_pickers.forget,
        required=True,
        label_visibility="collapsed",
    )
    if name in offered and offered[name].description:
        st.markdown(f":small[:gray[{markdown.literal(offered[name].description)}]]")
    handing_over.explain(corpora.UPLOADS, name or "")
    return name


def _open(name: str) -> Selection | Opening:
    opened = opening(name, column_pickers.chosen(name))
    if not opened.loaded or opened.loading is None:
        return opened
    column_pickers.learn(name, opened.loading.result().columns)
    whole, suggestion = suggested_topics.offer(opened.loading.result().corpus)
    topics, roles = [], []
    if len(whole.topics) > 1:
        topics = st.multiselect(
            "Topics",
            whole.topics,
            placeholder="All topics",
            help=cached.once(_origin, whole) if suggestion is None else None,
            **url_params.TOPIC.bound(),
        )
    present = cached.once(_roles, whole)
    if len(present) > 1:
        roles = st.pills(
            "Roles",
            present,
            selection_mode="multi",
            **url_params.ROLE.bound(),
            help="A prompt is made of shots (the examples) and a target (what is asked for).",
        )
    return Selection(name, whole, tuple(topics), tuple(roles), suggestion)


def _origin(corpus: Corpus) -> str:
    return topics_of.origin(corpus.transcripts)


def _roles(corpus: Corpus) -> list[str]:
    present = set(corpus.transcripts["role"])
    return [role for role in ROLES if role in present]
