"""Two transcripts side by side: what do they say alike?"""

import streamlit as st

from dashboard import cached, navigation, repeat_controls
from dashboard.components import markdown
from dashboard.selection import current
from pages.pair import side_by_side
from refrain import wording

AROUND = 4_000
LONGEST = 20_000


def main() -> None:
    selection = current()
    markdown.heading("Side by side", "What do these two transcripts say alike?")
    corpus = selection.corpus
    named = navigation.pair(corpus.texts)
    if named is None:
        st.info("This link names no two of the transcripts chosen here.", icon=":material/compare:")
        st.page_link("fragments/page.py", label="To the fragments", icon=":material/repeat:")
        return
    a, b = named
    query = repeat_controls.query()
    matches = cached.matches(corpus, a, b, query)
    one, two = (corpus.texts[corpus.texts["text_id"] == text].iloc[0] for text in named)
    if matches.empty:
        st.markdown(
            f"They share no passage of this length{repeat_controls.of_kinds(query)}. A shorter "
            "minimum length finds more."
        )
        return
    number = step(matches)
    match = matches.iloc[number]
    words = wording.plural(int(match["words"]), "word")
    st.markdown(
        f"**Passage {number + 1:,} of {len(matches):,}**: {words} alike. The same number and tint "
        "mark the same passage on both sides. The keys N and P lead on and back."
    )
    sides = zip(st.columns(2, gap="medium"), (one, two), "ab", strict=True)
    for column, text, side in sides:
        with column:
            st.markdown(f"##### {markdown.literal(text['name'])}")
            window = around(match, side, len(text["text"]))
            st.caption(f"Characters {window[0] + 1:,} to {window[1]:,} of {len(text['text']):,}.")
            side_by_side.show(text["text"], matches, side, number, window)
            if st.button("Read it in full", key=f"read-{side}", icon=":material/menu_book:"):
                navigation.open_reader(text["transcript_id"], int(match[f"{side}_start"]))


def step(matches) -> int:
    """Which match to show: the one that the URL names, moved by the buttons."""
    asked = st.query_params.get("match", "")
    number = int(asked) if asked.isdecimal() else nearest(matches)
    number = min(number, len(matches) - 1)
    with st.container(horizontal=True, vertical_alignment="center"):
        back = st.button(
            "Previous", icon=":material/arrow_back:", shortcut="P", disabled=number == 0
        )
        on = st.button(
            "Next",
            icon=":material/arrow_forward:",
            shortcut="N",
            disabled=number + 1 == len(matches),
        )
        if st.button("Dot plot", icon=":material/scatter_plot:"):
            navigation.go("fragments", view="dot plot", pair=st.query_params["pair"])
    moved = min(max(number + on - back, 0), len(matches) - 1)
    if moved != number:
        st.query_params["match"] = str(moved)
        for name in ("at", "there"):
            st.query_params.pop(name, None)
        st.rerun()
    return number


def nearest(matches) -> int:
    """The match around the characters that the URL names, or the first."""
    distance = 0
    for name, side in (("at", "a"), ("there", "b")):
        asked = st.query_params.get(name, "")
        if asked.isdecimal():
            before = (matches[f"{side}_start"] - int(asked)).clip(lower=0)
            distance = distance + before + (int(asked) - matches[f"{side}_end"] + 1).clip(lower=0)
    return 0 if isinstance(distance, int) else int(distance.to_numpy().argmin())


def around(match, side: str, length: int) -> tuple[int, int]:
    start, end = int(match[f"{side}_start"]), int(match[f"{side}_end"])
    return max(start - AROUND, 0), min(min(end, start + LONGEST) + AROUND, length)


main()
