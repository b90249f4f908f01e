"""The page: one HTML file that shows the claims of a store as a picture, down to the sentence.

store ─story─▶ Story ─network─▶ ClaimNetwork (pyvis) ─layout─▶ positions ─html─▶ one file
"""

from kgraph.render.network import ClaimNetwork
from kgraph.render.output import page, render_page
from kgraph.render.story import Story, read_story

__all__ = ["ClaimNetwork", "Story", "page", "read_story", "render_page"]
