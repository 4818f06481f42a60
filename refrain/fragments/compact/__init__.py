"""What repeats at one minimum length, in as little as it takes to say it: unitigs and their places.

Windows of `min_words` words that recur are joined with their neighbours as far as one always
follows the other, wherever either occurs. What comes of it is a *unitig*, as in a compacted de
Bruijn graph (Chikhi, Limasset and Medvedev 2016): a jingle that everyone plays whole is one, with
as many places as it has carriers. Every fragment begins where a unitig begins and ends where one
ends, so that all answers can be had from the places of unitigs, of which there are a hundred times
fewer than repeated words. That is how the repeats of a corpus leave a cluster: `CompactIndex`
answers from them on one machine.
"""

from refrain.fragments.compact.index import CompactIndex
from refrain.fragments.compact.unitigs import UNITIGS, unitigs_of
from refrain.fragments.compact.views import NotBuiltError

__all__ = ["UNITIGS", "CompactIndex", "NotBuiltError", "unitigs_of"]
