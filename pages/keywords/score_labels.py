"""What the page calls each score of a keyword, and what it says that it means."""

from __future__ import annotations

from refrain import keywords

EXPLANATIONS = {
    keywords.LOG_RATIO: "how many times more transcripts of the topic have the word, at the least "
    "(conservative log ratio: log₂ of the lower confidence bound; 1 = twice as often)",
    keywords.LOG_ODDS: "how surely the topic uses the word more (log-odds with a Dirichlet prior, "
    "as a z-score; above 2 is unlikely to be chance)",
    keywords.G2: "how surely the topic uses the word more (log-likelihood G²; above 3.84 is "
    "unlikely to be chance; frequent words lead)",
    keywords.C_TF_IDF: "how frequent the word is in the topic and how rare in all (c-TF-IDF; not a "
    "test: words that all topics share are in)",
    keywords.COUNT: "how often the topic has the word (not compared with anything)",
}
NAMES = {
    keywords.LOG_RATIO: "conservative log ratio",
    keywords.LOG_ODDS: "log-odds, z-score",
    keywords.G2: "log-likelihood G²",
    keywords.C_TF_IDF: "c-TF-IDF × 1,000",
    keywords.COUNT: "times in the topic",
}
