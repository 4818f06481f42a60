"""Word clouds: each word is a button that says its score, or a PNG."""

from __future__ import annotations

from xml.etree import ElementTree

from refrain.figures import clouds

WEIGHTS = {"alpha": 3.0, "beta<i>": 2.0, "state of &": 1.0}
TOLD = {word: f'score "{score}"' for word, score in WEIGHTS.items()}


def test_the_words_of_a_clickable_cloud_are_buttons_with_their_facts():
    svg = clouds.clickable(WEIGHTS, "#3B82C4", TOLD)
    assert svg == clouds.clickable(WEIGHTS, "#3B82C4", TOLD)
    root = ElementTree.fromstring(svg)
    texts = [node for node in root.iter() if node.tag.endswith("text")]
    assert [node.get("data-word") for node in texts] == list(WEIGHTS)
    for node in texts:
        assert node.get("role") == "button"
        assert node.get("aria-label") == f"{node.get('data-word')}: {TOLD[node.get('data-word')]}"
    assert "<i>" not in svg
    assert not [node for node in root.iter() if node.tag.endswith("style")]
    assert clouds.clickable({}, "#3B82C4", {}) == ""


def test_a_cloud_is_a_png_too():
    png = clouds.png(WEIGHTS, "#3B82C4", width=300, height=200)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 600
    assert png == clouds.png(WEIGHTS, "#3B82C4", width=300, height=200)
    assert clouds.png({}, "#3B82C4") == b""
