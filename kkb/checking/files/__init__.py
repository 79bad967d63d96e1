"""One file of a queue: its workbook → the tables that are its recap, the day it speaks for, and its rows."""
