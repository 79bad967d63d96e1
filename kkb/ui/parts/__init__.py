"""Parts that several pages are made of: figures with their tables, links in numbers, evidence, buttons."""
