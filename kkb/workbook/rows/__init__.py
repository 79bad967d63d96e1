"""What each row below a header is, and what cells above or beside it lend to it."""
