"""Work without a network: saved pages in, the same records out, on all cores."""
