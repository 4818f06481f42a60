"""The sidebar's fields for someone's own corpus: files, a folder or an archive."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import corpora, handing_over, settings, uploaded_corpus, url_params, visitors
from dashboard.components import markdown, scripts
from dashboard.files import Files
from dashboard.uploads import MB
from refrain.loader import choice, companions
from refrain.wording import plural, size

WHAT = (
    "Drop transcripts, captions, tables or chats here: files, a whole folder, or an archive. They "
    "become one corpus, with folders as topics where nothing else names any."
)
"""What can be dropped, for someone who has never seen it."""


def offer() -> None:
    """Take what a visitor hands over; it is picked in the next run, or it is said why not."""
    if not visitors.may_upload():
        return
    scripts.run("dropped_folders")
    # With their dots: `text` alone would stand for all that browsers take for text.
    types = [ending for ending in choice.endings() if ending not in companions.MEDIA]
    limits = settings.current().uploads
    limit = (
        f"Up to {limits.file_mb:,} MB a file, {plural(limits.files, 'file')} and "
        f"{size(limits.total_mb * MB)} at once. All stays on this server for {limits.hours:g} "
        "hours, for whoever has the link, unless you end it, or newer uploads take its place."
    )
    # Under another key each time, the fields forget what was taken.
    turn = st.session_state.setdefault(f"turn-{url_params.CORPUS.name}", 0)
    st.markdown(f"**Look at your own**  \n:small[:gray[{WHAT}]]")
    files = st.file_uploader(
        "Files, or an archive of them",
        types,
        accept_multiple_files=True,
        key=f"upload-files-{turn}",
        help=f"{limit} Endings: {', '.join(types)}.",
    )
    folder = st.file_uploader(
        "A folder",
        types,
        accept_multiple_files="directory",
        key=f"upload-folder-{turn}",
        help=f"{limit} Files with other endings stay where they are.",
    )
    handed_over = [*files, *folder]
    if refused := st.session_state.pop(f"refused-{url_params.CORPUS.name}", ""):
        st.error(markdown.literal(refused), icon=":material/error:")
    if handed_over:
        handing_over.take(
            corpora.UPLOADS, url_params.CORPUS, handed_over, partial(_files, handed_over)
        )


def _files(handed_over: list[UploadedFile]) -> tuple[str, Files]:
    upload = uploaded_corpus.of_files([(file.name, file.getvalue()) for file in handed_over])
    return upload.name, upload.files
