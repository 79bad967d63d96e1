"""Who is logged in: the cookie of a session, the pages that log in and out, and the door before all others."""
