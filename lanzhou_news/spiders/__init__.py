"""Spiders: one class a site profile, generated."""
