"""What a run is held against: earlier runs, usual days, thresholds; and the report page that shows it."""
