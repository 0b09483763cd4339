"""What was crawled, and what is still to be crawled: one SQLite file and the JSON Lines files projected from it."""
