"""The page Bantuan: how sheets are filled in."""
