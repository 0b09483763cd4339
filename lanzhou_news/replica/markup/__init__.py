"""HTML of the replica's pages: furniture, article bodies, the generations of the CMS's markup, list pages."""
