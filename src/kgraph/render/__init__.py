"""The page: one HTML file that shows the claims of a store as a picture, down to the sentence.

store ─story─▶ Story ─network─▶ ClaimNetwork (pyvis) ─layout─▶ positions ─html─▶ one file
"""

from kgraph.render.html import page, render_page
from kgraph.render.network import ClaimNetwork

__all__ = ["ClaimNetwork", "page", "render_page"]
