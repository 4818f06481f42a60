"""The engine for one machine: suffix and LCP arrays of the whole corpus in memory."""
