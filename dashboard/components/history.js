// Keeps the browser's history to one step a page, and follows links within the session.
//
// Streamlit makes a step of every parameter that the server sets, and on the way to another page
// writes them into the address of this one first: Back would lead through all of them. Here they
// replace the address, which gets back what it was if another page is next.
// A link follows as Back and Forward do: Streamlit gives each widget its value from the address.
// In a table, Tab and the arrow keys select a cell, as a click does: there, Enter is what leaves.
if (!window.refrainGo) {
  const history = window.history;
  const push = history.pushState.bind(history);
  let left = null;
  history.pushState = (state, title, to) => {
    const same = new URL(to, location.href).pathname === location.pathname;
    if (left && Date.now() - left.at > 1500) left = null;
    if (same) {
      left = {href: left ? left.href : location.href, at: Date.now()};
      history.replaceState(state, title, to);
    } else {
      if (left) history.replaceState(state, title, left.href);
      left = null;
      push(state, title, to);
    }
  };
  let held = null;
  window.refrainGo = (to) => {
    if (held && !held.enter) {
      held.to = to;
      return;
    }
    left = held = null;
    push({}, "", to);
    window.dispatchEvent(new PopStateEvent("popstate", {state: {}}));
  };
  let tabbed = false;
  const inTable = (event) => event.target.closest?.("[data-testid=stDataFrame]");
  document.addEventListener("pointerdown", () => { held = null; tabbed = false; }, true);
  document.addEventListener("focusin", (event) => {
    if (!inTable(event)) held = null;
    else if (tabbed && !held) held = {to: null, enter: false};
  }, true);
  document.addEventListener("keydown", (event) => {
    tabbed = event.key === "Tab";
    if (!inTable(event)) return;
    if (event.key.startsWith("Arrow")) {
      held = {to: null, enter: false};
    } else if (event.key === "Enter" && held) {
      event.preventDefault();
      event.stopPropagation();
      held.enter = true;
      if (held.to) window.refrainGo(held.to);
    }
  }, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".transcript a, .strip a, .recognised a");
    if (!link || link.target === "_blank") return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    window.refrainGo(link.href);
  });
}
