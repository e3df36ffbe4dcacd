"""Preparation: the picture of a page as it came becomes the picture that an engine reads best.

Only that picture changes; `Frame` leads from it back to the page as it came. One module a subject; `preparing` puts
them in order.
"""
