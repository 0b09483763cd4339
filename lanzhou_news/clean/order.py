"""The order of the cleaning steps by name: settings can list the pipelines without loading what they run."""

STEP_NAMES = ("decode", "extract", "repair", "script", "boilerplate", "credits", "dates", "validate")
"""Each is a module of this package with a function ``run(draft)``."""
