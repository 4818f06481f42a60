"""Tables of transcripts, and files of chats: a module for each container, which streams its rows.

`delimited` (CSV, TSV), `json_table`, `json_lines`, `parquet` and `arrow` are formats of the
registry; each makes a `Table` (`rows`), and `reading` makes transcripts of it. `columns` guesses
which column is what, `chat` knows the shapes of prompts, `timed_rows` those of timed pieces, and
`refrain_rows` what Refrain wrote itself. `candidates` is for whoever lets a person choose.
"""
