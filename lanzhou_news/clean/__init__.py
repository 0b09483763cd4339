"""The spine: one ordered table of steps from bytes to a validated article. See :mod:`lanzhou_news.clean.steps`."""
