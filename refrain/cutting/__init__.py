"""Which characters go from a text with some of its words, so that what is left is whole.

`delimiters` finds what comes in pairs (brackets, quotation marks, tags, emphasis), `stretches` what
belongs to speech that follows (speakers' labels, time marks, lines), `marks` tells closing
punctuation from opening; `whole` decides.
"""

from __future__ import annotations

from refrain.cutting.whole import Piece, pieces

__all__ = ["Piece", "pieces"]
