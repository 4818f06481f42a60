"""Files that visitors hand over: kept in this server's memory, under names that links can carry."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

import streamlit as st
from cachetools import FIFOCache

from dashboard.components import markdown
from dashboard.url_params import Param
from refrain.errors import RefrainError

Content = TypeVar("Content")
_UPLOADED = re.compile(r" \(upload [0-9a-f]{10,}\)$")


class Uploads(Generic[Content]):
    """What `read` (of a name and bytes) made of the newest `kept` files.

    A name carries a hash of the file, so that a link to it works for whoever has the link, and
    only for them, until the server restarts or `kept` newer ones have come.
    """

    def __init__(self, read: Callable[[str, bytes], Content], kept: int) -> None:
        """Begin without any."""
        self._read = read
        self._contents: FIFOCache[str, Content] = FIFOCache(kept)
        self._lock = Lock()  # a visitor is a thread

    def add(self, file_name: str, file: bytes) -> str:
        """Read a file and keep what is in it, as the newest; returns the name to pick it by.

        Raises what `read` raises, and keeps nothing then.
        """
        file_name = _UPLOADED.sub("", Path(file_name).name)
        name = f"{file_name} (upload {hashlib.blake2b(file, digest_size=10).hexdigest()})"
        with self._lock:
            content = self._contents.get(name)
        if content is None:
            content = self._read(file_name, file)
        with self._lock:
            self._contents[name] = content
        return name

    def __len__(self) -> int:
        return len(self._contents)

    def __contains__(self, name: str) -> bool:
        return name in self._contents

    def __getitem__(self, name: str) -> Content:
        return self._contents[name]

    def of_visitor(self, param: Param[str]) -> list[str]:
        """The names of this visitor's uploads that are still kept: those that came from them, and
        the one that `param` names in the address."""
        mine: list[str] = st.session_state.setdefault(f"uploads-{param.name}", [])
        asked = param.get()
        if asked in self and asked not in mine:
            mine.append(asked)
        return [name for name in mine if name in self]

    def offer(self, param: Param[str], label: str, types: list[str], help: str) -> None:
        """An upload field. What comes in is picked in the widget of `param`, or it says why not."""
        file = st.file_uploader(label, type=types, help=help)
        last_file = f"uploaded-{param.name}"
        if file is None or st.session_state.get(last_file) == file.file_id:
            return
        try:
            name = self.add(file.name, file.getvalue())
        except RefrainError as error:
            st.error(markdown.literal(str(error)), icon=":material/error:")
            return
        st.session_state[last_file] = file.file_id
        mine = st.session_state[f"uploads-{param.name}"]
        if name not in mine:
            mine.append(name)
        st.session_state[f"pick-{param.name}"] = name
        st.rerun()


def pick_new(param: Param[str]) -> None:
    """Before the widget of `param` is made: pick what `Uploads.offer` was just handed."""
    if f"pick-{param.name}" in st.session_state:
        st.session_state[param.name] = st.session_state.pop(f"pick-{param.name}")


def why_missing(name: str) -> str:
    """Why a name of a link is not among those on offer."""
    return "is no longer on this server" if _UPLOADED.search(name) else "is not offered here"
