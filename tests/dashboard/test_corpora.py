"""What the dashboard opens of what it offers."""

from __future__ import annotations

import pytest

from dashboard import corpora


@pytest.mark.parametrize(("value", "sources"), [("", ["a.md"]), ("1", ["a.md", "README.md"])])
def test_project_files_are_read_where_the_environment_asks(tmp_path, monkeypatch, value, sources):
    (tmp_path / "README.md").write_text("how to use it")
    (tmp_path / "a.md").write_text("so we began")
    monkeypatch.setenv("REFRAIN_DATA", str(tmp_path))
    monkeypatch.setenv("REFRAIN_PROJECT_FILES", value)
    monkeypatch.setattr(corpora, "offered", lambda: {"here": corpora.Offer(tmp_path)})
    assert sorted(corpora.load("here").transcripts["source"]) == sorted(sources)


def test_only_the_samples_are_offered_of_what_lies_beside_them(monkeypatch):
    monkeypatch.delenv("REFRAIN_DATA", raising=False)
    assert set(corpora.offered()) == {"sample.txt", "sources"}
