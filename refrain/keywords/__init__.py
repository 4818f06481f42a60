"""Which words set each topic apart: keyness of a topic against the rest, over distinct texts.

`ranking` ranks the words of each topic, `comparison` compares two topics; both score the counts of
a `contrast` by one of the `statistics`. `counting` counts words and phrases, `phrases` has the rule
by which a phrase replaces its words, and `stopwords` what is never a keyword.
"""

from refrain.keywords.comparison import compare
from refrain.keywords.counting import MAX_PHRASE_WORDS, Counts, TermCounts
from refrain.keywords.ranking import keywords
from refrain.keywords.statistics import (
    AUTO,
    C_TF_IDF,
    COUNT,
    G2,
    LOG_ODDS,
    LOG_RATIO,
    STATISTICS,
    log_odds,
    log_ratio,
)
from refrain.keywords.topic_counts import TopicCounts

__all__ = [
    "AUTO",
    "COUNT",
    "C_TF_IDF",
    "G2",
    "LOG_ODDS",
    "LOG_RATIO",
    "MAX_PHRASE_WORDS",
    "STATISTICS",
    "Counts",
    "TermCounts",
    "TopicCounts",
    "compare",
    "keywords",
    "log_odds",
    "log_ratio",
]
