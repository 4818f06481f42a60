"""`refrain fragments`: the same numbers in each form."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from refrain.cli import main
from tests.test_cli import SAMPLE


def test_json_and_file_hold_all_fragments_and_top_the_first(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["fragments", SAMPLE, "--json"])
    facts = json.loads(capsys.readouterr().out)
    assert facts["total"] == len(facts["fragments"])
    saved = [row["saved"] for row in facts["fragments"]]
    assert saved == sorted(saved, reverse=True)
    with pytest.raises(SystemExit):
        main(["fragments", SAMPLE, "--out", str(tmp_path / "f.csv")])
    assert pd.read_csv(tmp_path / "f.csv")["fragment"].to_list() == [
        row["fragment"] for row in facts["fragments"]
    ]
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["fragments", SAMPLE, "--top", "2"])
    assert f"2 of {facts['total']} fragments" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--min-words", "2"], ["--top", "0"], ["--out", "x.docx"]])
def test_bad_arguments_are_one_line(wrong, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["fragments", SAMPLE, *wrong])
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_the_index_is_kept_where_asked(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("REFRAIN_CACHE", str(tmp_path / "kept"))
    for _ in range(2):
        with pytest.raises(SystemExit):
            main(["fragments", SAMPLE])
    assert len(list((tmp_path / "kept").glob("*.fragments"))) == 1
