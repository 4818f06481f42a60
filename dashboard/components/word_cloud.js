// The words are one stop of the Tab key; arrows go from word to word, strongest first.
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
