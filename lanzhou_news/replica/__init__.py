"""A news site that does not exist: a real HTTP server on loopback with generated articles and their gold records."""
