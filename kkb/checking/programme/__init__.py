"""Checking the four sheets beside the recap of status: tables of text → typed rows, problems and counts."""
