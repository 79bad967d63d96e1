"""How the template of the PowerPoint slides is made. Nothing in here runs with the program."""
