"""Which corpora there are to look at: what REFRAIN_DATA and `refrain.toml` name, the samples in
`data/`, and uploads; and who may see which.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dashboard import (
    answers,
    built,
    cached,
    column_names,
    ending,
    exchange,
    garbage,
    settings,
    tasks,
    visitors,
)
from dashboard.column_names import NO_COLUMNS, Columns
from dashboard.loading import Loaded, Loading
from dashboard.rules import EVERYONE, Rule
from dashboard.uploaded_corpus import UploadedCorpus
from dashboard.uploads import Upload, Uploads
from dashboard.workers import LOADS, Progress
from refrain import builds, loader, mapped, stored_folder
from refrain.corpus import Corpus
from refrain.loader import LoadOptions
from refrain.loader.asked import existing

SAMPLES = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Offer:
    """A corpus to pick: its path, what it is in a sentence, and who may see it."""

    path: Path
    description: str = ""
    may_see: tuple[Rule, ...] = (EVERYONE,)


def offered() -> dict[str, Offer]:
    """The corpora that whoever asks can pick, by name: what REFRAIN_DATA names first."""
    return {name: offer for name, offer in _all().items() if visitors.may_see(offer.may_see)}


def _all() -> dict[str, Offer]:
    set_up = settings.current()
    named = [Path(part) for part in os.environ.get("REFRAIN_DATA", "").split(os.pathsep) if part]
    set_names = {corpus.name for corpus in set_up.corpora}
    offers: dict[str, Offer] = {}
    for path in named:
        offers[_free_name(path, {*offers, *set_names})] = Offer(path)
    for corpus in set_up.corpora:
        offers[corpus.name] = Offer(corpus.path, corpus.description, corpus.may_see)
    for path in _samples() if set_up.samples else ():
        offers[_free_name(path, offers)] = Offer(path)
    return offers


def folders() -> set[Path]:
    """The folders that all corpora lie in, whoever may see them."""
    return {offer.path.parent for offer in _all().values()}


def _samples() -> list[Path]:
    # Python's __pycache__ may be there.
    there = [path for path in sorted(SAMPLES.iterdir()) if not path.name.startswith(("_", "."))]
    return [path for path in there if path.is_dir() or path.suffix == ".txt"]


def _free_name(path: Path, taken: Container[str]) -> str:
    path = Path(os.path.abspath(path))
    name = path.name or str(path)
    for parent in path.parents:
        if name not in taken:
            break
        name = f"{parent.name}/{name}"
    return name


def loading(name: str, columns: Columns = NO_COLUMNS) -> Loading:
    """The load of the corpus of that name, which whoever asks for it shares: it is begun where
    nobody has asked yet, where its files changed, or where the last one was cancelled.

    Raises KeyError where nothing of that name is there for who asks.
    """
    load = cached.loading(*_key(name, columns))
    if not load.cancelled:
        return load
    return try_again(name, columns)


def try_again(name: str, columns: Columns = NO_COLUMNS) -> Loading:
    """Load it once more, whatever the last load came to."""
    cached.loading.clear(*_key(name, columns))
    return cached.loading(*_key(name, columns))


def load(name: str, columns: Columns = NO_COLUMNS) -> Corpus:
    """The corpus of that name, once it is loaded, read again when its files change.

    Raises RefrainError where it cannot be opened, KeyError where nothing of that name is
    there for who asks.
    """
    return loading(name, columns).result().corpus


def _key(name: str, columns: Columns) -> tuple[str, str, LoadOptions, Callable[[], Loading]]:
    """The arguments of `cached.loading`."""
    text, topic, title = columns
    options = LoadOptions(
        project_files=os.environ.get("REFRAIN_PROJECT_FILES") == "1",
        text_column=text,
        topic_column=topic,
        title_column=title,
    )
    if name in UPLOADS and visitors.may_see((EVERYONE,)):
        upload = UPLOADS.upload(name)
        read = partial(_load_uploaded, upload, options)
        return name, upload.mark, options, lambda: Loading(read, lambda: upload.size, upload.mark)
    path = offered()[name].path
    if path.parent != SAMPLES:
        options = replace(options, roots=settings.current().roots)
    read = partial(_load, path, options)
    return str(path), cached.stamp(path), options, lambda: Loading(read, partial(_size, path))


def _load(path: Path, options: LoadOptions, progress: Progress) -> Loaded:
    """The corpus at a path; a large one is loaded by a worker, where it is not kept already, and a
    build is only opened."""
    if builds.is_build(path):
        corpus = built.opened(path)
        exchange.keep_lasting(corpus)
        return Loaded(corpus)
    cache = stored_folder.named_folder()
    kept = loader.kept(path, options, cache) if cache else None
    if kept is None and _size(path) > answers.SMALL:
        loaded = _left(LOADS.run(progress, tasks.load, path, options, cache, exchange.temporary()))
    else:
        corpus = kept or loader.load(path, options, progress, cache)
        loaded = Loaded(corpus, column_names.in_tables(path, options))
    exchange.keep_lasting(loaded.corpus)
    return loaded


def _load_uploaded(
    upload: Upload[UploadedCorpus], options: LoadOptions, progress: Progress
) -> Loaded:
    content, mark, folder = upload.content, upload.mark, exchange.temporary(upload.mark)
    if upload.size <= answers.SMALL:
        return content.load(options, progress, mark, folder)
    return _left(LOADS.run(progress, tasks.load_uploaded, content, options, mark, folder))


def _left(file_and_columns: tuple[Path, tuple[str, ...]]) -> Loaded:
    file, columns = file_and_columns
    return Loaded(mapped.opened(file), columns)


def _size(path: Path) -> int:
    """The bytes of all files below a path, as far as the system says; of a build, none is read."""
    if builds.is_build(path):
        return 0
    try:
        return sum(file.stat().st_size for file in _below(path) if file.is_file())
    except OSError:
        return 0


def _below(path: Path) -> Iterator[Path]:
    """What is there by that path or pattern, and all that is in it."""
    for found in existing(path) or [path]:
        yield found
        yield from found.rglob("*")


UPLOADS = Uploads(UploadedCorpus, ending.end)
"""The corpora that visitors have uploaded."""


def warm() -> None:
    """Load, index and audit the corpus that is seen first; whatever fails, its page will say."""
    for name in list(offered())[:1]:
        try:
            corpus = load(name)
            if built.of(corpus) is None:
                cached.findings(corpus)
            garbage.settle()
        except Exception:
            return
