"""The sessions of this server: each holds what it shows, until it shows something else."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st
from streamlit import runtime
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

_SEEN = "seen-uploads"


def take_down(name: str) -> None:
    """Take down that this session has opened the upload of that name."""
    st.session_state.setdefault(_SEEN, set()).add(name)


def forget(name: str) -> None:
    """Forget all that this session keeps of an upload: what is kept of a corpus has its name in the
    key."""
    st.session_state.get(_SEEN, set()).discard(name)
    for key in [key for key in st.session_state if name in str(key)]:
        del st.session_state[key]


def leave(name: str) -> None:
    """Have all sessions that have opened the upload of that name draw their page again, without it.

    One whose browser is gone ends; the one that asks for it draws its page anyway.
    """
    asking = get_script_run_ctx(suppress_warning=True)
    if not runtime.exists():
        return
    manager = getattr(runtime.get_instance(), "_session_mgr", None)
    if not isinstance(manager, WebsocketSessionManager):  # a test that runs pages without a server
        return
    for info in manager.list_sessions():
        is_asking = asking is not None and asking.session_id == info.session.id
        if is_asking or name not in _seen(info.session):
            continue
        with suppress(RuntimeError):  # the server is stopping
            if info.client is not None:
                info.session._event_loop.call_soon_threadsafe(_draw_again, info.session)
            else:
                info.session._event_loop.call_soon_threadsafe(_close, manager, info.session)


def _seen(session: AppSession) -> set[str]:
    try:
        seen: set[str] = session.session_state[_SEEN]
    except KeyError:
        return set()
    return seen


def _close(manager: WebsocketSessionManager, session: AppSession) -> None:
    manager.close_session(session.id)
    # Streamlit holds a session that it has closed for a while.
    session.session_state.clear()


def _draw_again(session: AppSession) -> None:
    state = ClientState()
    state.CopyFrom(session._client_state)
    state.fragment_id = ""
    session.request_rerun(state)
