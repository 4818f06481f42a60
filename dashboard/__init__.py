"""What the pages share: the chosen corpus, state in the URL, caches, and parts of a page."""
