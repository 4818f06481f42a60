"""Files to a Corpus: `load` opens a file or a folder, whatever is in it.

`files` finds the files, each a `Source`, `archives` those inside of one, and `companions` puts
those of one recording together; `registry` lists the formats, and `formats` has a module for each,
which streams the transcripts of a source; `described` adds what the text does not say, and
`duplicates` sees to it that one transcript in several formats counts once.
What cannot be taken at face value is a row of `Corpus.problems`, with a message that says what to
do; the rest still loads.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from refrain.corpus import Corpus
from refrain.errors import RefrainError, UnreadableError
from refrain.loader import archives, companions, registry, video_info
from refrain.loader.asked import Asked, asked_for
from refrain.loader.choice import chosen
from refrain.loader.described import described
from refrain.loader.duplicates import told_once
from refrain.loader.files import find, unreadable
from refrain.loader.ledger import Unopened
from refrain.loader.options import Limits, LoadOptions
from refrain.loader.progress import Progress, told
from refrain.loader.registry import Format
from refrain.loader.source import Source
from refrain.loader.stored import StoredCorpus
from refrain.records import Problem, Transcript

__all__ = ["Limits", "LoadOptions", "load"]

_LFS = b"version https://git-lfs"


def load(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    options: LoadOptions | None = None,
    progress: Progress | None = None,
    cache: Path | None = None,
) -> Corpus:
    """Read a transcript file, or all of a folder, into a Corpus; or of several, or of a pattern
    such as `talks/**/*.srt`.

    Each file is read by the format that recognises what is in it: docs/formats.md lists them. In a
    folder, files of other endings, links to folders, and README, LICENSE and the like (unless
    `options.project_files` asks for these) are named in `problems`, and hidden files passed over.

    `progress` is told the name of each file before it is read, and the share (0 to 1) of all bytes
    read so far; what it raises stops the load.

    `cache` is a folder in which the corpus is kept. As long as none of its files changes, it opens
    from there at once.

    Raises UnreadableError where a path is not there, may not be read, or where there are no files;
    a file that is only empty or binary gives a Corpus without rows.
    """
    given = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    asked = asked_for([Path(path) for path in given])
    options = options or LoadOptions()
    stored = StoredCorpus(asked, options, cache) if cache else None
    corpus = stored.opened() if stored else None
    if corpus is None:
        corpus = Corpus.of(asked.name, _records(asked, options, progress))
        if stored:
            stored.keep(corpus)
    return corpus


def kept(path: Path, options: LoadOptions, cache: Path) -> Corpus | None:
    """The corpus at a path as `load` kept it in its cache, or None where it has to be loaded."""
    try:
        return StoredCorpus(asked_for([path]), options, cache).opened()
    except UnreadableError:
        return None


def _records(
    asked: Asked, options: LoadOptions, progress: Progress | None
) -> Iterator[Transcript | Problem]:
    only = asked.only

    def read_files(files: companions.Recording) -> Iterator[Transcript | Problem]:
        if only:
            files[0].companions = companions.beside(files[0], only.parent)
        return read_recording(files, only=only is not None)

    yield from told(companions.recordings(find(asked, options)), read_files, progress)


def read_recording(
    files: companions.Recording, *, only: bool = False
) -> Iterator[Transcript | Problem]:
    """What is read of the files of one recording, each transcript once.

    A file that cannot be read is named; where it is the `only` one, UnreadableError is raised.
    """
    if len(files) == 1:
        yield from _read_or_named(files[0], only=only)
    else:
        yield from told_once(list(_read_or_named(file, only=False)) for file in files)
    if video_info.ENDING in files[0].companions:
        yield from _of_info(files[0])


def _of_info(source: Source) -> Iterator[Problem]:
    """The problem of a file that tells of the recording and cannot be read."""
    try:
        problem = video_info.problem_of(source)
    except OSError as error:
        problem = unreadable(source.companions[video_info.ENDING].name, error)
    if problem:
        yield problem


def _read_or_named(source: Source, *, only: bool) -> Iterator[Transcript | Problem]:
    """What is read of a file, or the problem that it cannot be; of the only one, an error."""
    try:
        yield from read(source)
    except OSError as error:
        # A bomb was opened and given up: that is said of the data, as everywhere.
        if only and not isinstance(error, Unopened):
            why = error.strerror or error
            raise UnreadableError(f"{source.name} cannot be read: {why}.") from error
        yield unreadable(source.name, error)


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcripts and problems of a file, or of all files of an archive; raises OSError."""
    if source.head.startswith(_LFS):
        yield Problem(
            source.name,
            None,
            "not-downloaded",
            "This is a pointer of Git LFS, not the file itself. Run git lfs pull to get it.",
        )
        return
    if archives.is_archive(source):
        yield from _read_archive(source)
        return
    form = registry.format_of(source)
    if source.was_decoded:
        for kind, message in source.decoded.problems:
            yield Problem(source.name, None, kind, message)
    if form is not None:
        yield from _read_as(form, source)


def _read_as(form: Format, source: Source) -> Iterator[Transcript | Problem]:
    for record in _without_faults(form, source):
        if isinstance(record, Transcript):
            record = described(record, source, form.NAME)
            record.media = companions.media_of(source)
        yield record
    if source.damage:
        yield Problem(source.name, None, "broken-file", source.damage)


def _without_faults(form: Format, source: Source) -> Iterator[Transcript | Problem]:
    """What a format reads; a fault of its reader, which may be another package's, is named, and the
    rest of the files still loads."""
    try:
        yield from form.read(source)
    except (OSError, RefrainError):
        raise
    except Exception as error:
        message = (
            f"The reader of {form.NAME} failed ({type(error).__name__}: {error}). What it read "
            "before was loaded. Report it, with the file."
        )
        yield Problem(source.name, None, "reader-fault", message)


def _read_archive(archive: Source) -> Iterator[Transcript | Problem]:
    left = companions.recordings(map(_chosen_or_named, archives.members(archive)))
    while left:
        found = left.popleft()  # so that what was read of its files goes with it
        yield from [found] if isinstance(found, Problem) else read_recording(found)


def _chosen_or_named(member: Source | Problem) -> Source | Problem:
    """A damaged member, looked into, is a problem of its own: the rest of the archive loads."""
    try:
        return chosen(member)
    except OSError as error:
        name = member.source if isinstance(member, Problem) else member.name
        return unreadable(name, error)
