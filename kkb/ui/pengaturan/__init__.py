"""The page Pengaturan: plans, meetings, events, spellings, the logo and the map of the office."""
