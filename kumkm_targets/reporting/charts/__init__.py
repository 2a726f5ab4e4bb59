"""Pictures of the course of indicators, as SVG that pages, typst and browsers draw alike.

Nothing is left to the renderer: text is measured here, colours are plain attributes, and the
classes on top of them (`kt-…`) let a page restyle what it embeds (`palette.stylesheet`).
"""
