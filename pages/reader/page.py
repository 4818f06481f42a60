"""Show me the text."""

import pandas as pd
import streamlit as st

from dashboard import cached, repeat_controls, url_params
from dashboard.components import markdown
from dashboard.selection import current_selection, explain_if_empty
from pages.reader import counterparts, highlighted_text
from refrain import wording
from refrain.topics import topic_of


def main() -> None:
    selection = current_selection()
    markdown.heading("Reader", "Show me the text, and where else its passages occur.")
    corpus = selection.corpus
    rows = readable(corpus)
    if rows.empty:
        explain_if_empty(selection)
        return
    row = pick(rows, corpus.transcripts, selection.whole.transcripts)
    facts(row, corpus.transcripts)
    if pd.isna(row["text_id"]):
        st.warning(
            f"This label has no text. It stands in {markdown.literal(row['source'])}, line "
            f"{row['line']:,}: add its text above the labels of its prompt, or remove the label.",
            icon=":material/format_clear:",
        )
        return
    body(corpus, row)


def readable(corpus) -> pd.DataFrame:
    """A row per distinct text and per label without one, each with a name to pick it by."""
    rows = corpus.transcripts
    rows = rows[rows["text_id"].isna() | ~rows["text_id"].duplicated()]
    names = corpus.texts.set_index("text_id")["name"]
    unnamed = topic_of(rows) + " · " + rows["role"].astype("str") + " · missing"
    return rows.assign(name=rows["text_id"].map(names).fillna(unnamed))


def pick(rows: pd.DataFrame, transcripts: pd.DataFrame, whole: pd.DataFrame) -> pd.Series:
    asked = url_params.TEXT_ID.get()
    by_id = rows.set_index("transcript_id", drop=False)
    first = dict(zip(rows["text_id"], rows["transcript_id"], strict=True))
    alias = dict(zip(transcripts["transcript_id"], transcripts["text_id"], strict=True))
    wanted = asked if asked in by_id.index else first.get(alias.get(asked))
    if asked and wanted is None:
        why = "is left out by the filters" if asked in set(whole["transcript_id"]) else "is unknown"
        st.warning(f"The transcript “{markdown.literal(asked)}” {why}; showing another.")
    options = list(by_id.index)
    name = by_id["name"].to_dict()
    chosen = st.selectbox(
        "Transcript",
        options,
        index=options.index(wanted) if wanted else 0,
        format_func=lambda option: f"{name[option]}   ({option})",
        key=f"text-{wanted}",
    )
    if chosen != (wanted or options[0]):
        url_params.TEXT_ID.set(chosen)
        url_params.AT.clear()
        st.rerun()
    return by_id.loc[chosen]


def facts(row: pd.Series, transcripts: pd.DataFrame) -> None:
    same = transcripts[transcripts["text_id"] == row["text_id"]]
    prompts = sorted(same["prompt"].dropna().unique())
    where = f"{markdown.literal(row['source'])}, line {row['line']:,}"
    told = [
        f"topic **{markdown.literal(str(row['topic']))}**"
        if pd.notna(row["topic"])
        else "no topic",
        f"role **{row['role']}**",
        f"**{row['words']:,}** words, **{row['chars']:,}** characters",
    ]
    if prompts:
        told.append(f"in prompt{'s' * (len(prompts) > 1)} {', '.join(map(str, prompts[:20]))}")
    elif len(same) > 1:
        told.append(f"appears {len(same):,} times")
    st.markdown(" · ".join(told) + f" · :gray[{where}]")


def body(corpus, row: pd.Series) -> None:
    query = repeat_controls.query()
    index = cached.index(corpus)
    marks = index.highlights(row["text_id"], query)
    twins = counterparts.of(index, row["text_id"], query)
    seams = seams_of(corpus, row["text_id"])
    share = cached.shares(corpus, query).set_index("text_id")["share"][row["text_id"]]
    st.markdown(f"##### {wording.percent(share)} of this transcript is repeated, here or elsewhere")
    chars = int(row["chars"])
    at = offset(chars)
    window = part(chars, at)
    left, right = st.columns([5, 4], gap="large")
    with left:
        if seams:
            st.caption(
                f"✂ marks {wording.plural(len(seams), 'seam')}: the text breaks off there and goes "
                "on elsewhere, as an excerpt does that was stitched together."
            )
        if len(marks):
            highlighted_text.key()
        links = counterparts.links(marks, twins.rows, row["text_id"])
        highlighted_text.show(row["text"], marks, links, window, at, seams)
    with right:
        counterparts.listed(twins, row["text_id"], query)


WHY = {
    "spacing": "stitched here: such breaks stand at equal distances",
    "version": "stitched here: another version goes on differently",
}


def seams_of(corpus, text_id: str) -> dict[int, str]:
    """The seams of a text: where, and why it is one."""
    found = cached.seams(corpus)
    own = found[found["text_id"] == text_id]
    return {int(at): WHY[why] for at, why in zip(own["at"], own["why"], strict=True)}


def offset(chars: int) -> int | None:
    asked = url_params.AT.get()
    return None if asked is None else min(asked, max(chars - 1, 0))


def part(chars: int, at: int | None) -> tuple[int, int]:
    """The stretch of a long text to show, in characters."""
    count = max(-(-chars // highlighted_text.PART), 1)
    if count == 1:
        return 0, chars
    chosen = (at or 0) // highlighted_text.PART + 1
    page = st.pagination(count, default=chosen, key=f"part-{chosen}")
    start = (page - 1) * highlighted_text.PART
    end = min(start + highlighted_text.PART, chars)
    st.caption(f"Showing characters {start + 1:,} to {end:,} of {chars:,}.")
    return start, end


main()
