"""What `refrain dashboard` hands to Streamlit, and what it refuses."""

from __future__ import annotations

import os
from pathlib import Path

import click
import pytest

from refrain.cli.dashboard import DATA, PROJECT_FILES, app_folder, offered
from tests.builders import ROOT, SAMPLE


def test_a_checkout_opens_its_own_app():
    assert app_folder() == ROOT


def test_paths_are_made_absolute_and_stand_before_what_is_named_already(monkeypatch):
    monkeypatch.chdir(SAMPLE.parent)
    paths = [Path("sample.txt"), ROOT / "data"]
    assert offered(paths, {DATA: "/there"}) == os.pathsep.join(
        [str(SAMPLE), str(ROOT / "data"), "/there"]
    )
    assert offered(paths[:1], {}) == str(SAMPLE)
    assert offered([], {DATA: ""}) == ""


def test_a_path_that_cannot_be_named_is_refused(tmp_path):
    split = tmp_path / f"a{os.pathsep}b"
    split.mkdir()
    with pytest.raises(click.UsageError, match="rename it"):
        offered([split], {})


def test_a_path_that_is_not_there_ends_in_one_line(run):
    code, out, err = run("dashboard", "/not/there", "--", "--server.port", "1")
    assert (code, out) == (2, "")
    assert err == "refrain: /not/there is not there: check the path.\n"


def test_project_files_are_asked_for_in_the_environment(run, monkeypatch):
    environments = []
    monkeypatch.setattr(
        "refrain.cli.dashboard._run", lambda _, environment: environments.append(environment)
    )
    for options in ([], ["--project-files"]):
        run("dashboard", str(SAMPLE), *options)
    assert [environment.get(PROJECT_FILES) for environment in environments] == [None, "1"]
