"""`refrain cache` lists what commands kept, and removes it only when it is told to."""

from __future__ import annotations

import io
import json
from datetime import datetime

import pytest

from refrain.cli import main
from tests.builders import SAMPLE
from tests.kept import kept


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("REFRAIN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "cache"


def test_it_lists_what_the_commands_kept(folder, run):
    run("fragments", str(SAMPLE))
    code, out, _ = run("cache")
    assert code == 0
    for told in ("corpus", str(SAMPLE), "index", SAMPLE.name, str(folder), "2 entries", "20.0 GB"):
        assert told in out


def test_json_has_the_same_with_the_total_and_the_bound(folder, run, monkeypatch):
    monkeypatch.setenv("REFRAIN_CACHE_GB", "0.5")
    kept(folder, "a.answer", 1000, age=0)
    facts = json.loads(run("cache", "--json")[1])
    (entry,) = facts["entries"]
    assert facts["folder"] == str(folder)
    assert facts["limit"] == 500_000_000
    assert facts["bytes"] == entry["size"] > 1000
    assert (entry["kind"], entry["about"]) == ("answer", "about a.answer")
    assert entry["place"] == str(folder / "a.answer")
    age = datetime.now().astimezone() - datetime.fromisoformat(entry["last_used"])
    assert abs(age.total_seconds()) < 3600


def test_nothing_kept_is_an_answer_too(folder, run):
    assert "0 entries" in run("cache")[1]
    assert json.loads(run("cache", "--json")[1])["entries"] == []
    assert run("cache", "--clear")[0] == 0


def test_it_says_so_where_it_is_turned_off(run, monkeypatch):
    monkeypatch.setenv("REFRAIN_CACHE", "")
    code, out, err = run("cache")
    assert (code, out) == (0, "")
    assert "REFRAIN_CACHE is empty" in err
    assert json.loads(run("cache", "--json")[1])["folder"] is None


@pytest.mark.parametrize(("answer", "code", "left"), [("n\n", 130, True), ("y\n", 0, False)])
def test_clear_asks_first(folder, monkeypatch, capsys, answer, code, left):
    kept(folder, "a.corpus", 1000, age=0)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    with pytest.raises(SystemExit) as stop:
        main(["cache", "--clear"])
    assert stop.value.code == code
    assert "Remove 1 entry" in "".join(capsys.readouterr())
    assert folder.exists() is left


def test_clear_with_yes_does_not_ask(folder, run):
    kept(folder, "a.corpus", 1000, age=0)
    code, out, err = run("cache", "--clear", "--yes")
    assert (code, out) == (0, "")
    assert "1 entry" in err
    assert "removed" in err
    assert not folder.exists()


@pytest.mark.parametrize("wrong", [["--yes"], ["--json", "--clear"]])
def test_bad_arguments_are_one_line(folder, run, wrong):
    kept(folder, "a.corpus", 1000, age=0)
    code, _, err = run("cache", *wrong)
    assert code == 2
    assert len(err.strip().splitlines()) == 1
    assert folder.exists()
