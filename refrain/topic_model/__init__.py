"""Suggested topics: what texts without labels seem to be about, how surely, and how stably.

`suggestion` makes them, by the factors in `factors` and with the names in `naming`; `labelling`
puts them in the place of a corpus's labels, and compares the two.
"""

from refrain.extras import needed

with needed("topics"):
    from refrain.topic_model.labelling import agreement, applied, exported
    from refrain.topic_model.naming import MARK
    from refrain.topic_model.suggestion import (
        MAX_TOPICS,
        MIN_TEXTS,
        Suggestion,
        max_topics,
        renamed,
        suggest,
    )

__all__ = [
    "MARK",
    "MAX_TOPICS",
    "MIN_TEXTS",
    "Suggestion",
    "agreement",
    "applied",
    "exported",
    "max_topics",
    "renamed",
    "suggest",
]
