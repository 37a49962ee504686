"""The pictures of the report, drawn by us as SVG: one module per picture. No date, no random id: the same bytes again.

A picture is a text that goes into a page as it is; `commun.fichier` makes a file of it.
"""
