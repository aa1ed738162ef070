"""Citing a figure: what it is called, where it stands, in which version, and what it says.

A figure is a plan, a measure, a period and perhaps a part, in a version of the content. Pages, the
JSON and ``avance verify`` take the same words from here.
"""
