"""How long is it, and does it fit the context window?"""

import pandas as pd
import streamlit as st

from dashboard import navigation, tokenizer_picker, url_params
from dashboard.components import charts, downloads, markdown, tables
from dashboard.selection import current_selection, explain_if_empty
from dashboard.url_params import Param
from pages.lengths import savings_table
from refrain import budget, lengths, wording
from refrain.figures import lengths as figures
from refrain.figures.colours import GREY

UNITS = {"tokens": "tokens", "words": "words", "characters": "chars"}
PICTURES = {
    "histogram": (figures.histogram, "How many {of} have each length"),
    "box": (figures.box, "Median, quartiles and outliers of the {of}"),
    "cumulative": (figures.ecdf, "The share of {of} up to each length"),
}
MOST_ROWS, MOST_COLOURS, COLOURS = 20, 12, 10
NUMBER = st.column_config.NumberColumn


def main() -> None:
    selection = current_selection()
    markdown.heading("Lengths", "How long is it, and does it fit the context window?")
    if explain_if_empty(selection):
        return
    corpus = selection.corpus
    of, distinct, unit, tokenizer = controls(corpus)
    line = budget_line(figures.UNIT_NAMES[unit])
    sizes = tokenizer_picker.sizes(selection, tokenizer)
    frame = rows(corpus, of, distinct, sizes)
    verdict(frame, of, unit, line)
    by, look = draw(frame, of, unit, line, selection.colours)
    exceeding(frame, of, unit, line)
    savings_table.show(selection, (of, unit), tokenizer, sizes, line)
    unusual(frame, by, of, unit)
    numbers(frame, by, of, look)
    extremes(frame, of, unit)


def controls(corpus):
    """What is measured ("prompts" or "transcripts"), whether equal texts count once, the unit,
    and the tokenizer where the unit is tokens (and one could be opened)."""
    has_prompts = bool(corpus.transcripts["prompt"].notna().any())
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        of = (
            choice("Of", ["prompts", "transcripts"], url_params.OF)
            if has_prompts
            else "transcripts"
        )
        unit = UNITS[choice("Unit", list(UNITS), url_params.UNIT)]
        tokenizer = tokenizer_picker.choose_tokenizer() if unit == "tokens" else None
        distinct = of == "transcripts" and st.toggle(
            "Count equal texts once",
            value=url_params.DISTINCT.default,
            **url_params.DISTINCT.bound(),
        )
    return of, distinct, "words" if unit == "tokens" and tokenizer is None else unit, tokenizer


def budget_line(name: str) -> tuple[int, str]:
    label = st.select_slider(
        f"Budget, in {name}",
        list(budget.BUDGETS),
        value=url_params.BUDGET.default,
        **url_params.BUDGET.bound(),
        help="What has to fit: the context window of a model, less what its answer needs. "
        "4k is 4,000, 1M is 1,000,000.",
    )
    return budget.BUDGETS[label], label


def choice(label: str, options: list[str], param: Param[str]) -> str:
    return st.segmented_control(
        label, options, default=param.default, required=True, **param.bound()
    )


def rows(corpus, of: str, distinct: bool, sizes: pd.DataFrame) -> pd.DataFrame:
    if of == "prompts":
        return budget.prompts(corpus.transcripts, sizes)
    tokens = sizes.get("tokens", None)
    frame = lengths.lengths(corpus.transcripts, distinct=distinct, tokens=tokens)
    return frame.assign(name=frame["text_id"].map(corpus.texts.set_index("text_id")["name"]))


def verdict(frame, of: str, unit: str, line: tuple[int, str]) -> None:
    over, name = budget.over(frame, unit, line[0]), figures.UNIT_NAMES[unit]
    values = frame[unit]
    one = of[:-1]
    longest = markdown.literal(frame["name"][values.idxmax()])
    most = f"The longest, {longest}, has **{values.max():,}**"
    if over.empty:
        said = f"**All {wording.plural(len(frame), one)} fit** in {line[1]} {name}. {most}."
        if len(frame) == 1:
            said = f"The {one} **fits** in {line[1]} {name}: it has {values.max():,}."
    else:
        verb = "exceeds" if len(over) == 1 else "exceed"
        said = (
            f"**{len(over):,} of {wording.plural(len(frame), one)} {verb}** {line[1]} {name}. "
            f"{most}: {over['over'][0]:,} too many."
        )
    if len(frame) > 1:
        said += (
            f" Half have {values.median():,.0f} or fewer; together they have "
            f"**{values.sum():,} {name}**."
        )
    st.markdown(said)
    missing = int(frame["missing"].sum()) if "missing" in frame else 0
    if missing:
        st.caption(
            f"{wording.plural(missing, 'text')} missing from these prompts: each counts as "
            "nothing, so its prompt is longer than it looks here."
        )


def draw(frame, of: str, unit: str, line, colours) -> tuple[str, figures.Look]:
    groups = grouping(frame)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        drawn = choice("Picture", list(PICTURES), url_params.PICTURE)
        by = choice("By", groups, url_params.BY) if len(groups) > 1 else groups[0]
        log = choice("Scale", ["linear", "log"], url_params.SCALE) == "log"
    look = figures.Look(unit, log, line, of)
    shown, note, others = few_groups(frame, by, rows=drawn == "box")
    if not look.shows_budget(shown[unit].max()):
        note = f"{note} The budget of {line[1]} is far to the right of this picture.".strip()
    picture, title = PICTURES[drawn]
    title = f"{title.format(of=of)}, in {figures.UNIT_NAMES[unit]}"
    charts.picture(
        title, picture(shown, by, look, {**colours, others: GREY}), key="lengths", note=note
    )
    return by, look


def grouping(frame) -> list[str]:
    """By what it makes sense to group: a source each, or one for all, tells nothing."""
    shared = 1 < frame["source"].nunique() < len(frame)
    roles = frame["role"].nunique() > 1
    return ["topic", *(["role"] if roles else []), *(["source"] if shared else [])]


def few_groups(frame, by: str, rows: bool):
    """The groups that can be told apart: others are left out where each is a row, else taken
    together. The frame, what to say of it, and the name of the others."""
    sizes = frame[by].value_counts()
    if len(sizes) <= (MOST_ROWS if rows else MOST_COLOURS):
        return frame, "", ""
    if rows:
        kept = frame[frame[by].isin(sizes.index[:MOST_ROWS])]
        return kept, f"Showing the {MOST_ROWS} {by}s with most of them, of {len(sizes):,}.", ""
    # The ellipsis sorts behind all letters, so the others come last.
    others = f"… {len(sizes) - COLOURS:,} other {by}s"
    grouped = frame[by].where(frame[by].isin(sizes.index[:COLOURS]), others)
    note = f"The {COLOURS} {by}s with most of them have a colour; the others are grey, together."
    return frame.assign(**{by: grouped}), note, others


def exceeding(frame, of: str, unit: str, line) -> None:
    over = budget.over(frame, unit, line[0])
    if over.empty:
        return
    st.subheader(f"The {of} that exceed {line[1]} {figures.UNIT_NAMES[unit]}", anchor=False)
    st.caption("Click one to read it." if of == "transcripts" else "Click one to read its target.")
    columns = {
        "name": of[:-1].capitalize(),
        "topic": "Topic of its target" if of == "prompts" else "Topic",
        unit: NUMBER(figures.UNIT_NAMES[unit].capitalize(), format="localized"),
        "over": NUMBER("Too many", format="localized"),
        "share": NUMBER("Over by", format="percent"),
    }
    clicked = tables.table(over.round({"share": 2}), key="over", columns=columns)
    downloads.as_csv(over, "over-budget")
    if clicked is not None:
        navigation.open_reader(over["transcript_id"][clicked])


def unusual(frame, by: str, of: str, unit: str) -> None:
    st.subheader("Unusually long or short", anchor=False)
    rule = (
        f"Farther from the middle half of its {by} than one and a half times that half's width, on "
        "a log scale (Tukey's fences)."
    )
    groups = frame.groupby(by).size()
    fewest = lengths.FEWEST_IN_GROUP
    if not (groups >= fewest).any():
        st.markdown(
            f"None is called so here: that takes {fewest} {of} of one {by} or more, and no "
            f"{by} has so many."
        )
        return
    found = lengths.outliers(frame, by, unit)
    too_few = int((groups < fewest).sum())
    aside = f" {wording.plural(too_few, by)} with fewer than {fewest} {of} left aside."
    if found.empty:
        st.markdown(f"None of the {len(frame):,} {of} is.")
        st.caption(rule + (aside if too_few else ""))
        return
    long = int((found["outlier"] == "long").sum())
    st.markdown(f"**{long:,}** unusually long, **{len(found) - long:,}** unusually short.")
    st.caption(f"{rule}{aside if too_few else ''} Click one to read it.")
    columns = {
        "name": of[:-1].capitalize(),
        by: by.capitalize(),
        "outlier": "Unusually",
        unit: NUMBER(figures.UNIT_NAMES[unit].capitalize(), format="localized"),
        "times": NUMBER("Times the median", format="%.2f"),
        "fence": NUMBER("The fence", format="localized", step=1),
    }
    clicked = tables.table(found, key="unusual", columns=columns)
    if clicked is not None:
        navigation.open_reader(found["transcript_id"][clicked])


def numbers(frame, by: str, of: str, look: figures.Look) -> None:
    name = figures.UNIT_NAMES[look.unit]
    st.subheader(f"Lengths by {by}, in {name}", anchor=False)
    table = lengths.summary(frame, by, look.unit)
    whole = {
        column: NUMBER(column.capitalize(), format="localized", step=1)
        for column in ("shortest", "median", "mean", "longest", "total")
    }
    columns = {by: by.capitalize(), "transcripts": of.capitalize(), **whole}
    st.dataframe(table.round(0), hide_index=True, column_config=columns)
    downloads.as_csv(table, "lengths")


def extremes(frame, of: str, unit: str) -> None:
    if len(frame) < 2:
        return
    st.subheader("From the longest to the shortest", anchor=False)
    st.caption("Click one to read it.")
    ordered = frame.sort_values(unit, ascending=False, ignore_index=True)
    units = {
        column: NUMBER(label.capitalize(), format="localized")
        for label, column in UNITS.items()
        if column in frame
    }
    role = {"role": "Role"} if frame["role"].nunique() > 1 else {}
    columns = {"name": of[:-1].capitalize(), "topic": "Topic", **role, **units}
    clicked = tables.table(ordered, key="extremes", columns=columns)
    if clicked is not None:
        navigation.open_reader(ordered["transcript_id"][clicked])


main()
