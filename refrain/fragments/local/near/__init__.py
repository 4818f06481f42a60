"""Near-repeats: passages that say the same words, but for some that were changed, missed or added.

Speech is never transcribed twice the same. What agrees in a given share of words is found in four
steps, each linear in what it is given:

1. *Seeds*: short runs of equal words, at places that are linked (`seeds`).
2. *Chains*: seeds of two places that follow one another with small gaps and shifts (`chains`).
3. *Alignment*: the gaps of a chain are aligned word by word, and its ends as far as they agree
   (`alignment`).
4. *Segments*: of an alignment those stretches that agree in the share asked for (`segments`).

The method is that of passim (Smith, Cordell and Mullen 2015) with the chaining of minimap2
(Li 2018). What is found is pairs of passages, never closed transitively: that A is like B and B
like C does not make A like C.
"""
