"""Which files of a folder or an archive are read: by their endings, or else by how they begin."""

from __future__ import annotations

import io
from pathlib import PurePosixPath

from refrain.loader import archives, companions, registry
from refrain.loader.archives.windows import Unpacked
from refrain.loader.formats import other_json, plain
from refrain.loader.project_files import is_project_file
from refrain.loader.source import Source
from refrain.records import Problem

_NEVER = """
.avif .bmp .gif .heic .ico .jpeg .jpg .png .psd .svg .tif .tiff .webp
.doc .docx .epub .key .mobi .numbers .odp .ods .odt .pages .pdf .ppt .pptx .rtf .xls .xlsb .xlsx
.bat .bin .c .cpp .cs .css .db .dll .exe .go .h .hpp .ini .jar .java .js .lock .mjs .npy .npz .onnx
.pickle .pkl .pt .pth .py .pyc .r .rb .rs .safetensors .sh .so .sql .sqlite .toml .ts .tsx .wasm
.whl .woff .woff2 .yaml .yml
"""
_LOOKED_INTO_NEVER = frozenset(_NEVER.split())
"""Endings of what is something else: images, documents, programs."""


def chosen(file: Source | Problem) -> Source | Problem:
    """The file, or in its place the problem that it is left out.

    A file is read if its ending is that of a format, an archive, or a companion; another one if it
    begins as a format other than plain text does. README and the like are not, unless the options
    ask for them. Raises OSError.
    """
    if isinstance(file, Problem):
        return file
    reason = _why_not(file)
    return Problem(file.name, None, "skipped-file", f"Left out: {reason}.") if reason else file


def _why_not(file: Source) -> str:
    if isinstance(file.opener, Unpacked) and not file.ending:
        return ""  # talk.gz, which is packed alone: who packed it took its ending off
    if not file.name.lower().endswith(endings()) and not _begins_as_one(file):
        ending = file.ending or "a file without an ending"
        return (
            f"{ending} is no transcript format. Convert it if it holds transcripts, for example to "
            ".txt, .vtt or .csv"
        )
    if is_project_file(PurePosixPath(file.name).name) and not file.options.project_files:
        return (
            "by its name it is about the dataset, not a transcript of it. To read it all the same, "
            "open the file itself, or the folder with --project-files"
        )
    return ""


def endings() -> tuple[str, ...]:
    """The endings of files that are read whatever is in them, and of what belongs to them."""
    return (*registry.endings(), *archives.ENDINGS, *companions.ENDINGS)


def _begins_as_one(file: Source) -> bool:
    """Whether the first bytes are those of an archive, or of a format that is not plain text."""
    if file.ending in _LOOKED_INTO_NEVER:
        return False
    if archives.is_archive(file):
        return True
    # By its head alone, and without a name: formats are sure of what they recognise so.
    head = file.head
    nameless = Source("", lambda: io.BytesIO(head), file.size)
    form = registry.format_of(nameless)
    return form not in (None, other_json, plain)
