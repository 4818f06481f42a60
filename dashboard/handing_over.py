"""A visitor and their uploads: what they hand over, which are theirs, and how they end one."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import errors, sessions, visitors, waiting
from dashboard.components import markdown
from dashboard.files import Files
from dashboard.uploads import Uploads, is_uploads, without_mark
from dashboard.url_params import Param
from refrain.errors import RefrainError
from refrain.wording import plural


def of_visitor(uploads: Uploads[Any], param: Param[str]) -> list[str]:
    """The names of this visitor's uploads that are still kept: those that came from them, and the
    one that `param` names in the address."""
    # Names that were opened here, by a link too, in their order.
    seen: list[str] = st.session_state.setdefault(f"uploads-{param.name}", [])
    asked = param.get()
    names = dict.fromkeys([*uploads.of_owner(_me()), *seen, *filter(None, [asked])])
    for gone in [name for name in seen if name not in uploads]:
        sessions.forget(gone)
    seen[:] = [name for name in names if name in uploads]
    for name in seen:
        sessions.take_down(name)
    return list(seen)


def offer(
    uploads: Uploads[Any], param: Param[str], label: str, types: list[str], help: str
) -> None:
    """An upload field for one file, which is picked in the next run, or it is said why not."""
    if not visitors.may_upload():
        return
    # Under another key each time, the field forgets what was taken.
    turn = st.session_state.setdefault(f"turn-{param.name}", 0)
    file = st.file_uploader(label, type=types, help=help, key=f"upload-{param.name}-{turn}")
    if refused := st.session_state.pop(f"refused-{param.name}", ""):
        st.error(markdown.literal(refused), icon=":material/error:")
    if file is not None:
        take(uploads, param, [file], lambda: (file.name, {file.name: file.getvalue()}))


def take(
    uploads: Uploads[Any],
    param: Param[str],
    given: Sequence[UploadedFile],
    read: Callable[[], tuple[str, Files]],
) -> None:
    """Keep what a visitor hands over, and run anew: it is picked in the widget of `param` then, or
    its field says why it cannot be read. Streamlit's own copy goes at once."""
    try:
        name, files = read()
        st.session_state[f"pick-{param.name}"] = uploads.add(name, files, _me())
    except RefrainError as error:
        st.session_state[f"refused-{param.name}"] = errors.said(error)
    _let_go(given)
    st.session_state[f"turn-{param.name}"] += 1
    st.rerun()


def pick_new(param: Param[str]) -> bool:
    """Before the widget of `param` is made: pick what `take` was just handed, if it was."""
    if f"pick-{param.name}" not in st.session_state:
        return False
    st.session_state[param.name] = st.session_state.pop(f"pick-{param.name}")
    return True


def explain(uploads: Uploads[Any], name: str) -> None:
    """How long an upload stays, who can open it, and for its owner a way to end it."""
    if name not in uploads:
        return
    upload = uploads.upload(name)
    signs_in = visitors.sign_in_is_on()
    who = "Whoever has the link and may sign in here" if signs_in else "Whoever has the link"
    st.markdown(
        f":small[:gray[An upload. {who} can open it, for {_left(upload.ends)} more, or until newer "
        "uploads take its place.]]"
    )
    if signs_in and upload.owner != _me():
        return
    with st.popover("End this upload", icon=":material/delete:", type="tertiary"):
        st.markdown(
            "Its files, and all that was made of them, go from this server at once, for everyone "
            "who has the link."
        )
        st.button("End it now", type="primary", on_click=uploads.end, args=[name])


def why_missing(name: str) -> str:
    """What is said of a name of a link that is not among those on offer."""
    if is_uploads(name):
        return (
            f"The upload “{markdown.literal(without_mark(name))}” of this link has ended: its time "
            "was over, or who made it ended it. Whoever has its files can upload them again"
        )
    return f"“{markdown.literal(name)}” of this link is not offered here"


def _me() -> str:
    """What tells this visitor from others: without sign-in, that is their session."""
    visitor = visitors.current()
    return visitor.id if visitor and visitors.is_signed_in(visitor) else waiting.visitor()


def _left(ends: float) -> str:
    minutes = max(1, round((ends - time.time()) / 60))
    return plural(minutes, "minute") if minutes < 120 else plural(round(minutes / 60), "hour")


def _let_go(files: Sequence[UploadedFile]) -> None:
    """Have Streamlit forget files, which it would keep as long as the session."""
    context = get_script_run_ctx()
    if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        for file in files:
            context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
