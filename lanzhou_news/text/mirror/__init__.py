"""Undoing what mirror sites do to Chinese pages: glosses after traditional characters, shifted GBK bytes, stray marks.

The forward model is a byte-wise search and replace over the GBK form of the traditional text: entries ``T`` become
``T(pinyin)`` and some punctuation marks get an invisible separator in front, without regard for character boundaries.
"""
