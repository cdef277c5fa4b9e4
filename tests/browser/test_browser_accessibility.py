"""No page has a fault that axe-core or the W3C's checker knows of, in light, dark, rtl, easy-read or on a phone."""

import pytest

from tests.browser import checkers

pytestmark = pytest.mark.browser

PAGES = {
    "full": "badplatsen/sv/index.html",
    "easy": "badplatsen/sv-simple/index.html",
    "starter": "badplatsen/en/index.html",
    "rtl": "badplatsen/ar/index.html",
    "hostile": "hostile/sv/index.html",
    "no strings": "ps/ps/index.html",
    "heading": "heading/sv/index.html",
    "index": "index.html",
    "index rtl": "index.ar.html",
    "long": "long/sv/index.html",
}
LOOKS = [
    *[(name, "light", 1100) for name in PAGES],
    *[(name, "dark", 1100) for name in ("full", "easy", "rtl", "index")],
    *[(name, "light", 320) for name in ("full", "easy", "rtl", "index")],
    *[(name, "dark", 256) for name in ("full", "easy")],
]


@pytest.mark.parametrize(("name", "scheme", "width"), LOOKS)
def test_axe_finds_nothing(browser, address, name, scheme, width):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{address}/{PAGES[name]}")
    faults = checkers.axe(page)
    context.close()
    assert faults == []


@pytest.mark.parametrize("name", ["full", "easy", "rtl", "hostile", "no strings", "index"])
@pytest.mark.parametrize("width", [320, 256])  # 1280 pixels at 400 and at 500 %
def test_a_narrow_window_needs_no_sideways_scrolling(browser, address, name, width):
    page = browser.new_page(viewport={"width": width, "height": 600})
    page.goto(f"{address}/{PAGES[name]}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("name", ["full", "easy", "rtl", "index"])
def test_every_target_can_be_hit(browser, address, name):
    """WCAG 2.2, 2.5.8: what is not a link in running text measures 24 by 24 pixels."""
    page = browser.new_page(viewport={"width": 320, "height": 600})
    page.goto(f"{address}/{PAGES[name]}")
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, select, input")]
            .filter(target => !target.closest(".text, .skip"))
            .map(target => [target.outerHTML, target.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24)
            .map(([html]) => html)"""
    )
    page.close()
    assert small == []


def test_easy_lines_are_short(browser, address):
    page = browser.new_page(viewport={"width": 1400, "height": 800})
    page.goto(f"{address}/{PAGES['easy']}")
    longest, size = page.evaluate(
        """() => {
            const text = document.querySelector(".text p");
            text.textContent = "Det här är en lång mening om hur man bor, arbetar och reser i vår kommun. ".repeat(9);
            const node = text.firstChild, range = new Range(), lines = new Map();
            for (let at = 0; at < node.length; at++) {
                range.setStart(node, at); range.setEnd(node, at + 1);
                const top = Math.round(range.getBoundingClientRect().top);
                lines.set(top, (lines.get(top) ?? 0) + 1);
            }
            return [Math.max(...lines.values()), parseFloat(getComputedStyle(text).fontSize)];
        }"""
    )
    page.close()
    assert longest <= 56
    assert size >= 18


def test_the_validator_finds_nothing(site):
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 7
    assert checkers.validator(pages) == []
