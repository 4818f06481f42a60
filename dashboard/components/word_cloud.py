"""A word cloud whose words are buttons: for the mouse, and for the keyboard."""

from __future__ import annotations

import streamlit as st

# The words are one stop of the Tab key; arrows go from word to word, strongest first.
_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const cloud = parentElement.querySelector(".cloud");
  if (cloud.drawn !== data.svg) {
    cloud.innerHTML = data.svg;
    cloud.drawn = data.svg;
  }
  cloud.querySelector("svg").setAttribute("aria-label", data.label);
  cloud.querySelector("svg").setAttribute("role", "group");
  const words = [...cloud.querySelectorAll("text")];
  const chosen = words.findIndex((word) => word.dataset.word === data.chosen);
  const go = (n) => {
    words.forEach((word, m) => word.setAttribute("tabindex", m === n ? "0" : "-1"));
    words[n].focus();
  };
  words.forEach((word, n) => {
    word.setAttribute("tabindex", n === Math.max(chosen, 0) ? "0" : "-1");
    word.classList.toggle("chosen", n === chosen);
    word.onclick = () => setTriggerValue("word", word.dataset.word);
    word.onkeydown = (event) => {
      const to = {
        ArrowRight: n + 1, ArrowDown: n + 1, ArrowLeft: n - 1, ArrowUp: n - 1,
        Home: 0, End: words.length - 1,
      }[event.key];
      if (event.key === "Enter" || event.key === " ") {
        setTriggerValue("word", word.dataset.word);
      } else if (to === undefined || !words[to]) {
        return;
      } else {
        go(to);
      }
      event.preventDefault();
    };
  });
}
"""
_CSS = """
.cloud svg {width: 100%; height: auto; display: block;}
.cloud text {font-family: Figtree, var(--st-font), sans-serif; font-weight: 600; cursor: pointer;}
.cloud text:hover, .cloud text.chosen {text-decoration: underline; text-decoration-thickness: 2px;}
.cloud text:focus {outline: none;}
.cloud text:focus-visible {outline: 2px solid var(--st-primary-color); outline-offset: 2px;}
"""
_component = st.components.v2.component(
    "refrain_cloud", html='<div class="cloud"></div>', css=_CSS, js=_JS
)


def clickable(svg: str, *, key: str, label: str, chosen: str = "") -> str | None:
    """Show a cloud (as `figures.word_cloud.clickable` makes it); the word that was just clicked.

    `chosen` is underlined; `label` says what the cloud is of, to who listens.
    """
    result = _component(
        key=key,
        data={"svg": svg, "label": label, "chosen": chosen},
        on_word_change=lambda: None,
    )
    return result.get("word")
