"""Files that visitors hand over: kept in this server's memory, under names that links can carry."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

import streamlit as st

from dashboard.components import markdown
from refrain.errors import RefrainError

Read = TypeVar("Read")
_UPLOADED = re.compile(r" \(upload [0-9a-f]{10}\)$")


@dataclass(frozen=True)
class Uploads(Generic[Read]):
    """What `read` (of a name and content) made of the newest `kept` files.

    A name carries a hash of the content, so that a link to it works for whoever has the link, and
    only for them, until the server restarts or `kept` newer ones have come.
    """

    read: Callable[[str, bytes], Read]
    kept: int
    _all: OrderedDict[str, Read] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)  # a visitor is a thread

    def add(self, file_name: str, content: bytes) -> str:
        """Read a file (its name and content) and keep it; returns the name to pick it by.

        Raises what `read` raises, and keeps nothing then.
        """
        file_name = _UPLOADED.sub("", Path(file_name).name)
        name = f"{file_name} (upload {hashlib.blake2b(content, digest_size=5).hexdigest()})"
        read = self._all[name] if name in self else self.read(file_name, content)
        with self._lock:
            self._all[name] = read
            self._all.move_to_end(name)
            while len(self._all) > self.kept:
                self._all.popitem(last=False)
        return name

    def __contains__(self, name: str) -> bool:
        return name in self._all

    def __getitem__(self, name: str) -> Read:
        return self._all[name]

    def known(self, kind: str) -> list[str]:
        """The names of this visitor's own, still kept: uploaded, or named by the link `?kind=`."""
        mine = st.session_state.setdefault(f"uploads-{kind}", [])
        asked = st.query_params.get(kind, "")
        if asked in self and asked not in mine:
            mine.append(asked)
        return [name for name in mine if name in self]

    def offer(self, kind: str, label: str, types: list[str], help: str) -> None:
        """An upload field; the widget `kind` picks what comes in, or it is said why it can't."""
        file = st.file_uploader(label, type=types, help=help)
        if file is None or st.session_state.get(f"uploaded-{kind}") == file.file_id:
            return
        try:
            name = self.add(file.name, file.getvalue())
        except RefrainError as error:
            st.error(markdown.literal(str(error)), icon=":material/error:")
            return
        st.session_state[f"uploaded-{kind}"] = file.file_id
        if name not in st.session_state[f"uploads-{kind}"]:
            st.session_state[f"uploads-{kind}"].append(name)
        st.session_state[f"pick-{kind}"] = name
        st.rerun()


def picked(kind: str) -> None:
    """Before the widget `kind` is drawn: choose what `Uploads.offer` was just handed."""
    if f"pick-{kind}" in st.session_state:
        st.session_state[kind] = st.session_state.pop(f"pick-{kind}")


def gone(name: str) -> str:
    """Why a name of a link is not among those on offer."""
    return "is no longer on this server" if _UPLOADED.search(name) else "is not offered here"
