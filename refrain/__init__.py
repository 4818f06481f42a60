"""Refrain: see what is in a transcript dataset, and what it keeps repeating.

>>> import refrain
>>> corpus = refrain.load("data/sample.txt")  # doctest: +SKIP
>>> corpus.transcripts, corpus.problems       # doctest: +SKIP
"""

from refrain.corpus import Corpus
from refrain.errors import RefrainError
from refrain.loader import LoadOptions, load

__all__ = ["Corpus", "LoadOptions", "RefrainError", "load"]
