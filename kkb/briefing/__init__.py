"""The meeting's material: slides of sentences and figures, made once from an overview, for wall, paper and file."""
