"""What an address asks of a table: which corpus, what of it, and what was chosen.

It reads what a page's controls read, and is less patient than they are: a page shows something
else where an address makes no sense, and a program is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from dashboard import built, built_answers, cached, corpora, url_params, waiting
from dashboard.column_names import Columns
from dashboard.selection import Selection
from dashboard.similarity import SIMILARITIES, as_share
from dashboard.url_params import Param
from refrain import topic_model
from refrain.corpus import Corpus
from refrain.errors import RefrainError
from refrain.fragments import KINDS, Kinds, RepeatQuery
from refrain.schemas import ROLES
from refrain.topic_model import Suggestion

T = TypeVar("T")
Values = Mapping[str, list[str]]
"""The parameters of an address, by name."""


class WrongParamError(RefrainError):
    """A parameter that cannot be answered; the message says what to do."""

    def __init__(self, param: str, message: str) -> None:
        """About the parameter of that name."""
        super().__init__(message)
        self.param = param


class NotThereError(RefrainError):
    """Nothing of that name is there for who asks."""


@dataclass(frozen=True)
class Asked:
    """What is asked: the selection, the parameters, and how many rows at most are of use."""

    selection: Selection
    values: Values
    most: int

    @property
    def corpus(self) -> Corpus:
        """What the filters leave."""
        return self.selection.corpus

    def get(self, param: Param[T]) -> T:
        """The value of a parameter."""
        return read(self.values, param)

    def one_of(self, param: Param[Any], options: Sequence[str], given: str | None = None) -> str:
        """The value of a parameter, or what is `given` instead, which has to be among these."""
        value = self.get(param) if given is None else given
        if value in options:
            return str(value)
        raise _not_among(param, str(value), options)

    def one_of_or_first(self, param: Param[str], options: Sequence[str]) -> str:
        """The value of a parameter among these; the first of them where it has none."""
        return self.one_of(param, options, self.get(param) or options[0])

    def some_of(self, param: Param[Any], options: Sequence[str]) -> tuple[str, ...]:
        """The values of a parameter, each of which has to be among these; one that is empty says
        that none is chosen, as a control does that was emptied."""
        value = self.get(param)
        values = value if isinstance(value, tuple) else (value,)
        values = tuple(one for one in values if one or one in options)
        return tuple(self.one_of(param, options, one) for one in values)

    def query(self) -> RepeatQuery:
        """The minimum length, the kinds and the similarity of repeats."""
        return RepeatQuery(self.min_words(), self.kinds(), self.similarity())

    def min_words(self) -> int:
        """The minimum length of a repeat."""
        built_for = built.length(self.selection.whole)
        if built_for and url_params.MIN_WORDS.name not in self.values:
            return built_for
        return int(within(url_params.MIN_WORDS, self.get(url_params.MIN_WORDS), 5, 100))

    def similarity(self) -> float:
        """The share of words in which the places of a repeat agree."""
        return as_share(self.one_of(url_params.SIMILARITY, SIMILARITIES))

    def kinds(self) -> Kinds:
        """The kinds of repeats; None where all are meant."""
        return self.some_of(url_params.KIND, KINDS) or None


def read(values: Values, param: Param[T]) -> T:
    """What an address says of a parameter; the default where it says nothing.

    Raises WrongParamError where it cannot be read.
    """
    given = values.get(param.name, [])
    if given and given != [""] and param.type.read(given) is None:
        raise WrongParamError(
            param.name, f"{param.name} is “{given[-1]}”. It takes: {param.type.label}."
        )
    return param.read(given)


def within(param: Param[Any], value: Any, least: float, most: float) -> Any:
    """A number that has to lie between two others."""
    if least <= value <= most:
        return value
    raise WrongParamError(
        param.name, f"{param.name} is {value}: it has to be from {least} to {most}."
    )


def select(values: Values) -> Selection:
    """The corpus and filters that an address names, as the sidebar selects them.

    Raises NotThereError, WrongParamError, Pending while it is loaded, and what loading raises.
    """
    name = read(values, url_params.CORPUS) or next(iter(corpora.offered()), "")
    columns = Columns(*(read(values, param) or None for param in _COLUMNS))
    try:
        loading = corpora.loading(name, columns)
    except KeyError:
        raise NotThereError(
            f"There is no corpus “{name}” here. The picker of the dashboard lists those that "
            "there are."
        ) from None
    whole = waiting.result(loading, f"load-{name}", f"Loading {name}").corpus
    whole, suggestion = _with_suggestion(values, whole)
    asked = Asked(Selection(name, whole, (), (), suggestion), values, 0)
    present = set(whole.transcripts["role"])
    topics = asked.some_of(url_params.TOPIC, whole.topics)
    roles = asked.some_of(url_params.ROLE, [role for role in ROLES if role in present])
    # Of what has one topic, or one role, there is nothing to choose.
    return Selection(
        name,
        whole,
        topics if len(whole.topics) > 1 else (),
        roles if len(present) > 1 else (),
        suggestion,
    )


_COLUMNS = (url_params.TEXT_COLUMN, url_params.TOPIC_COLUMN, url_params.TITLE_COLUMN)
SELECTING: tuple[Param[Any], ...] = (
    *(url_params.CORPUS, url_params.TOPIC, url_params.ROLE),
    *(url_params.SUGGEST, url_params.SUGGESTED, url_params.TOPIC_NAMES),
    *_COLUMNS,
)
"""What `select` reads: every table has these parameters."""


def _with_suggestion(values: Values, whole: Corpus) -> tuple[Corpus, Suggestion | None]:
    """The corpus with the topics that are suggested, where it is asked for them."""
    if read(values, url_params.SUGGEST):
        built_answers.answer(whole, "suggestion", ())
    most = topic_model.max_topics(len(whole.texts))
    if not read(values, url_params.SUGGEST) or most < 2:
        return whole, None
    number = read(values, url_params.SUGGESTED)
    options = [url_params.SUGGESTED.default, *map(str, range(2, most + 1))]
    if number not in options:
        raise _not_among(url_params.SUGGESTED, number, options)
    names = tuple(read(values, url_params.TOPIC_NAMES).split("\n"))
    count = None if number == options[0] else int(number)
    return cached.with_suggestion(whole, count, names) or (whole, None)


_NAMED = 12
"""So many of what a parameter may say are named."""


def _not_among(param: Param[Any], value: str, options: Sequence[str]) -> WrongParamError:
    named = ", ".join(f"“{option}”" for option in options[:_NAMED])
    more = f", or {len(options) - _NAMED:,} more" if len(options) > _NAMED else ""
    may = f"It may be {named}{more}." if options else "Leave it out here."
    return WrongParamError(param.name, f"{param.name} is “{value}”. {may}")
