"""Recaps as seven offices and twenty years write them, each with the one verdict that a careful reader would give."""
