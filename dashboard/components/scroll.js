// Shows an element: in its box, 90 pixels below the top of it, or else on the page.
(selector, box) => {
  const scrolled = box && document.getElementById(box);
  const element = (scrolled || document).querySelector(selector);
  if (!element) return;
  if (scrolled) scrolled.scrollTop = element.offsetTop - 90;
  else element.scrollIntoView();
}
