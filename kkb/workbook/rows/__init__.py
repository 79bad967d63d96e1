"""The rows below a header: read (`read_rows`), told apart (`recap_rows`, `programme_rows`) and sorted into a table."""
