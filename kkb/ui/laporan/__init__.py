"""Reports of errors: the form that readers post, what a desa says of them, and what officers do about them."""
