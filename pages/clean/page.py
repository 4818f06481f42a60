"""What would be cut, what would remain, and how do I get it?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import built_answers, cached, cleaning_rule, repeat_controls, table_links, url_params
from dashboard.components import downloads, markdown
from dashboard.selection import Selection, current_selection, explain_if_empty
from dashboard.tables import clean as clean_tables
from dashboard.tables.clean import Rule
from pages.clean import cut_preview, tick_table
from refrain import boilerplate, wording
from refrain.boilerplate import Keep
from refrain.corpus import Corpus


def main() -> None:
    selection = current_selection()
    markdown.heading("Clean up", "What would be cut, what would remain, and how do I get it?")
    if explain_if_empty(selection):
        return
    corpus = selection.corpus
    built_answers.answer(corpus, "cuts", ())
    rule = rule_controls()
    fragments = clean_tables.candidates(corpus, rule)
    ticked = tick_table.ticked_fragments(selection)
    to_cut = clean_tables.to_cut(fragments.rows, ticked)
    cuts = cached.cuts(corpus, to_cut, rule.keep)
    summary, preview = st.container(), st.container()
    with summary:
        st.markdown(f"#### {sentence(corpus, cuts, len(to_cut), rule.keep)}")
        if message := boilerplate.emptied_message(corpus.transcripts, cuts):
            st.warning(markdown.literal(message), icon=":material/unpublished:")
        offer_downloads(selection, cuts, ticked)
    # Below the preview, but drawn before it: a tick runs the page again, preview and all.
    tick_table.show(selection.name, fragments, ticked, rule.similarity)
    with preview:
        cut_preview.show(corpus, cuts, ticked)


def rule_controls() -> Rule:
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        min_words, similarity = repeat_controls.length_and_similarity()
        carriers = st.selectbox(
            "Cut every fragment",
            list(cleaning_rule.RULES),
            index=list(cleaning_rule.RULES).index(cleaning_rule.DEFAULT_RULE),
            width=230,
            help="Single ones can be ticked below besides.",
            **url_params.CARRIERS.bound(),
        )
        kinds = repeat_controls.kinds()
        keep = st.segmented_control(
            "Of each, keep",
            list(cleaning_rule.KEEPS),
            default=url_params.KEEP.default,
            required=True,
            **url_params.KEEP.bound(),
        )
    picked, kept = cleaning_rule.RULES[carriers], cleaning_rule.KEEPS[keep]
    return Rule(min_words, similarity, kinds, picked, kept)


def sentence(corpus: Corpus, cuts: pd.DataFrame, fragments: int, keep: Keep) -> str:
    """How much would be cut, and where."""
    if cuts.empty:
        return "Nothing would be cut. Choose a rule above, or tick fragments below."
    words, total = int(cuts["words"].sum()), max(int(cached.index(corpus).word_counts.sum()), 1)
    each = "keeping each where it was first seen" if keep == boilerplate.FIRST else "keeping none"
    return (
        f"Cutting {wording.plural(fragments, 'fragment')}, {each}, would remove "
        f"{wording.plural(words, 'word')} ({wording.percent(words / total)}) at "
        f"{wording.plural(len(cuts), 'place')} in "
        f"{wording.plural(cuts['text_id'].nunique(), 'distinct text')}."
    )


def offer_downloads(selection: Selection, cuts: pd.DataFrame, ticked: list[str]) -> None:
    """The cleaned transcripts, and a second file that gives everything back."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ending = st.segmented_control(
            "Format",
            downloads.ENDINGS,
            default=url_params.FORMAT.default,
            required=True,
            label_visibility="collapsed",
            **url_params.FORMAT.bound(),
        )
        stem = downloads.file_stem(selection.name)
        downloads.button(
            "Download the cleaned transcripts",
            lambda: boilerplate.clean(selection.exported, cuts),
            f"{stem}-cleaned",
            ending,
        )
        downloads.button(
            "Download what was cut from where",
            lambda: boilerplate.record(selection.corpus.transcripts, cuts),
            f"{stem}-cuts",
            ending,
        )
    st.caption(
        "Your files are not changed. Every appearance of a text is cut alike. The second file "
        "gives everything back: each cut with its place and its text. `refrain clean` and "
        "`refrain restore` do the same on the command line."
    )
    params = {url_params.CUT: tuple(ticked)}
    with st.container(horizontal=True, gap="medium"):
        table_links.link(clean_tables.CLEANED, params, "The cleaned transcripts as data")
        table_links.link(clean_tables.CUTS, params, "The cuts as data")


main()
