"""How the font of icons is made. Nothing in here runs with the program."""
