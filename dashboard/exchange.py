"""Where the server and its workers leave things for one another, as files that both map.

What is made of a corpus that was loaded from a path is kept for the next start too, in the folder
that `refrain.stored_folder` names. All else, as what a filter leaves, is in a temporary folder that
goes with the server; what is made of an upload is in a folder below it, which goes with the upload.
"""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path
from threading import Lock

from dashboard import built
from dashboard.built import OfBuild
from refrain import mapped, stored_folder
from refrain.corpus import Corpus
from refrain.errors import RefrainError

_lasting: set[str] = set()
"""The fingerprints of the corpora, and of their texts, that were loaded from a path."""
_writing = Lock()
_CORPUS = "corpus"


class UnwritableError(RefrainError):
    """The server has no room for what it works on; the message says where and what to do."""


def keep_lasting(corpus: Corpus) -> None:
    """Take down that this corpus was loaded from a path."""
    _lasting.update((corpus.fingerprint, corpus.texts_fingerprint))


def folder_of_corpus(corpus: Corpus) -> Path:
    """The folder for what is made of a corpus."""
    return _folder(corpus, corpus.fingerprint)


def folder_of_texts(corpus: Corpus) -> Path:
    """The folder for what is made of its texts alone, such as their index."""
    return _folder(corpus, corpus.texts_fingerprint)


def handed_over(corpus: Corpus) -> Path | OfBuild:
    """The file of a corpus for `mapped.opened`, which is written where it is not there yet; a build
    is opened where it is.

    Raises UnwritableError.
    """
    build = built.whole(corpus)
    if build is not None:
        return build.handed_over
    with _writing:
        return leave(corpus, temporary(corpus.belongs_to))


def leave(corpus: Corpus, folder: Path) -> Path:
    """Write a corpus below a folder, where it is not there yet; returns the file.

    Raises UnwritableError.
    """
    place = folder / f"{corpus.fingerprint}.corpus"
    if not (place / _CORPUS).is_file():
        try:
            stored_folder.keep(place, {}, lambda draft: mapped.write(corpus, draft / _CORPUS))
        except OSError as error:
            why = error.strerror or error
            raise UnwritableError(
                f"The folder {folder} of this server cannot be written to: {why}. Make room there, "
                "or name another in TMPDIR."
            ) from error
    return place / _CORPUS


def temporary(upload: str = "") -> Path:
    """The folder that goes with the server, or that with the upload of that mark."""
    return Path(_temporary_directory().name) / upload


def clean_up() -> None:
    """Remove what goes with the server: it ends."""
    if _temporary_directory.cache_info().currsize:
        _temporary_directory().cleanup()


def end(upload: str) -> None:
    """Remove what was made of the upload of that mark."""
    shutil.rmtree(temporary(upload), ignore_errors=True)


def _folder(corpus: Corpus, fingerprint: str) -> Path:
    if corpus.belongs_to:
        return temporary(corpus.belongs_to)
    kept = stored_folder.named_folder()
    return kept if kept and fingerprint in _lasting else temporary()


@cache
def _temporary_directory() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="refrain-", ignore_cleanup_errors=True)
