"""The text of one cell → a date, a status, a number of a decree, a choice, a number. Nothing else is known here."""
