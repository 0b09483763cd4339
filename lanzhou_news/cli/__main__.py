"""``python -m lanzhou_news.cli``."""

from lanzhou_news.cli import main

main()
