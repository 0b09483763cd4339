"""Scrapy extensions: what a run shows and reports while it goes on."""
