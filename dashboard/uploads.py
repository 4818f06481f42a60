"""Files that visitors hand over: kept for a time, under names that links can carry."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from threading import Lock, Timer
from typing import Generic, TypeVar

from dashboard import events, settings
from dashboard.files import Files
from dashboard.settings import UploadLimits

Content = TypeVar("Content")
_UPLOADED = re.compile(r" \(upload [0-9a-f]{10,}\)$")
_MARK_BYTES = 16
MB = 10**6


@dataclass(frozen=True)
class Upload(Generic[Content]):
    """What was handed over: `name` is what links call it, `mark` what is made of it is kept under,
    `owner` who handed it over, and `ends` when it goes, in seconds since 1970."""

    name: str
    mark: str
    content: Content
    owner: str
    ends: float
    size: int
    hash: str


class Uploads(Generic[Content]):
    """What `read` (of a name and files) made of the newest uploads, until each ends.

    A name carries a mark that nobody can guess, so that a link to it works for whoever has the
    link, and only for them. One ends when its owner says so, after a time, and when newer ones take
    its place; `on_end`, of its mark and name, then sees to it that nothing made of it stays.
    """

    def __init__(
        self,
        read: Callable[[str, Files], Content],
        on_end: Callable[[str, str], None],
        limits: Callable[[], UploadLimits] = lambda: settings.current().uploads,
    ) -> None:
        """Begin without any."""
        self._read = read
        self._on_end = on_end
        self._limits = limits
        self._uploads: dict[str, Upload[Content]] = {}
        self._lock = Lock()  # a visitor is a thread
        self._timer: Timer | None = None

    def add(self, name: str, files: Files, owner: str = "") -> str:
        """Read files and keep what is in them, as the newest; returns the name to pick it by, the
        same as before where the same owner has handed over the same already.

        Raises what `read` raises, and keeps nothing then.
        """
        name = without_mark(PurePosixPath(name).name)
        digest = _hash(files)
        with self._lock:
            before = self._same(name, digest, owner)
        content = before.content if before else self._read(name, files)
        with self._lock:
            before = self._same(name, digest, owner)  # it may have ended meanwhile
            mark = before.mark if before else secrets.token_hex(_MARK_BYTES)
            upload = Upload(
                name=f"{name} (upload {mark})",
                mark=mark,
                content=content,
                owner=owner,
                ends=time.time() + self._limits().hours * 3600,
                size=sum(map(len, files.values())),
                hash=digest,
            )
            self._uploads.pop(upload.name, None)
            self._uploads[upload.name] = upload
            oldest = self._too_many()
        for each in oldest:
            self.end(each)
        self._plan()
        if before is None:
            events.event("upload made", name=name, files=len(files), bytes=upload.size)
        return upload.name

    def end(self, name: str) -> None:
        """End an upload, if it is there; returns once nothing made of it is used."""
        with self._lock:
            upload = self._uploads.pop(name, None)
        if upload is not None:
            self._on_end(upload.mark, upload.name)
            events.event("upload ended", name=without_mark(upload.name), bytes=upload.size)

    def end_what_is_due(self) -> None:
        """End those whose time is over."""
        with self._lock:
            due = [each.name for each in self._uploads.values() if each.ends <= time.time()]
        for name in due:
            self.end(name)
        self._plan()

    def of_owner(self, owner: str) -> list[str]:
        """The names of someone's uploads, the oldest first."""
        with self._lock:
            uploads = list(self._uploads.values())
        return [each.name for each in uploads if each.owner == owner and each.name in self]

    def upload(self, name: str) -> Upload[Content]:
        """The upload of that name; raises KeyError where there is none, or none any more."""
        upload = self._uploads[name]
        if upload.ends <= time.time():
            raise KeyError(name)
        return upload

    def __len__(self) -> int:
        return len(self._uploads)

    @property
    def bytes(self) -> int:
        """The bytes of all files that are kept."""
        with self._lock:
            return sum(each.size for each in self._uploads.values())

    def __contains__(self, name: str) -> bool:
        try:
            self.upload(name)
        except KeyError:
            return False
        return True

    def __getitem__(self, name: str) -> Content:
        return self.upload(name).content

    def _same(self, name: str, digest: str, owner: str) -> Upload[Content] | None:
        for each in self._uploads.values():
            if (without_mark(each.name), each.hash, each.owner) == (name, digest, owner):
                return each if each.name in self else None
        return None

    def _too_many(self) -> list[str]:
        """The oldest, beyond the number and the bytes that are kept; the newest always stays."""
        limits = self._limits()
        newest_first = list(self._uploads.values())[::-1]
        number, total = 0, 0
        for number, upload in enumerate(newest_first):
            total += upload.size
            if number and (number >= limits.kept or total > limits.kept_mb * MB):
                return [each.name for each in newest_first[number:]]
        return []

    def _plan(self) -> None:
        """See to it that the next one ends in time, though nobody asks."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            if not self._uploads:
                return
            seconds = min(each.ends for each in self._uploads.values()) - time.time()
            self._timer = Timer(max(seconds, 0.0), self.end_what_is_due)
            self._timer.daemon = True
            self._timer.start()


def is_uploads(name: str) -> bool:
    """Whether a name of a link is one that an upload has, or had."""
    return bool(_UPLOADED.search(name))


def without_mark(name: str) -> str:
    """What people know an upload by: its name without the mark that links have.

    >>> without_mark("talk.txt (upload 0123456789ab)")
    'talk.txt'
    """
    return _UPLOADED.sub("", name)


def _hash(files: Files) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for path, content in sorted(files.items()):
        digest.update(f"{len(path)} {path} {len(content)} ".encode("utf-8", "surrogatepass"))
        digest.update(content)
    return digest.hexdigest()
