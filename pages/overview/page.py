"""What is here, and what is wrong with it?"""

import pandas as pd
import streamlit as st

from dashboard import cached, navigation
from dashboard.components import charts, downloads, markdown, tables
from dashboard.page import Page
from dashboard.selection import current_selection
from refrain import summary, topics, wording
from refrain.audit import FINDING_KINDS
from refrain.figures import topics as figures
from refrain.fragments import MIN_WORDS

ICONS = {
    "error": ":red[:material/error:]",
    "warning": ":orange[:material/warning:]",
    "note": ":gray[:material/info:]",
}
# So many findings of a kind are shown; the table has all.
MOST = {"error": 5, "warning": 3, "note": 3}
PLACES = 8


def main() -> None:
    selection = current_selection()
    corpus = selection.corpus
    markdown.heading(markdown.literal(corpus.name), "What is here, and what is wrong with it?")
    numbers(corpus)
    left, right = st.columns([3, 2], gap="large")
    with left:
        wrong(cached.findings(corpus))
    with right:
        onward(corpus)
        repeated(corpus)
        about(corpus, selection.colours)
    everything(selection)


def numbers(corpus) -> None:
    counts = summary.counts(corpus)
    shown = {
        "Prompts": counts.prompts,
        "Transcripts": counts.transcripts,
        "Distinct texts": counts.distinct_texts,
        "Words": counts.words,
        "Topics": counts.topics,
    }
    helps = {
        "Prompts": "A prompt is its shots (examples) and its target.",
        "Transcripts": "Appearances that have a text; "
        f"{wording.plural(counts.missing, 'label')} without.",
        "Distinct texts": "Equal texts counted once.",
        "Words": "Over all appearances, parts between white space.",
        "Topics": "Labels, or the folders that hold the files.",
    }
    if not shown["Prompts"]:
        del shown["Prompts"]
    with st.container(horizontal=True, gap="small"):
        for name, value in shown.items():
            st.metric(name, f"{value:,}", help=helps[name], width=135)


def wrong(findings: pd.DataFrame) -> None:
    st.subheader("What is wrong", anchor=False)
    if findings.empty:
        st.success(
            "Nothing was found: files and labels are in order, and the texts are whole.",
            icon=":material/check_circle:",
        )
        return
    summed_up(findings)
    for severity, rows in findings.groupby("severity", sort=True, observed=True):
        if severity == "note":
            count = wording.plural(len(rows), "note")
            # Open where there is nothing graver to read first.
            with st.expander(f"{count}: worth knowing", expanded=len(rows) == len(findings)):
                kinds(rows)
        else:
            kinds(rows)
    with st.expander(f"{wording.plural(len(findings), 'finding')} as a table"):
        columns = {
            "severity": "Severity",
            "message": st.column_config.TextColumn("What", width="large"),
            "source": "File",
            "line": "Line",
        }
        clicked = tables.table(findings, key="findings", columns=columns)
        downloads.as_csv(findings, "findings")
    if clicked is not None and pd.notna(findings["transcript_id"][clicked]):
        at = findings["at"][clicked]
        navigation.open_reader(findings["transcript_id"][clicked], None if pd.isna(at) else int(at))


def summed_up(findings: pd.DataFrame) -> None:
    counts = findings["severity"].value_counts()
    told = [
        f"{ICONS[severity]} {wording.plural(int(counts[severity]), severity)}"
        for severity in ICONS
        if counts[severity]
    ]
    st.markdown("  ·  ".join(told))


def kinds(findings: pd.DataFrame) -> None:
    for kind, rows in findings.groupby("kind", sort=False):
        severity, singular, plural, advice = FINDING_KINDS[kind]
        name = singular if len(rows) == 1 else plural
        shown = rows.head(MOST[severity])
        cut = f" Showing {len(shown)} of {len(rows):,}." if len(rows) > len(shown) else ""
        st.markdown(f"{ICONS[severity]} **{len(rows):,} {name}**  \n:small[:gray[{advice}{cut}]]")
        with st.container(gap="xsmall"):
            for row in shown.itertuples(index=False):
                finding(row)


def finding(row) -> None:
    """What is wrong, a way to its place, and below it what was seen there."""
    line = f" :gray[line {row.line:,}]" if pd.notna(row.line) else ""
    label = markdown.literal(row.subject) + line
    message = f":small[{markdown.literal(row.message)}]"
    if pd.isna(row.transcript_id):
        st.markdown(f"- {label}\n\n> {message}")
        return
    with st.container(gap=None):
        with st.container(horizontal=True, gap="xxsmall", vertical_alignment="center"):
            lead(row.transcript_id, row.at, label, "Read it there")
            places(row)
        st.markdown(f"> {message}")


def places(row) -> None:
    """A link to each place of a finding that has several."""
    if not isinstance(row.places, tuple) or len(row.places) < 2:
        return
    for number, at in enumerate(row.places[:PLACES], 1):
        lead(row.transcript_id, at, f":small[{number}]", f"Place {number}", icon=None)
    if len(row.places) > PLACES:
        st.markdown(f":small[:gray[… of {len(row.places):,}]]", width="content")


def lead(transcript_id, at, label: str, told: str, icon=":material/arrow_forward:") -> None:
    """A link to a place in a transcript."""
    params = navigation.place_in_reader(transcript_id, None if pd.isna(at) else int(at))
    navigation.page_link(Page.READER, label, icon=icon, help=told, params=params)


def onward(corpus) -> None:
    """What to do next."""
    st.subheader("What to do next", anchor=False)
    if not len(corpus.texts):
        st.markdown("Add a text: see on the left what is missing.")
        return
    navigation.page_link(
        Page.FRAGMENTS,
        label="See what repeats, and what to cut",
        icon=":material/repeat:",
    )
    navigation.page_link(
        Page.LENGTHS,
        label="See whether it fits the context window",
        icon=":material/straighten:",
    )
    st.download_button(
        "Download the report",
        lambda: cached.report(corpus),
        f"{corpus.name}.report.html",
        "text/html",
        icon=":material/download:",
        key="download-report",
        on_click="ignore",
        help="One file with the findings, pictures and tables, to send to someone. It opens "
        "without a network.",
    )


def repeated(corpus) -> None:
    st.subheader("What repeats", anchor=False)
    if not len(corpus.texts):
        st.markdown("Nothing to compare.")
        return
    saved = cached.index(corpus).savings()
    if not saved["repeated_share"]:
        st.markdown(f"No passage of {MIN_WORDS} words or more occurs more than once.")
        return
    st.markdown(
        f"**{wording.percent(saved['repeated_share'])}** of the distinct text lies in passages "
        f"of {MIN_WORDS} words or more that occur more than once. Keeping each once would save "
        f"**{wording.plural(saved['saved'], 'word')}** ({wording.percent(saved['saved_share'])})."
    )


def about(corpus, colours) -> None:
    distribution = topics.distribution(corpus.transcripts)
    if distribution.empty:
        return
    shown = distribution.head(12)
    note = (
        f"Showing 12 of {len(distribution):,} topics, by words." if len(distribution) > 12 else ""
    )
    figure = figures.words(shown, colours)
    charts.picture("Words by topic", figure, key="words-by-topic", note=note)
    navigation.page_link(Page.TOPICS, label="More on topics", icon=":material/category:")


def everything(selection) -> None:
    st.subheader("All transcripts", anchor=False)
    rows = selection.corpus.transcripts
    if rows.empty:
        st.markdown("No transcript was found in these files.")
        return
    st.caption(f"{wording.plural(len(rows), 'row')}, in file order. Click one to read it.")
    columns = {
        "transcript_id": "Transcript",
        "role": "Role",
        "topic": "Topic",
        "words": st.column_config.NumberColumn("Words", format="localized"),
        "chars": st.column_config.NumberColumn("Characters", format="localized"),
        "line": st.column_config.NumberColumn("Line", format="localized"),
        "text": st.column_config.TextColumn("Text", width="large"),
    }
    # The table shows how a text begins; the whole texts would be sent to the browser otherwise.
    shown = rows[list(columns)].assign(text=rows["text"].str.slice(0, 160))
    clicked = tables.table(shown, key="transcripts", columns=columns)
    downloads.as_csv(selection.exported, "transcripts")
    if clicked is not None:
        navigation.open_reader(rows["transcript_id"][clicked])


main()
