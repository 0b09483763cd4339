"""Downloader middlewares: where requests may go, how fast, and how bytes become text."""
