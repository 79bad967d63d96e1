"""What every page stands in: menu, filters, the view of the data, caches, the way to write, and the eye on new data."""
