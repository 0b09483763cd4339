"""Many machines on one Redis: workers fetch and clean, one collector owns the store.

The frontier stays in the store, where an article and its mark are one transaction; Redis carries what is on its way.
Two streams a site: ``requests`` from the collector to the workers, ``answers`` back. Both are delivered at least once;
the store's keys make it exactly once.
"""
