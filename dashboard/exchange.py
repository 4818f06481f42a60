"""Where the server and its workers leave things for one another, as files that both map.

What is made of a corpus that was loaded from a path is kept for the next start too, in the folder
that `refrain.stored_folder` names. All else, as what visitors upload and what a filter leaves, is
in a temporary folder that goes with the server.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from threading import Lock

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
    return _folder(corpus.fingerprint)


def folder_of_texts(corpus: Corpus) -> Path:
    """The folder for what is made of its texts alone, such as their index."""
    return _folder(corpus.texts_fingerprint)


def handed_over(corpus: Corpus) -> Path:
    """The file of a corpus for `mapped.opened`, which is written where it is not there yet.

    Raises UnwritableError.
    """
    with _writing:
        return leave(corpus, temporary())


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


def temporary() -> Path:
    """The folder that goes with the server."""
    return Path(_temporary_directory().name)


def clean_up() -> None:
    """Remove what goes with the server: it ends."""
    if _temporary_directory.cache_info().currsize:
        _temporary_directory().cleanup()


def _folder(fingerprint: str) -> Path:
    kept = stored_folder.named_folder()
    return kept if kept and fingerprint in _lasting else temporary()


@cache
def _temporary_directory() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="refrain-", ignore_cleanup_errors=True)
