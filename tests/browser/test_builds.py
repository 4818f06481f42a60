"""A build in a real browser: from what repeats to where it stands, and what it has not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import query
from refrain.builds import LocalEngine
from refrain.builds.building import build
from tests.browser.conftest import Visit, _visit
from tests.builders import ROOT


@pytest.fixture
def visit_build(profile, serve, tmp_path: Path) -> Iterator[Visit]:
    """A fresh tab on a server of a build of the sample."""
    build([ROOT / "data" / "sample.txt"], tmp_path / "made", min_words=7, engine=LocalEngine(1))
    yield from _visit(profile, serve(tmp_path / "made"))


def test_a_build_leads_from_what_repeats_to_the_text(visit_build):
    tab = visit_build.open("/fragments?min_words=20")
    said = visit_build.said()
    assert "--min-words 20" in said, said
    visit_build.click_row(0, 0)
    tab.wait_for_url("**/reader?**")
    visit_build.settle()
    assert query(tab.url)["text"].startswith("sample.txt:")
    visit_build.open("/clean")
    assert "refrain clean" in visit_build.said()
