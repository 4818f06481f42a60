"""What was each file taken for?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import cached, navigation, table_links, url_params
from dashboard.components import downloads, markdown, tables
from dashboard.selection import current_selection
from dashboard.tables import texts as text_tables
from refrain import recognised, wording
from refrain.corpus import Corpus


def main() -> None:
    """Every file, those of one kind, or those of a name; each leads to its first transcript."""
    corpus = current_selection().whole
    markdown.heading("Files", "What was each file taken for?")
    files = cached.files(corpus)
    formats = recognised.by_format(files)
    if files.empty:
        st.info("Nothing was read from a file here.", icon=":material/draft:")
        return
    st.markdown(f"{markdown.literal(recognised.sentence(formats))}.")
    shown = chosen(corpus, formats)
    if shown.empty:
        st.info("No file is of this kind and name.", icon=":material/filter_alt_off:")
        return
    show(shown, int(files["files"].sum()))


def chosen(corpus: Corpus, formats: pd.DataFrame) -> pd.DataFrame:
    """The files that the two controls leave."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        kind = st.selectbox(
            "Taken for",
            recognised.parts(formats),
            index=None,
            placeholder="All files",
            width=320,
            **url_params.TAKEN_FOR.bound(),
        )
        named = st.text_input(
            "Name has",
            placeholder="Part of a name or folder",
            width=320,
            **url_params.NAME_HAS.bound(),
        )
    return text_tables.files(corpus, kind, named)


def show(files: pd.DataFrame, total: int) -> None:
    """The files as a table, and below it what was said of the one that was clicked."""
    number_of_files = int(files["files"].sum())
    of = f" of {total:,}" if number_of_files < total else ""
    counted = f"{number_of_files:,}{of} files" if of else wording.plural(number_of_files, "file")
    st.caption(f"{counted}, in natural order. Click one to read its first transcript.")
    number = st.column_config.NumberColumn
    columns = {
        "source": st.column_config.TextColumn("File", width="medium"),
        "taken_for": st.column_config.TextColumn("Taken for", width=170),
        "files": number("Files", format="localized"),
        "transcripts": number("Transcripts", format="localized"),
        "words": number("Words", format="localized"),
        "problems": number("Problems", format="localized"),
        "message": st.column_config.TextColumn("The first problem", width="large"),
    }
    clicked = tables.table(files, key="files", columns=columns)
    with table_links.beside(text_tables.FILES):
        downloads.as_csv(files.drop(columns="taken_for"), "files")
    if clicked is None:
        return
    file = files.iloc[clicked]
    if pd.notna(file["transcript_id"]):
        navigation.open_reader(file["transcript_id"])
    else:
        name, message = markdown.literal(file["source"]), markdown.literal(file["message"])
        st.info(f"**{name}**  \n{message}", icon=":material/draft:")


main()
