"""The sidebar's fields for someone's own corpus: files, a folder or an archive."""

from __future__ import annotations

import streamlit as st

from dashboard import corpora, uploaded_corpus, url_params
from dashboard.components import markdown
from dashboard.components.assets import asset
from refrain.errors import RefrainError
from refrain.loader import choice, companions
from refrain.wording import size

WHAT = (
    "Drop transcripts, captions, tables or chats here: files, a whole folder, or an archive. They "
    "become one corpus, with folders as topics where nothing else names any."
)
"""What can be dropped, for someone who has never seen it."""
_DROPPED = f"<script>\n{asset('dropped_folders.js')}</script>"


def offer() -> None:
    """Take what a visitor hands over; it is picked in the next run, or it is said why not."""
    st.html(_DROPPED, unsafe_allow_javascript=True)
    # With their dots: `text` alone would stand for all that browsers take for text.
    types = [ending for ending in choice.endings() if ending not in companions.MEDIA]
    limit = (
        f"Up to {st.get_option('server.maxUploadSize')} MB a file, {uploaded_corpus.MOST_FILES:,} "
        f"files and {size(uploaded_corpus.MOST_BYTES)} at once. All stays in this server's memory, "
        "for whoever has the link, until newer uploads take its place."
    )
    # Under another key each time, the fields forget what was taken.
    turn = st.session_state.setdefault("upload-turn", 0)
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
    if not handed_over:
        return
    try:
        upload = uploaded_corpus.of_files([(file.name, file.getvalue()) for file in handed_over])
    except RefrainError as error:
        st.error(markdown.literal(str(error)), icon=":material/error:")
        return
    if corpora.UPLOADS.take(url_params.CORPUS, upload.name, upload.files):
        st.session_state["upload-turn"] = turn + 1
        st.rerun()
