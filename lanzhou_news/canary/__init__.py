"""A first look at a site: does it answer, do its pages still fit the profile, and if not, what would?"""
