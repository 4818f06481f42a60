"""What an index remembers goes when the index goes."""

from __future__ import annotations

import gc
import weakref

from refrain.fragments import RepeatQuery
from tests.builders import index_of


def test_an_index_that_nobody_holds_is_gone_with_all_that_it_remembers():
    index = index_of("one two three four", "zero one two three four")
    assert len(index.fragments(RepeatQuery(3)).rows) == 1
    gone = weakref.ref(index)
    del index
    gc.collect()
    assert gone() is None
