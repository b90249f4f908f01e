"""The page: one HTML file that shows the claims of a store as a picture, down to the sentence.

store ─reading─▶ Story ─network─▶ ClaimNetwork (pyvis) ─layout─▶ positions ─html─▶ one file
"""

from kgraph.render.network import ClaimNetwork
from kgraph.render.output import page, render_page
from kgraph.render.reading import read_story
from kgraph.render.story import Story

__all__ = ["ClaimNetwork", "Story", "page", "read_story", "render_page"]
