"""Files that visitors hand over: kept in this server's memory, under names that links can carry."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from threading import Lock
from typing import Generic, TypeVar

import streamlit as st
from cachetools import FIFOCache

from dashboard.components import markdown
from dashboard.files import Files
from dashboard.url_params import Param
from refrain.errors import RefrainError

Content = TypeVar("Content")
_UPLOADED = re.compile(r" \(upload [0-9a-f]{10,}\)$")


class Uploads(Generic[Content]):
    """What `read` (of a name and files) made of the newest `kept` uploads.

    A name carries a hash of the files, so that a link to it works for whoever has the link, and
    only for them, until the server restarts or newer ones have taken its place: those kept have no
    more than `most_bytes` together, but for the newest.
    """

    def __init__(
        self, read: Callable[[str, Files], Content], kept: int, most_bytes: int = 2**31
    ) -> None:
        """Begin without any."""
        self._read = read
        self._contents: FIFOCache[str, Content] = FIFOCache(kept)
        self._sizes: dict[str, int] = {}
        self._most_bytes = most_bytes
        self._lock = Lock()  # a visitor is a thread

    def add(self, name: str, files: Files) -> str:
        """Read files and keep what is in them, as the newest; returns the name to pick it by.

        Raises what `read` raises, and keeps nothing then.
        """
        name = without_mark(PurePosixPath(name).name)
        upload = f"{name} (upload {_hash(files)})"
        with self._lock:
            content = self._contents.get(upload)
        if content is None:
            content = self._read(name, files)
        with self._lock:
            self._contents[upload] = content
            self._sizes[upload] = sum(map(len, files.values()))
            self._drop_oldest()
        return upload

    def __len__(self) -> int:
        return len(self._contents)

    @property
    def bytes(self) -> int:
        """The bytes of all files that are kept."""
        with self._lock:
            return sum(self._sizes.values())

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
        """An upload field for one file, which `take` gets, or it says why not."""
        file = st.file_uploader(label, type=types, help=help)
        last_file = f"uploaded-{param.name}"
        if file is None or st.session_state.get(last_file) == file.file_id:
            return
        if self.take(param, file.name, {file.name: file.getvalue()}):
            st.session_state[last_file] = file.file_id
            st.rerun()

    def take(self, param: Param[str], name: str, files: Files) -> bool:
        """Keep what a visitor hands over, and pick it in the widget of `param` in the next run.

        False after a message where it cannot be read.
        """
        try:
            upload = self.add(name, files)
        except RefrainError as error:
            st.error(markdown.literal(str(error)), icon=":material/error:")
            return False
        mine = self.of_visitor(param)
        if upload not in mine:
            st.session_state[f"uploads-{param.name}"].append(upload)
        st.session_state[f"pick-{param.name}"] = upload
        return True

    def _drop_oldest(self) -> None:
        self._sizes = {name: self._sizes[name] for name in self._contents}
        while len(self._contents) > 1 and sum(self._sizes.values()) > self._most_bytes:
            name, _ = self._contents.popitem()
            del self._sizes[name]


def pick_new(param: Param[str]) -> bool:
    """Before the widget of `param` is made: pick what `Uploads.take` was just handed, if it was."""
    if f"pick-{param.name}" not in st.session_state:
        return False
    st.session_state[param.name] = st.session_state.pop(f"pick-{param.name}")
    return True


def why_missing(name: str) -> str:
    """Why a name of a link is not among those on offer."""
    return "is no longer on this server" if _UPLOADED.search(name) else "is not offered here"


def without_mark(name: str) -> str:
    """What people know an upload by: its name without the hash that links have.

    >>> without_mark("talk.txt (upload 0123456789ab)")
    'talk.txt'
    """
    return _UPLOADED.sub("", name)


def _hash(files: Files) -> str:
    digest = hashlib.blake2b(digest_size=10)
    for path, content in sorted(files.items()):
        digest.update(f"{len(path)} {path} {len(content)} ".encode("utf-8", "surrogatepass"))
        digest.update(content)
    return digest.hexdigest()
