"""Item pipelines: one thin class a row of the step table, then the store."""
