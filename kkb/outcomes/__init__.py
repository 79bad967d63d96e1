"""What the sheets beside the recap of status tell of desa on a day: promises, steps, activities, evaluations. Pure."""
