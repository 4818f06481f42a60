// Shows an element: in its box, 90 pixels below the top of it, or else on the page.
{
  const { selector, box } = document.currentScript.dataset;
  const scrolled = box && document.getElementById(box);
  const element = (scrolled || document).querySelector(selector);
  if (element && scrolled) scrolled.scrollTop = element.offsetTop - 90;
  else if (element) element.scrollIntoView();
}
