"""The way in: what someone sees who has not signed in, may not enter, or has to sign in again."""

from __future__ import annotations

import streamlit as st

from dashboard import events, measures, settings, visitors
from dashboard.components import markdown
from dashboard.rules import Visitor, allow

WIDTH = 460
"""Pixels of what is said there, in the middle."""
WHAT = (
    "See what is in a transcript dataset: what it repeats, which words set each topic apart, how "
    "long it is, and what is wrong with it."
)


def is_needed() -> bool:
    """Whether this visitor has to sign in, or may not enter; if so, after it is said."""
    visitor = visitors.current()
    if visitor is None or visitors.may_enter(visitor):
        if visitor is not None and visitors.is_signed_in(visitor):
            _take_down("accepted")
        return False
    with st.container(horizontal_alignment="center"), st.container(width=WIDTH):
        st.space("large")
        st.title("Refrain", anchor=False)
        st.markdown(WHAT)
        _ask_in(visitor)
    return True


def _ask_in(visitor: Visitor) -> None:
    if not visitors.is_signed_in(visitor):
        _button("Sign in")
        st.caption("You come to the page of your link right after.")
    elif not allow(settings.current().sign_in.may_enter, visitor):
        _take_down("denied")
        _deny(visitor)
    else:
        st.info("You signed in a while ago. Sign in again to go on where you were.")
        _button("Sign in again")


def offer_sign_out() -> None:
    """Who has signed in, and a way out, in the sidebar."""
    visitor = visitors.current()
    if visitor is None or not visitors.is_signed_in(visitor):
        return
    with st.sidebar.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":small[:gray[{markdown.literal(visitor.email or visitor.name)}]]")
        st.button("Sign out", icon=":material/logout:", type="tertiary", on_click=st.logout)


def _take_down(outcome: str) -> None:
    """Count and write how a sign-in ended, once for each tab of a browser."""
    if st.session_state.get("sign-in") != outcome:
        st.session_state["sign-in"] = outcome
        measures.SIGN_INS.labels(outcome).inc()
        events.event(f"sign-in {outcome}")


def _deny(visitor: Visitor) -> None:
    who = markdown.literal(visitor.email or visitor.name)
    st.info(
        f"You have signed in as {who}, who may not open this. Ask whoever runs it, or sign in as "
        "someone else.",
        icon=":material/lock:",
    )
    st.button("Sign out", icon=":material/logout:", width="stretch", on_click=st.logout)


def _button(label: str) -> None:
    st.button(label, icon=":material/login:", type="primary", width="stretch", on_click=st.login)
