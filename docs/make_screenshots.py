"""Makes the pictures of the documentation from the page of the sample articles; needs Chromium and playwright.

python docs/make_screenshots.py [PAGE]     (default: out/graph.html, written by `python3 dev.py demo`)
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
DESKTOP, PHONE = (1440, 900), (390, 844)


def most_connected(page: Page) -> None:
    """Select the most connected thing."""
    page.locator("#panel .plain-list .entry").first.click()
    page.evaluate("() => window.kgraph.picture.centre()")


def reported(page: Page) -> None:
    """Select a reported claim between the most connected things."""
    page.evaluate("""() => {
      const { model, picture } = window.kgraph;
      const weight = id => model.nodes.get(id)?.weight ?? 0;
      const edges = model.data.edges.filter(e => e.how === "reported");
      edges.sort((a, b) => weight(b.from) + weight(b.to) - weight(a.from) - weight(a.to));
      model.select({ kind: "claims", claims: edges[0].claims, index: 0 });
      picture.centre();
    }""")


def listed(page: Page) -> None:
    """Show the list."""
    page.click("#show-list")
    page.click("#list-claims")


PICTURES = (
    ("page.png", DESKTOP, "light", reported),
    ("page-overview.png", DESKTOP, "light", None),
    ("page-thing.png", DESKTOP, "light", most_connected),
    ("page-dark.png", DESKTOP, "dark", reported),
    ("page-list.png", DESKTOP, "light", listed),
    ("page-phone.png", PHONE, "light", reported),
)


def main() -> None:
    """Make every picture."""
    source = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "out" / "graph.html").resolve()
    chromium = os.environ.get("KGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, (width, height), scheme, act in PICTURES:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.emulate_media(reduced_motion="reduce", color_scheme=scheme)
            page.goto(source.as_uri())
            page.wait_for_function("() => window.kgraph !== undefined")
            if act is not None:
                act(page)
            page.wait_for_timeout(300)
            page.mouse.move(0, 0)
            page.screenshot(path=IMAGES / name)
            page.close()
            print(f"docs/images/{name}")
        browser.close()


if __name__ == "__main__":
    main()
