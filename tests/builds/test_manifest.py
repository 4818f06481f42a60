"""Nothing half-written, half-copied or of another version is opened, and the message says why."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from refrain.builds import LocalEngine, building, is_build, opened
from refrain.builds.opened import index_of
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


def mapped_sizes(folder: Path) -> dict[str, int]:
    """The sizes of the mapped files, as the manifest has them."""
    sizes = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["mapped"]
    assert len(sizes) > 20
    return dict(sizes)


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


def test_no_link_is_followed_out_of_it(folder, tmp_path):
    text = folder / "mapped" / "texts" / "text.utf8.npy"
    text.rename(tmp_path / "elsewhere.npy")
    text.symlink_to(tmp_path / "elsewhere.npy")
    with pytest.raises(NotABuildError, match=r"text\.utf8\.npy is a link"):
        opened(folder)
    text.unlink()
    (tmp_path / "elsewhere.npy").rename(text)
    (folder / "cues").rename(tmp_path / "cues")
    (folder / "cues").symlink_to(tmp_path / "cues")
    with pytest.raises(NotABuildError, match="cues is a link"):
        opened(folder)


def test_no_file_is_mapped_that_it_does_not_list(folder):
    (folder / "mapped" / "texts" / "name.missing.npy").symlink_to("/dev/zero")
    with pytest.raises(NotABuildError, match=r"mapped/texts/name\.missing\.npy is no file of it"):
        opened(folder)


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
    sizes = mapped_sizes(folder)
    change(folder, mapped={**sizes, f"mapped/{file}": len(content)})
    with pytest.raises(RefrainError, match=r"is damaged"):
        _ = opened(folder).corpus


@pytest.mark.parametrize("table", ["transcripts", "texts", "cues", "problems"])
def test_a_table_with_other_columns_says_so(table, folder):
    path = folder / "mapped" / table / "columns.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    said["columns"].popitem()
    path.write_text(json.dumps(said), encoding="utf-8")
    size = path.stat().st_size
    change(folder, mapped={**mapped_sizes(folder), f"mapped/{table}/columns.json": size})
    with pytest.raises(NotABuildError, match="has other columns"):
        _ = opened(folder).corpus


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("row", -1), ("row", 7), ("word", -1), ("word", 10**6), ("windows", 0)),
        *(("windows", 10**6), ("unitig", -1), ("unitig", 10**6), ("start", -1), ("end", 10**8)),
        ("end", 0),
    ],
)
def test_a_place_that_no_text_has_says_so(column, value, made):
    build = opened(made)
    unitigs = build.table("unitigs")
    assert index_of(build.corpus, unitigs, 20)
    unitigs.loc[len(unitigs) // 2, column] = value
    with pytest.raises(NotABuildError, match="unitigs of this build are damaged"):
        index_of(build.corpus, unitigs, 20)
    with pytest.raises(NotABuildError, match="unitigs of this build are damaged"):
        index_of(build.corpus, unitigs.drop(columns=column), 20)
