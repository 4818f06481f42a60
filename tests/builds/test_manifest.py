"""Nothing half-written, half-copied or of another version is opened, and the message says why."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from refrain.builds import LocalEngine, building, is_build, opened
from refrain.errors import NotABuildError, RefrainError
from tests.builders import SAMPLE


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("builds") / "out"
    building.build([SAMPLE], out, engine=LocalEngine(1))
    return out


@pytest.fixture
def folder(made, tmp_path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "copy"))


def change(folder: Path, **values) -> None:
    path = folder / "manifest.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, **values}), encoding="utf-8")


def test_a_copy_is_opened(folder):
    assert opened(folder).manifest.counts["texts"] == 7


def test_every_file_has_to_be_there_as_long_as_it_was(folder):
    files = [name for name, _ in opened(folder).manifest.files()]
    assert len(files) > 20
    on_disk = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    assert {*files} == on_disk - {"manifest.json"}
    for name in files:
        content = (folder / name).read_bytes()
        (folder / name).unlink()
        with pytest.raises(NotABuildError, match=f"{name} is missing"):
            opened(folder)
        (folder / name).write_bytes(content[:-1])
        with pytest.raises(NotABuildError, match=rf"{name} has [\d,]+ bytes, not"):
            opened(folder)
        (folder / name).write_bytes(content)


def test_without_a_manifest_it_is_no_build(folder):
    (folder / "manifest.json").unlink()
    assert not is_build(folder)
    with pytest.raises(NotABuildError, match="is no build"):
        opened(folder)


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"name": "app"}', "[" * 100_000, "\udcff"])
def test_what_else_is_called_manifest_is_none(content, tmp_path):
    (tmp_path / "manifest.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    assert not is_build(tmp_path)


def test_another_version_says_so(folder):
    change(folder, refrain_build=2)
    assert is_build(folder)
    with pytest.raises(NotABuildError, match=r"format 2; this one reads 1\)"):
        opened(folder)


@pytest.mark.parametrize(
    "values",
    [
        {"tables": {"texts": {"rows": 1}}},
        {"tables": [1]},
        {"mapped": {"../../etc/passwd": 10}},
        {"mapped": {"/etc/passwd": 10}},
        {"mapped": {"mapped": "1"}},
        {"counts": None, "tables": {"x": None}},
    ],
)
def test_a_damaged_manifest_says_so_and_leads_nowhere(values, folder):
    change(folder, **values)
    with pytest.raises(NotABuildError, match=r"is damaged"):
        opened(folder)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("transcripts/columns.json", b"{"),
        ("transcripts/columns.json", b'{"rows": 3, "columns": {"text": "string"}}'),
        ("transcripts/columns.json", b'{"rows": "x", "columns": []}'),
        ("texts/name.offsets.npy", b"no array"),
        ("texts/name.offsets.npy", b""),
    ],
)
def test_a_damaged_table_says_so(file, content, folder):
    path = folder / "mapped" / file
    path.write_bytes(content)
    change(folder, mapped={f"mapped/{file}": len(content)})
    with pytest.raises(RefrainError, match=r"is damaged"):
        _ = opened(folder).corpus
