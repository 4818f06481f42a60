"""A delimited file is told by its first row before its dialect is looked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from refrain.loader.formats.tables.dialect import dialect_of, most_known

CELLS = st.sampled_from(["title", "Text", '"text"', "so we began", "date", "x", "", '"a\nb"', "'"])
ROWS = st.lists(CELLS, min_size=1, max_size=5)


@given(rows=st.lists(ROWS, max_size=5), delimiter=st.sampled_from(",\t;|: "))
def test_a_first_row_has_no_fewer_known_names_than_its_dialect_finds(rows, delimiter):
    beginning = "\n".join(delimiter.join(row) for row in rows)
    dialect = dialect_of(beginning, is_whole=True)
    assert dialect is None or dialect.known <= most_known(beginning)


def test_the_names_of_the_first_row_count():
    assert most_known("\n\ntitle;text;x\na;b;c\n") == 2
    assert most_known("We began, so to say, and went on.\n") == 0
