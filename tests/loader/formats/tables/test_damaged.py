"""Tables that are damaged, hostile, or no tables: the rest loads, and what is wrong is named."""

from __future__ import annotations

import io
import json
import random

import pyarrow as pa
import pyarrow.parquet
import pytest

from refrain.loader import LoadOptions, registry
from refrain.loader.formats import plain
from refrain.loader.options import Limits
from refrain.loader.source import Source
from refrain.records import Problem, Transcript
from tests.loader.formats.tables.reading import problems, records, transcripts

GOOD = json.dumps({"text": "so well"})


def texts(name: str, content: bytes | str) -> list[str | None]:
    return [row.text for row in transcripts(name, content)]


def told(name: str, content: bytes | str) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.kind) for problem in problems(name, content)]


@pytest.mark.parametrize(
    "bad",
    ['{"text": "so', "{'text': 'so'}", "[1, 2]", "null", "7", '"text"', "[" * 3000, "\x00"],
)
def test_a_bad_line_is_named_by_its_number_and_the_rest_loads(bad):
    content = f"{GOOD}\n\n{bad}\n{GOOD}\n"
    assert texts("t.jsonl", content) == ["so well"] * 2
    assert told("t.jsonl", content) == [(3, "broken-line")]


def test_lines_may_all_be_bad_but_one():
    assert texts("t.jsonl", "oops\n" * 5 + GOOD + "\noops" * 50) == ["so well"]


def test_thousands_of_bad_lines_are_counted():
    found = problems("t.jsonl", "\n".join([GOOD, *["{oops"] * 5000, GOOD]))
    assert sum(problem.count for problem in found) == 5000
    assert len(found) < 200


def test_lines_that_are_not_utf8_are_read_as_what_they_are():
    lines = [json.dumps({"text": f"Größe und Maß {n}"}, ensure_ascii=False) for n in range(50)]
    content = "\n".join([*[GOOD] * 3, *lines]).encode("cp1252")
    assert texts("t.jsonl", content)[:4] == ["so well"] * 3 + ["Größe und Maß 0"]
    assert len(texts("t.jsonl", content)) == 53
    assert [kind for _, kind in told("t.jsonl", content)] == ["guessed-encoding"]


def test_a_list_that_is_cut_off_loads_up_to_there():
    content = json.dumps([{"text": f"so {n}"} for n in range(4)], indent=1)[:-20]
    assert texts("t.json", content) == ["so 0", "so 1", "so 2"]
    assert told("t.json", content) == [(11, "broken-file")]


@pytest.mark.parametrize(
    ("cell", "text", "kind"),
    [
        (7, "7", None),
        (0.5, "0.5", None),
        (None, None, "empty-cell"),
        (float("nan"), None, "empty-cell"),
        ("", None, "empty-cell"),
        (True, None, "unreadable-cell"),
        ({"a": 1}, None, "unreadable-cell"),
        ([1, {"a": 2}], None, "unreadable-cell"),
        (["so,", "well"], "so,\nwell", None),
        ([{"text": "so,", "start": 1}, {"text": "well", "start": 2}], "so, well", None),
    ],
)
def test_cells_of_other_types_in_a_column_of_text(cell, text, kind):
    content = "\n".join([GOOD, json.dumps({"text": cell}), GOOD])
    assert texts("t.jsonl", content) == ["so well", text, "so well"]
    assert [found for _, found in told("t.jsonl", content)] == [kind] * bool(kind)


def test_pieces_in_a_cell_are_cues():
    pieces = [{"text": "so,", "start": 1, "duration": 2}, {"text": "well", "start": 3}]
    (row, _) = transcripts("t.jsonl", "\n".join([json.dumps({"text": pieces})] * 2))
    assert [(cue.start, cue.end) for cue in row.cues] == [(1, 3), (3, None)]


def test_ragged_rows_are_named_and_nothing_of_them_is_lost():
    content = "title,text\na,so, well, yes\nb,ok\nc\n"
    assert texts("t.csv", content) == ["so, well, yes", "ok", None]
    assert told("t.csv", content) == [(2, "ragged-row"), (4, "ragged-row"), (None, "empty-cell")]


def test_a_quotation_mark_that_is_never_closed_takes_its_line_only():
    content = 'title,text\na,so well\nb,"oh no\nc,"fine\nthen"\nd,and on\n'
    assert texts("t.csv", content)[-1] == "and on"
    last = 'title,text\na,so well\nb,"oh no\nc,fine\nd,and on\n'
    assert texts("t.csv", last) == ["so well", '"oh no', "fine", "and on"]
    assert told("t.csv", last) == [(3, "unclosed-quote")]


def test_headers_that_are_missing_blank_or_the_same():
    none = "1,so we talk about the garden and bees\n2,and then about the weather and rain\n"
    assert len(texts("t.csv", none)) == 2
    assert "names no columns" in problems("t.csv", none)[0].message
    same = "text,text,,\na b,c d e f g h,x,y\ni,j k l m n o,x,y\n"
    assert texts("t.csv", same) == ["c d e f g h", "j k l m n o"]
    assert "“text”" in problems("t.csv", same)[0].message


def test_one_column_only_may_have_commas_in_its_texts():
    assert texts("t.csv", "text\nso, well, yes\nok\n") == ["so, well, yes", "ok"]
    assert texts("t.csv", 'text\n"so, well\nyes"\nok\n') == ["so, well\nyes", "ok"]


def test_thousands_of_columns_and_a_line_of_megabytes():
    names = ",".join(f"c{n}" for n in range(2000))
    content = f"text,{names}\n" + "\n".join(f"so well {n}" + ",1" * 2000 for n in range(3))
    assert texts("t.csv", content) == ["so well 0", "so well 1", "so well 2"]
    long = "so " * 2_000_000
    assert texts("t.csv", f'id,text\n1,"{long}"\n2,ok\n') == [long.strip(), "ok"]
    assert texts("t.jsonl", f'{{"text": "{long}"}}\n{GOOD}') == [long.strip(), "so well"]


@pytest.mark.parametrize(
    "content",
    [
        "So, well, yes.\nAnd then, again, we went, all of us.\nBut why, I ask, did we?\n",
        "Title, of a poem\nText, of a poem\n",
        "one\ttwo\nthree\tfour\n",
        "Ann, Bo, and Cem said: text, title and topic are words.\n" * 5,
        "text\nso well\n",
    ],
)
def test_prose_is_no_table(content):
    assert registry.format_of(Source.of_bytes("a.txt", content.encode())) is plain


def test_a_table_under_another_name_is_one():
    content = "title\ttranscript\nBees\tso well\nSky\tso what\n"
    assert [row.title for row in transcripts("a.txt", content)] == ["Bees", "Sky"]


def made(rows: int = 50) -> bytes:
    out = io.BytesIO()
    table = pa.table({"text": [f"so {n}" for n in range(rows)], "topic": ["a"] * rows})
    pyarrow.parquet.write_table(table, out, row_group_size=10, compression="none")
    return out.getvalue()


def test_a_cut_or_changed_parquet_file_is_named():
    whole = made()
    for content in (whole[:-30], whole[: len(whole) // 2], b"PAR1", b"PAR1" + b"\0" * 100):
        assert told("t.parquet", content)[-1][1] == "broken-file"
    chance = random.Random(4)
    for _ in range(300):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(4, len(content))] = chance.randrange(256)
        found = records("t.parquet", bytes(content))
        assert all(isinstance(record, (Transcript, Problem)) for record in found)


def test_what_is_beyond_the_bytes_of_a_file_is_left_out():
    """One text a million times takes no room in Parquet."""
    out = io.BytesIO()
    table = pa.table({"text": pa.array(["so well " * 100] * 20_000).dictionary_encode()})
    pyarrow.parquet.write_table(table, out)
    assert len(out.getvalue()) < 10_000
    options = LoadOptions(limits=Limits(file_bytes=1_000_000))
    found = records("t.parquet", out.getvalue(), options)
    assert isinstance(found[-1], Problem)
    assert found[-1].kind == "beyond-limit"
    assert 1_000 <= len(found) < 4_000


def test_strings_of_parquet_that_are_not_utf8_are_replaced_and_named():
    out = io.BytesIO()
    content = pa.array([b"so well", b"Gr\xf6\xdfe"], pa.binary())
    pyarrow.parquet.write_table(pa.table({"text": content.view(pa.string())}), out)
    assert texts("t.parquet", out.getvalue()) == ["so well", "Gr\ufffd\ufffde"]
    assert [kind for _, kind in told("t.parquet", out.getvalue())] == ["replaced-characters"]


def test_bytes_pictures_and_vectors_are_passed_over():
    table = pa.table(
        {
            "audio": [{"bytes": b"\x00\xff", "path": "a.wav"}] * 3,
            "vector": pa.array([[0.5, 1.5]] * 3, pa.list_(pa.float32(), 2)),
            "picture": [b"\x89PNG"] * 3,
            "sentence": ["so", "well", "yes"],
        }
    )
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out)
    assert texts("t.parquet", out.getvalue()) == ["so", "well", "yes"]


def test_an_object_alone_is_one_transcript():
    content = json.dumps({"id": 7, "title": "Bees", "transcript": "so well"})
    (row,) = transcripts("a.json", content)
    assert (row.place, row.title, row.text) == ("", "Bees", "so well")


def test_objects_by_their_ids():
    content = json.dumps({"v1": {"text": "so well"}, "v2": {"text": "yes"}})
    assert [(row.title, row.text) for row in transcripts("a.json", content)] == [
        ("v1", "so well"),
        ("v2", "yes"),
    ]
