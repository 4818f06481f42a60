// Follows a link as if it had been clicked, where the script says to: see history.js.
refrainGo(document.currentScript.dataset.to);
