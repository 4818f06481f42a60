"""Show me the text."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import streamlit as st

from dashboard import cached, repeat_controls, similarity, text_picker, url_params, waiting
from dashboard.components import markdown
from dashboard.selection import Selection, current_selection, explain_if_empty
from dashboard.tables import texts as text_tables
from pages.reader import counterparts, highlighted_text, recording
from refrain import wording
from refrain.corpus import Corpus
from refrain.fragments import RepeatQuery
from refrain.partial_table import PartialTable
from refrain.schemas import STRING
from refrain.topics import NO_TOPIC, topic_label, topic_of

PROMPTS_NAMED = 20
SEAM_REASONS = {
    "spacing": "stitched here: such breaks stand at equal distances",
    "version": "stitched here: another version goes on differently",
}


def main() -> None:
    selection = current_selection()
    markdown.heading("Reader", "Show me the text, and where else its passages occur.")
    corpus = selection.corpus
    rows = cached.once(readable, corpus)
    if rows.empty:
        explain_if_empty(selection)
        return
    row = pick(rows, corpus.transcripts, selection.whole.transcripts)
    corpus = selection.with_texts
    row = corpus.transcripts.iloc[
        text_picker.row_of(corpus.transcripts["transcript_id"], row["transcript_id"])
    ]
    st.markdown(facts(row, corpus.transcripts))
    if pd.isna(row["text_id"]):
        st.warning(
            f"This label has no text. It stands in {markdown.literal(row['source'])}, line "
            f"{row['line']:,}: add its text above the labels of its prompt, or remove the label.",
            icon=":material/format_clear:",
        )
        return
    recording.show(selection, row)
    show_text(selection, row)


def readable(corpus: Corpus) -> pd.DataFrame:
    """A row per distinct text and per label without one, each with a name to pick it by, at the
    index of its transcript."""
    rows = corpus.transcripts[["transcript_id", "text_id", "topic", "role"]]
    rows = rows[rows["text_id"].isna() | ~rows["text_id"].duplicated()]
    # The distinct texts are in the order in which they appear first, as these rows are.
    unnamed = rows[rows["text_id"].isna()]
    label = topic_of(unnamed).map(topic_label) + " · " + unnamed["role"].astype("str")
    names = corpus.texts["name"].set_axis(rows.index[rows["text_id"].notna()])
    return rows.assign(name=pd.concat([names, (label + " · missing").astype(STRING)]))


def pick(rows: pd.DataFrame, transcripts: pd.DataFrame, whole: pd.DataFrame) -> pd.Series:
    """The transcript of the rows that the address names, or a person picks.

    A copy stands for the text that it is a copy of.
    """
    asked = url_params.TEXT_ID.get()
    ids = rows["transcript_id"]
    wanted = text_picker.row_of(ids, asked)
    if asked and wanted is None:
        same = text_picker.row_of(transcripts["transcript_id"], asked)
        text_id = None if same is None else transcripts["text_id"].iloc[same]
        wanted = None if pd.isna(text_id) else text_picker.row_of(rows["text_id"], text_id)
    if asked and wanted is None:
        is_left_out = text_picker.row_of(whole["transcript_id"], asked) is not None
        why = "is left out by the filters" if is_left_out else "is unknown"
        st.warning(f"The transcript “{markdown.literal(asked)}” {why}; showing another.")
    shown = rows.iloc[text_picker.offered(rows["name"], [wanted or 0])].set_index("transcript_id")
    first = ids.iloc[wanted or 0]
    picked = st.selectbox(
        "Transcript",
        list(shown.index),
        index=shown.index.get_loc(first),
        format_func=lambda option: f"{shown['name'][option]}   ({option})",
        key=f"text-{wanted}-{len(shown)}",
    )
    if picked != first:
        url_params.TEXT_ID.set(picked)
        url_params.AT.clear()
        st.rerun()
    return transcripts.loc[rows.index[wanted or 0]]


def facts(row: pd.Series, transcripts: pd.DataFrame) -> str:
    """What the transcript is, how long, and who uses it."""
    topic = str(row["topic"]) if pd.notna(row["topic"]) else NO_TOPIC
    clauses = [
        f"topic **{markdown.literal(topic)}**" if topic else "no topic",
        f"role **{row['role']}**",
        f"**{row['words']:,}** words, **{row['chars']:,}** characters",
    ]
    where = uses(transcripts, row["text_id"])
    if where.prompts:
        clauses.append(named_prompts(where.prompts))
    elif where.times > 1:
        clauses.append(f"appears {where.times:,} times")
    clauses.append(f":gray[{markdown.literal(row['source'])}, line {row['line']:,}]")
    return " · ".join(clauses)


class Uses(NamedTuple):
    """How often a text stands in the dataset, and in which prompts: their source and number."""

    times: int
    prompts: list[tuple[str, int]]


def uses(transcripts: pd.DataFrame, text_id: str) -> Uses:
    """Where a text is used."""
    appearances = transcripts.loc[transcripts["text_id"] == text_id, ["source", "prompt"]]
    prompts = appearances.dropna().drop_duplicates()
    numbers = [(str(source), int(prompt)) for source, prompt in prompts.itertuples(index=False)]
    return Uses(len(appearances), numbers)


def named_prompts(prompts: list[tuple[str, int]]) -> str:
    """`in prompts 1, 2 and 3 more`; where they are of several files, how many there are."""
    several = "s" * (len(prompts) > 1)
    files = len({source for source, _ in prompts})
    if files > 1:
        return f"in {len(prompts):,} prompts of {files:,} files"
    numbers = [str(number) for _, number in prompts]
    return f"in prompt{several} {markdown.first_names(numbers, PROMPTS_NAMED)}"


def verdict(share: float, where: Uses, query: RepeatQuery) -> str:
    """How much of the text is repeated: as a whole, where it is used again, and in part."""
    least = f"{query.min_words} words or more{similarity.in_words(query.similarity)}"
    if where.times == 1:
        if share:
            return f"{wording.percent(share)} of this transcript is repeated, here or elsewhere"
        kinds = repeat_controls.of_chosen_kinds(query)
        return f"Nothing of {least}{kinds} is repeated, here or elsewhere"
    prompts = f", in {wording.plural(len(where.prompts), 'prompt')}" if where.prompts else ""
    whole = f"All of it is repeated: this text is used {where.times:,} times{prompts}"
    if share:
        return f"{whole}. {wording.percent(share)} of it stands in other texts too, or twice in it"
    return f"{whole}. No passage of {least} stands in another text too, or twice in this one"


def show_text(selection: Selection, row: pd.Series) -> None:
    """The text, and once they are known its repeats, tinted and beside it as a table."""
    corpus = selection.with_texts
    query = repeat_controls.query()
    text_id = row["text_id"]
    repeats = NO_REPEATS
    with waiting.part():
        repeats = repeats_of_text(corpus, text_id, query)
        where = uses(corpus.transcripts, text_id)
        st.markdown(f"##### {verdict(repeats.share, where, query)}")
    chars = int(row["chars"])
    at = offset_in_address(chars)
    window = window_to_show(chars, at)
    left, right = st.columns([5, 4], gap="large")
    with left:
        seams: dict[int, str] = {}
        with waiting.part():
            seams = seams_of_text(corpus, text_id)
        if seams:
            st.caption(
                f"✂ marks {wording.plural(len(seams), 'seam')}: the text breaks off there and goes "
                "on elsewhere, as an excerpt does that was stitched together."
            )
        if len(repeats.highlights):
            highlighted_text.legend()
        marks = recording.marks(selection, row, at)
        text, highlights, links = row["text"], repeats.highlights, repeats.links
        highlighted_text.show(text, highlights, links, window, at, seams=seams, marks=marks)
    if repeats.stretches is not None:
        with right:
            counterparts.show(repeats.stretches, text_id, query)


class Repeats(NamedTuple):
    """What of a text repeats: its stretches to tint, where each leads by its start, the table of
    counterparts, and the share of the text."""

    highlights: pd.DataFrame
    links: dict[int, str]
    stretches: PartialTable | None
    share: float


# Before they were looked for.
NO_REPEATS = Repeats(pd.DataFrame(columns=["start", "end", "places"]), {}, None, 0.0)


def repeats_of_text(corpus: Corpus, text_id: str, query: RepeatQuery) -> Repeats:
    """What of a text repeats."""
    highlights = cached.highlights(corpus, text_id, query)
    stretches = text_tables.stretches(corpus, text_id, query)
    links = counterparts.links(highlights, stretches.rows, text_id, query.similarity)
    shares = cached.shares(corpus, query)
    share = shares.loc[shares["text_id"] == text_id, "share"].iloc[0]
    return Repeats(highlights, links, stretches, float(share))


def seams_of_text(corpus: Corpus, text_id: str) -> dict[int, str]:
    """The seams of a text: where, and why each is taken for one."""
    seams = cached.seams(corpus)
    seams = seams[seams["text_id"] == text_id]
    return {int(at): SEAM_REASONS[why] for at, why in zip(seams["at"], seams["why"], strict=True)}


def offset_in_address(chars: int) -> int | None:
    """The character that the address names; one beyond the end is the last."""
    at = url_params.AT.get()
    return None if at is None else min(at, max(chars - 1, 0))


def window_to_show(chars: int, at: int | None) -> tuple[int, int]:
    """From which character to which a text is shown: all of it, or of a long one a part."""
    part = highlighted_text.PART
    count = max(-(-chars // part), 1)
    if count == 1:
        return 0, chars
    asked = (at or 0) // part + 1
    page = st.pagination(count, default=asked, key=f"part-{asked}")
    start = (page - 1) * part
    end = min(start + part, chars)
    st.caption(f"Showing characters {start + 1:,} to {end:,} of {chars:,}.")
    return start, end


main()
