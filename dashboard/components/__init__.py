"""Parts that pages are made of: charts, tables, safe Markdown, word clouds, transcript text."""
