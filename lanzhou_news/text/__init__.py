"""Pure functions on text: they import nothing of this package but the record's data types and errors."""
