"""What would be cut, what would remain, and how do I get it?"""

import streamlit as st

from dashboard import cached, cleaning_rule, repeat_controls, url_params
from dashboard.components import downloads, fragment_table, markdown, tables
from dashboard.selection import current_selection, explain_if_empty
from pages.clean import struck_text
from refrain import boilerplate, wording
from refrain.fragments import RepeatQuery
from refrain.partial_table import PartialTable


def main() -> None:
    selection = current_selection()
    markdown.heading("Clean up", "What would be cut, what would remain, and how do I get it?")
    if explain_if_empty(selection):
        return
    corpus = selection.corpus
    min_words, kinds, carriers, keep = choose()
    fragments, total = cached.fragments(corpus, RepeatQuery(min_words), cleaning_rule.CANDIDATES)
    ruled = cleaning_rule.cut_by_rule(fragments, kinds, carriers)
    marked = marks(selection.name, corpus)
    chosen = tuple(dict.fromkeys([*ruled["fragment"], *marked]))
    cuts = cached.cuts(corpus, chosen, keep)
    said, preview = st.container(), st.container()
    with said:
        sentence(corpus, cuts, len(chosen), keep)
        offer_downloads(selection, cuts)
    tick(selection.name, PartialTable(fragments, total), set(ruled["fragment"]), marked)
    with preview:
        remains(corpus, cuts)


def choose() -> tuple:
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        with st.container(width=360):
            min_words = repeat_controls.min_words()
        carriers = st.selectbox(
            "Cut every fragment",
            list(cleaning_rule.RULES),
            index=list(cleaning_rule.RULES).index(cleaning_rule.DEFAULT_RULE),
            **url_params.CARRIERS.bound(),
            width=230,
            help="Single ones can be ticked below besides.",
        )
        kinds = repeat_controls.kinds()
        keep = st.segmented_control(
            "Of each, keep",
            list(cleaning_rule.KEEPS),
            default=url_params.KEEP.default,
            required=True,
            **url_params.KEEP.bound(),
        )
    return min_words, kinds, cleaning_rule.RULES[carriers], cleaning_rule.KEEPS[keep]


def marks(name: str, corpus) -> list[str]:
    """The fragments that were ticked singly: those of the URL, or of this session."""
    asked = url_params.CUT.get()
    index = cached.index(corpus)
    return [part for part in (asked or cleaning_rule.ticked(name)) if index.has(part)]


def remember(name: str, marked: list[str]) -> None:
    url_params.CUT.clear()
    url_params.update(cleaning_rule.tick(name, marked))


def sentence(corpus, cuts, fragments: int, keep: str) -> None:
    if cuts.empty:
        st.markdown("#### Nothing would be cut. Choose a rule above, or tick fragments below.")
        return
    words, total = int(cuts["words"].sum()), max(int(cached.index(corpus).word_counts.sum()), 1)
    each = "keeping each where it was first seen" if keep == boilerplate.FIRST else "keeping none"
    st.markdown(
        f"#### Cutting {wording.plural(fragments, 'fragment')}, {each}, would remove "
        f"{wording.plural(words, 'word')} ({wording.percent(words / total)}) at "
        f"{wording.plural(len(cuts), 'place')} in "
        f"{wording.plural(cuts['text_id'].nunique(), 'distinct text')}."
    )


def offer_downloads(selection, cuts) -> None:
    corpus = selection.corpus
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ending = st.segmented_control(
            "Format",
            downloads.ENDINGS,
            default=url_params.FORMAT.default,
            required=True,
            **url_params.FORMAT.bound(),
            label_visibility="collapsed",
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
            lambda: boilerplate.record(corpus.transcripts, cuts),
            f"{stem}-cuts",
            ending,
        )
    st.caption(
        "Your files are not changed. Every appearance of a text is cut alike. The second file "
        "gives everything back: each cut with its place and its text. `refrain clean` and "
        "`refrain restore` do the same on the command line."
    )


def remains(corpus, cuts) -> None:
    """How much of each text would go, and the text that would remain."""
    if cuts.empty:
        return
    texts = corpus.texts.set_index("text_id", drop=False)
    own = cuts.groupby("text_id", sort=False).agg(cut=("words", "sum"), cuts=("words", "size"))
    frame = own.join(texts[["name", "topic", "transcript_id", "words", "text_id"]])
    frame["share"] = 100 * frame["cut"] / frame["words"].clip(lower=1)
    frame = frame.sort_values("cut", ascending=False, kind="stable").reset_index(drop=True)
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.subheader("What would go", anchor=False)
        st.caption(f"{wording.plural(len(frame), 'text')}, most words cut first. Cut: in words.")
        columns = {
            "name": st.column_config.TextColumn("Transcript", width=140),
            "cut": st.column_config.NumberColumn("Cut", width=60, format="localized"),
            "cuts": st.column_config.NumberColumn("Cuts", width=50, format="localized"),
            "share": st.column_config.NumberColumn("Share", width=60, format="%.1f %%"),
        }
        clicked = tables.table(frame, key="remains", columns=columns, height=420)
        if clicked is not None:
            url_params.SEE.set(frame["text_id"][clicked])
    seen = url_params.SEE.get()
    seen = seen if seen in set(frame["text_id"]) else frame["text_id"][0]
    with right:
        st.subheader(f"What would remain of {markdown.literal(texts['name'][seen])}", anchor=False)
        st.caption("What would go is struck out.")
        struck_text.struck(texts["text"][seen], cuts[cuts["text_id"] == seen])


def tick(name: str, table: PartialTable, ruled: set[str], marked: list[str]) -> None:
    fragments, total = table
    st.subheader("Tick single fragments", anchor=False)
    if fragments.empty:
        st.markdown("None at this length. Move the slider to the left to find shorter ones.")
        return
    cut = f"Showing the {len(fragments):,} of {total:,} that save most; the rule looks at these. "
    st.caption(
        (cut if total > len(fragments) else "")
        + "Tick the boxes at the left; what the rule already takes has a scissors mark."
        + (
            " So many ticks do not fit a link: this address keeps none."
            * (len(marked) > cleaning_rule.MOST_IN_ADDRESS)
        )
    )
    shown = fragment_table.readable(fragments)
    shown.insert(0, "rule", ["✂" if part in ruled else "" for part in shown["fragment"]])
    rows = {part: n for n, part in enumerate(fragments["fragment"])}
    columns = {"rule": st.column_config.TextColumn("", width=30), **fragment_table.columns(shown)}
    listed = "-".join(map(str, (name, len(fragments), fragments["fragment"].iloc[0])))
    event = st.dataframe(
        shown[list(columns)],
        key=f"ticks-{listed}",
        hide_index=True,
        column_config=columns,
        height=320,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": [rows[part] for part in marked if part in rows]}},
    )
    ticked = [fragments["fragment"][n] for n in event["selection"]["rows"] if n < len(fragments)]
    elsewhere = [part for part in marked if part not in rows]
    if set(ticked + elsewhere) != set(marked):
        remember(name, [*elsewhere, *ticked])
        st.rerun()


main()
