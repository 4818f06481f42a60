"""Files that a visitor handed over as a corpus: a file, several, an archive, or a whole folder."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from dashboard import column_names, settings
from dashboard.files import Files
from dashboard.loading import Loaded
from refrain import loader
from refrain.corpus import Corpus
from refrain.errors import RefrainError, UnreadableError
from refrain.loader import LoadOptions
from refrain.loader.progress import Progress
from refrain.wording import plural, size

LONGEST_NAME = 240
"""Bytes of a file's or folder's name that every file system takes."""


class TooMuchError(RefrainError):
    """More was handed over at once than is kept; the message says what to do instead."""


@dataclass(frozen=True)
class UploadedCorpus:
    """Files by their paths, and what people call them together: the name of the file, that of the
    folder they are in, or `talk.srt and 2 more`."""

    name: str
    files: Files

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(map(len, self.files.values()))

    def load(
        self, options: LoadOptions, progress: Progress, upload: str = "", below: Path | None = None
    ) -> Loaded:
        """The corpus of the files, as `refrain.load` reads them from a folder of that name, and the
        columns of their tables.

        It belongs to the upload of that mark. Meanwhile the files are in a folder `below` that.
        """
        if below:
            below.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=below) as folder:
            top = _top_folder(self.files)
            root = Path(folder) if top else Path(folder) / _safe_path(self.name)
            self._write(root)
            alone = next(iter(self.files)) if len(self.files) == 1 else ""
            opened = root / (top or alone)
            corpus = loader.load(opened, options, progress=progress)
            columns = column_names.in_tables(opened, options)
        corpus = replace(corpus, name=self.name, belongs_to=upload)
        return Loaded(corpus if top else _without_folder_of_server(corpus), columns)

    def _write(self, root: Path) -> None:
        try:
            for path, content in self.files.items():
                file = root / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        except OSError as error:
            why = error.strerror or error
            raise UnreadableError(f"{self.name} cannot be kept on this server: {why}.") from error


def of_files(named: Sequence[tuple[str, bytes]]) -> UploadedCorpus:
    """The corpus of files with their paths, as a browser names them.

    Two of one path are told apart. Raises TooMuchError beyond what is set for one upload.
    """
    limits = settings.current().uploads
    total = sum(len(content) for _, content in named)
    if len(named) > limits.files or total > limits.total_mb * 10**6:
        raise TooMuchError(
            f"These are {plural(len(named), 'file')} of {size(total)} together. At once, "
            f"{plural(limits.files, 'file')} and {size(limits.total_mb * 10**6)} can be uploaded: "
            "put them into an archive, or start the dashboard with the path of their folder."
        )
    files: dict[str, bytes] = {}
    for path, content in named:
        files[_free_path(_safe_path(path), files)] = content
    top = _top_folder(files)
    first = PurePosixPath(next(iter(files))).name
    more = f" and {len(files) - 1:,} more" if len(files) > 1 else ""
    return UploadedCorpus(top or first + more, files)


def _safe_path(path: str) -> str:
    """A path that stays in the folder it is written to, of names that every system takes.

    >>> _safe_path("../shows/./one.srt"), _safe_path("C:\\\\shows\\\\one.srt"), _safe_path("..")
    ('shows/one.srt', 'C:/shows/one.srt', 'file')
    """
    parts = path.replace("\\", "/").replace("\0", "").split("/")
    kept = [_shortened(part) for part in parts if part not in ("", ".", "..")]
    return "/".join(kept) or "file"


def _shortened(name: str) -> str:
    """The name, its middle left out where it is too long for a file system."""
    whole = name.encode("utf-8", "replace")
    if len(whole) <= LONGEST_NAME:
        return whole.decode("utf-8")
    half = LONGEST_NAME // 2 - 2
    return f"{whole[:half].decode('utf-8', 'ignore')}…{whole[-half:].decode('utf-8', 'ignore')}"


def _free_path(path: str, taken: Mapping[str, bytes]) -> str:
    """The path, with a number before its ending where it is taken."""
    free, number = PurePosixPath(path), 1
    while str(free) in taken:
        number += 1
        free = PurePosixPath(path).with_stem(f"{PurePosixPath(path).stem} ({number})")
    return str(free)


def _top_folder(files: Mapping[str, bytes]) -> str:
    """The folder that all files are in; "" where there is none."""
    tops = {path.partition("/")[0] if "/" in path else "" for path in files}
    return tops.pop() if len(tops) == 1 else ""


def _without_folder_of_server(corpus: Corpus) -> Corpus:
    """The corpus without the topic of files that were handed over without a folder: they stood in
    one of this server's."""
    rows = corpus.transcripts
    loose = (rows["topic_from"] == "folder") & ~rows["source"].str.contains("/", regex=False)
    if not loose.any():
        return corpus
    frame = rows.assign(
        **{name: rows[name].mask(loose).cat.remove_unused_categories() for name in _TOPIC}
    )
    spellings = None if corpus.spellings is None else corpus.spellings.mask(loose)
    return replace(corpus, transcripts=frame, spellings=spellings)


_TOPIC = ("topic", "topic_from")
