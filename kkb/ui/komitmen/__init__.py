"""The page Komitmen: what was promised, and the steps that followed."""
