"""The collection as files for analysis: one module a format, one selection, one data card beside the data."""
