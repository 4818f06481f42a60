"""Every parameter of the address, once: its name, how it is read, its default, what it means, and
the pages that have it. A page's whole state is in its address, so this is the state that there is.

A widget is bound to its parameter with `**url_params.SORT.bound()`, and Streamlit keeps the two in
step. All else is read and written with `get`, `set` and `clear`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypedDict, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.page import Page
from refrain import fragments

T = TypeVar("T")
Written = str | list[str]
"""A value as it stands in the address; a list is a parameter that stands there several times."""


@dataclass(frozen=True, eq=False)
class ValueType:
    """How a parameter's values are read from the address (None: cannot be), and written to it."""

    label: str
    read: Callable[[list[str]], Any]
    write: Callable[[Any], Written] = str


def _whole_number(values: list[str]) -> int | None:
    return int(values[-1]) if values[-1].isdecimal() else None


def _number(values: list[str]) -> float | None:
    try:
        return float(values[-1])
    except ValueError:
        return None


def _switch(values: list[str]) -> bool | None:
    return {"true": True, "false": False}.get(values[-1].lower())


def _comma_separated(values: list[str]) -> tuple[str, ...]:
    return tuple(filter(None, values[-1].split(",")))


def _two_ids(values: list[str]) -> tuple[str, str] | None:
    one, _, two = values[-1].partition(".")
    return (one, two) if one and two else None


TEXT = ValueType("text", lambda values: values[-1])
TEXTS = ValueType("texts, each as a parameter", tuple, list)
LISTED = ValueType("ids, with commas between", _comma_separated, ",".join)
TWO_IDS = ValueType("two ids, with a dot between", _two_ids, ".".join)
WHOLE_NUMBER = ValueType("whole number", _whole_number)
NUMBER = ValueType("number", _number)
SWITCH = ValueType("true or false", _switch, lambda value: str(value).lower())
CHOICE = ValueType("as the control says", lambda values: values[-1])


class Bound(TypedDict):
    """What a widget is given so that its value stands in the address."""

    key: str
    bind: Literal["query-params"]


@dataclass(frozen=True, eq=False)
class Param(Generic[T]):
    """A parameter of the address.

    `pages` have it; where there are none, all have it, and a step from one to another keeps it.
    `former_name` is what links that were sent earlier call it, on its pages.
    """

    name: str
    type: ValueType
    default: T
    meaning: str
    pages: tuple[Page, ...] = field(default=(), kw_only=True)
    former_name: str = field(default="", kw_only=True)

    @property
    def shared(self) -> bool:
        """Whether all pages have it."""
        return not self.pages

    def bound(self) -> Bound:
        """The arguments that bind a widget to it."""
        return {"key": self.name, "bind": "query-params"}

    def given(self) -> bool:
        """Whether the address has it."""
        return self.name in st.query_params

    def get(self) -> T:
        """Its value in the address; the default where there is none, or one that cannot be read."""
        return self.read(st.query_params.get_all(self.name))

    def read(self, values: list[str]) -> T:
        """What these values of an address say; the default where there are none, or none that can
        be read."""
        value: T | None = self.type.read(values) if values else None
        return self.default if value is None else value

    def chosen(self) -> T | None:
        """What its widget has, where one is on this page; else what the address has."""
        value: T | None = st.session_state.get(self.name, self.get())
        return value

    def set(self, value: T) -> None:
        """Put it into the address."""
        st.query_params[self.name] = self.type.write(value)

    def clear(self) -> None:
        """Take it out of the address."""
        st.query_params.pop(self.name, None)

    def unbind(self) -> None:
        """Let it reach the next page, where a widget of the same key takes it.

        Streamlit believes that a bound parameter belongs to the page whose widget it was, and takes
        it out of the address of any other, Back included. Call it when the widget is made.
        """
        context = get_script_run_ctx()
        if context is None:
            return
        with context.session_state.query_params() as params:
            binding = params.get_binding_for_param(self.name)
            if binding is not None:
                params.unbind_widget(binding.widget_id)


Params = Mapping[Param[Any], Any]
"""Parameters with a value each, for an address."""

# --- All pages ---------------------------------------------------------------------------------

CORPUS = Param("corpus", TEXT, "", "the corpus, by its name in the picker (default: the first)")
TOPIC = Param[tuple[str, ...]]("topic", TEXTS, (), "only transcripts of these topics")
ROLE = Param[tuple[str, ...]]("role", TEXTS, (), "only transcripts in these roles")
SUGGEST = Param("suggest", SWITCH, False, "suggested topics in place of the dataset's own")
SUGGESTED = Param("suggested", CHOICE, "automatic", "how many topics are suggested")
TOPIC_NAMES = Param("topic_names", TEXT, "", "names of suggested topics, a line each")
TEXT_COLUMN = Param(
    "text_column", CHOICE, "", "the column of tables that has the text (default: guessed)"
)
TOPIC_COLUMN = Param(
    "topic_column", CHOICE, "", "the column of tables that has the topic (default: guessed)"
)
TITLE_COLUMN = Param(
    "title_column", CHOICE, "", "the column of tables that has the title (default: guessed)"
)
MIN_WORDS = Param(
    "min_words",
    WHOLE_NUMBER,
    fragments.MIN_WORDS,
    "the minimum length of a repeat, 5 to 100 words",
)
SIMILARITY = Param(
    "similarity",
    CHOICE,
    "exact",
    "the percentage of words in which places of a repeat agree at least: 60, 65 … 95, or exact",
)
KIND = Param[tuple[str, ...]]("kind", TEXTS, (), "only repeats of these kinds")

# --- Topics and Lengths ------------------------------------------------------------------------

MEASURE = Param(
    "measure", CHOICE, "words", "what the size of a topic is counted in", pages=(Page.TOPICS,)
)
TOKENIZER = Param(
    "tokenizer",
    TEXT,
    "o200k",
    "what tokens are counted with",
    pages=(Page.TOPICS, Page.LENGTHS),
)
OF = Param("of", CHOICE, "prompts", "prompts, or transcripts", pages=(Page.LENGTHS,))
UNIT = Param("unit", CHOICE, "tokens", "what lengths are counted in", pages=(Page.LENGTHS,))
DISTINCT = Param("distinct", SWITCH, True, "count equal texts once", pages=(Page.LENGTHS,))
BUDGET = Param("budget", CHOICE, "8k", "the length that has to fit", pages=(Page.LENGTHS,))
PICTURE = Param("picture", CHOICE, "histogram", "how lengths are drawn", pages=(Page.LENGTHS,))
BY = Param("by", CHOICE, "topic", "how lengths are grouped", pages=(Page.LENGTHS,))
SCALE = Param("scale", CHOICE, "linear", "the scale of lengths", pages=(Page.LENGTHS,))

# --- Fragments ---------------------------------------------------------------------------------

VIEW = Param("view", CHOICE, "coverage map", "which picture of repetition", pages=(Page.FRAGMENTS,))
AT_LEAST = Param(
    "at_least",
    NUMBER,
    0.0,
    "only transcripts with so much repeated, in percent",
    pages=(Page.FRAGMENTS,),
)
SORT = Param(
    "sort",
    CHOICE,
    "topic and similarity",
    "the order of the coverage map's rows",
    pages=(Page.FRAGMENTS,),
)
AXIS = Param(
    "axis",
    CHOICE,
    "relative",
    "positions on the coverage map: relative, or in words",
    pages=(Page.FRAGMENTS,),
)
MAP_PAGE = Param(
    "map_page", WHOLE_NUMBER, 1, "the page of the coverage map", pages=(Page.FRAGMENTS,)
)
POOLED = Param(
    "pooled",
    CHOICE,
    "by topic",
    "the rows of transcript × transcript: topics or transcripts",
    pages=(Page.FRAGMENTS,),
)
TOPIC_PAIR = Param[tuple[str, ...]](
    "topic_pair",
    TEXTS,
    (),
    "the two topics whose pairs of transcripts are listed",
    pages=(Page.FRAGMENTS,),
    former_name="of",
)

# --- Keywords ----------------------------------------------------------------------------------

TAB = Param(
    "tab",
    CHOICE,
    "Topic by topic",
    "which tab is open",
    pages=(Page.KEYWORDS,),
    former_name="view",
)
STATISTIC = Param(
    "statistic", CHOICE, "automatic", "the score of a keyword", pages=(Page.KEYWORDS,)
)
PHRASES = Param(
    "phrases",
    CHOICE,
    "and of 3",
    "count words, or phrases of two and three words too",
    pages=(Page.KEYWORDS,),
)
AGAINST = Param(
    "against",
    CHOICE,
    "the rest",
    "what each topic is compared with: the rest, or a topic",
    pages=(Page.KEYWORDS,),
)
STOP = Param[tuple[str, ...] | None](
    "stop",
    TEXTS,
    None,
    "languages whose function words are left out (default: the corpus's)",
    pages=(Page.KEYWORDS,),
)
WITHOUT = Param("without", TEXT, "", "further words to leave out", pages=(Page.KEYWORDS,))
NAMES = Param("names", SWITCH, True, "leave out speakers' names", pages=(Page.KEYWORDS,))
ONCE = Param("once", SWITCH, False, "count each repeated passage once", pages=(Page.KEYWORDS,))
SHOW = Param[tuple[str, ...]]("show", TEXTS, (), "the topics found by name", pages=(Page.KEYWORDS,))
TOPIC_PAGE = Param("topic_page", WHOLE_NUMBER, 1, "the page of the topics", pages=(Page.KEYWORDS,))
WORD = Param("word", TEXT, "", "the word whose lines are shown", pages=(Page.KEYWORDS,))
UNDER = Param(
    "under",
    TEXT,
    "",
    "the topic under which its lines stand, or `:picture` or `:table`",
    pages=(Page.KEYWORDS,),
)
TOPIC_ACROSS = Param(
    "a", TEXT, "", "the topic along the bottom (default: the first)", pages=(Page.KEYWORDS,)
)
TOPIC_UP = Param("b", TEXT, "", "the topic up the side (default: the next)", pages=(Page.KEYWORDS,))
SPACING = Param(
    "spacing",
    CHOICE,
    "rank",
    "how two topics' words are spaced: rank or log",
    pages=(Page.KEYWORDS,),
    former_name="scale",
)

# --- Search and Clean up -----------------------------------------------------------------------

FIND = Param("find", TEXT, "", "the word or phrase", pages=(Page.SEARCH,))
SAID_IN = Param[tuple[str, ...]](
    "said_in", TEXTS, (), "only lines of these topics", pages=(Page.SEARCH,)
)
CARRIERS = Param(
    "carriers",
    CHOICE,
    "in 2 transcripts or more",
    "the rule: in how many transcripts a fragment is cut",
    pages=(Page.CLEAN,),
)
KEEP = Param("keep", CHOICE, "its first place", "what stays of each fragment", pages=(Page.CLEAN,))
CUT = Param[tuple[str, ...]]("cut", LISTED, (), "fragments ticked besides", pages=(Page.CLEAN,))
FORMAT = Param("format", CHOICE, "jsonl", "the format of the files", pages=(Page.CLEAN,))
SEE = Param(
    "see", TEXT, "", "the text whose cuts are shown (default: most cut)", pages=(Page.CLEAN,)
)

# --- Files ---------------------------------------------------------------------------------------

TAKEN_FOR = Param(
    "taken_for",
    CHOICE,
    "",
    "only files of this format, or that were skipped and the like",
    pages=(Page.FILES,),
)
NAME_HAS = Param(
    "name_has",
    TEXT,
    "",
    "only files, or of very many transcripts, with this in their name",
    pages=(Page.FILES, Page.READER, Page.FRAGMENTS),
)

# --- Contamination -----------------------------------------------------------------------------

REFERENCE = Param[str | None](
    "reference",
    TEXT,
    None,
    "the reference set, by its name in the picker",
    pages=(Page.CONTAMINATION,),
)
IN_BOTH = Param[int | None](
    "in_both",
    WHOLE_NUMBER,
    None,
    "which of the passages that both have",
    pages=(Page.CONTAMINATION,),
)

# --- Texts and their passages ------------------------------------------------------------------

TEXT_ID = Param("text", TEXT, "", "the transcript (default: the first)", pages=(Page.READER,))
AT = Param[int | None](
    "at",
    WHOLE_NUMBER,
    None,
    "a character of the text, or of the first of the two",
    pages=(Page.READER, Page.PAIR),
)
FRAGMENT = Param("fragment", TEXT, "", "the fragment", pages=(Page.PASSAGE,))
PLACE = Param(
    "place", WHOLE_NUMBER, 1, "the number of a place that is compared", pages=(Page.PASSAGE,)
)
WITH_PLACE = Param(
    "with_place",
    WHOLE_NUMBER,
    2,
    "the number of the place that it is compared with",
    pages=(Page.PASSAGE,),
)
PAIR = Param[tuple[str, str] | None](
    "pair", TWO_IDS, None, "the two texts", pages=(Page.FRAGMENTS, Page.PAIR)
)
MATCH = Param[int | None](
    "match", WHOLE_NUMBER, None, "which of the passages that both have", pages=(Page.PAIR,)
)
THERE = Param[int | None](
    "there", WHOLE_NUMBER, None, "a character of the second text", pages=(Page.PAIR,)
)

PARAMS: tuple[Param[Any], ...] = tuple(
    value for value in list(globals().values()) if isinstance(value, Param)
)


def written(params: Params) -> dict[str, Written]:
    """The parameters as they stand in an address."""
    return {param.name: param.type.write(value) for param, value in params.items()}


def update(params: Params) -> None:
    """Put the parameters into the address."""
    st.query_params.update(written(params))


def in_address() -> dict[str, list[str]]:
    """What the address has."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def shared_in_address() -> dict[str, list[str]]:
    """What a step to another page keeps."""
    return {param.name: st.query_params.get_all(param.name) for param in PARAMS if param.shared}


def rename_former(page: Page) -> None:
    """Give the parameters of a link that was sent earlier the names that they have now.

    Call it before the widgets of the page are made, which take their values from the address.
    """
    former = [
        param
        for param in PARAMS
        if page in param.pages
        and param.former_name
        and param.former_name in st.query_params
        and not param.given()
    ]
    for param in former:
        st.query_params[param.name] = st.query_params.get_all(param.former_name)
        del st.query_params[param.former_name]
    context = get_script_run_ctx()
    if former and context is not None:
        with context.session_state.query_params() as params:
            params.set_initial_query_params_from_current()
