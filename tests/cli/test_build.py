"""`refrain build` makes a build, says what it made, and what cannot be is one line."""

from __future__ import annotations

import json

import pytest

from refrain.builds import opened
from refrain.cli import main
from tests.builders import SAMPLE


def failed(capsys, *args: object) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*map(str, args)])
    assert ended.value.code == 2
    message: str = capsys.readouterr().err
    assert message.count("\n") == 1
    return message


def run(capsys, *args: object) -> tuple[str, str]:
    with pytest.raises(SystemExit) as ended:
        main([*map(str, args)])
    assert ended.value.code == 0
    said = capsys.readouterr()
    return said.out, said.err


def test_a_build_is_made_and_told(capsys, tmp_path):
    out = tmp_path / "out"
    shown, said = run(capsys, "build", SAMPLE, "--out", out, "--min-words", 15)
    assert said == ""
    told = " ".join(shown.split())
    assert told.startswith("sample.txt 19 transcripts, 7 distinct · 18,037 words")
    assert "by the local engine; repeats of 15 words or more" in told
    assert told.endswith(f"Open it: refrain dashboard {out}")
    assert opened(out).manifest.min_words == 15
    again, said = run(capsys, "build", SAMPLE, "--out", out, "--min-words", 15)
    assert (again, "nothing was done" in said) == (shown, True)


def test_commands_open_a_build(capsys, tmp_path):
    run(capsys, "build", SAMPLE, "--out", tmp_path / "out")
    shown, _ = run(capsys, "summary", "--json", tmp_path / "out")
    expected, _ = run(capsys, "summary", "--json", SAMPLE)
    facts, of_files = json.loads(shown), json.loads(expected)
    assert facts.pop("fingerprint") == opened(tmp_path / "out").manifest.fingerprint
    assert facts == {name: of_files[name] for name in facts}


def test_a_build_answers_for_its_length_and_an_index_for_others(capsys, tmp_path, monkeypatch):
    run(capsys, "build", SAMPLE, "--out", tmp_path / "out", "--min-words", 10)
    ask = ("fragments", "--json", "--min-words")
    for length in (10, 20):
        of_files, _ = run(capsys, *ask, length, SAMPLE)
        with monkeypatch.context() as patch:
            if length == 10:
                patch.setattr("refrain.cli.indexing.index", None)
            assert run(capsys, *ask, length, tmp_path / "out") == (of_files, "")
        assert json.loads(of_files)["fragments"]


def test_what_cannot_be_is_one_line(capsys, tmp_path):
    out = tmp_path / "out"
    run(capsys, "build", SAMPLE, "--out", out)
    assert "--force" in failed(capsys, "build", SAMPLE, "--out", out, "--min-words", 10)
    assert "--engine spark" in failed(capsys, "build", SAMPLE, "--out", out, "--master", "yarn")
    assert "is not there" in failed(capsys, "build", tmp_path / "x", "--out", tmp_path / "y")
    (tmp_path / "file").write_text("so")
    assert "cannot be written" in failed(
        capsys, "build", SAMPLE, "--out", tmp_path / "file" / "below"
    )
    (out / "mapped" / "texts" / "text.utf8.npy").unlink()
    assert "text.utf8.npy is missing" in failed(capsys, "summary", out)
