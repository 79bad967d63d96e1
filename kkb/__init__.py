"""Pokja Kampung KB per desa: from Excel recaps to figures against the target."""

__version__ = "0.1.0"
