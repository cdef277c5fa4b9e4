"""What a reader meets: a page that is there at once, terms that explain themselves, a search without a server."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_browser_player import until

pytestmark = pytest.mark.browser

EASY = "badplatsen/sv-simple/index.html"
SHOWN = "!document.querySelector('.explanation').hidden"
HITS = "document.querySelectorAll('.results li').length"
LOOKS = {
    "desktop": ("badplatsen/sv/index.html", 1200, "light", "screen"),
    "dark": ("badplatsen/sv/index.html", 1200, "dark", "screen"),
    "phone-easy": (EASY, 390, "light", "screen"),
    "phone-rtl-dark": ("badplatsen/ar/index.html", 390, "dark", "screen"),
    "index": ("index.html", 1200, "light", "screen"),
    "print": ("badplatsen/en/index.html", 800, "light", "print"),
}
# What the browser's own audio control moves inside itself has no node, and is none of the page's.
SHIFT = """() => new Promise(done => {
    let shift = 0;
    const isOfPage = entry => entry.sources.some(source => source.node !== null);
    new PerformanceObserver(list => list.getEntries().filter(isOfPage).forEach(one => { shift += one.value; }))
        .observe({type: "layout-shift", buffered: true});
    new PerformanceObserver(() => requestAnimationFrame(() => requestAnimationFrame(() => done(shift))))
        .observe({type: "largest-contentful-paint", buffered: true});
})"""


@pytest.fixture
def page(browser, address):
    context = browser.new_context(viewport={"width": 1100, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["badplatsen/sv/index.html", EASY, "badplatsen/ar/index.html", "index.html"])
def test_nothing_moves_while_a_page_appears(page, site, path):
    page.goto((site / "sub" / path).as_uri())
    assert page.evaluate(SHIFT) == 0


def test_a_term_is_explained_on_hover_and_the_explanation_can_be_left(page, address):
    page.goto(f"{address}/{EASY}")
    page.locator("a.term").hover()
    until(page, SHOWN)
    assert page.locator(".explanation").inner_text() == "En brygga är ett golv av trä. Den går ut i vattnet."
    page.locator(".explanation").hover()
    assert page.evaluate(SHOWN)
    page.keyboard.press("Escape")
    assert not page.evaluate(SHOWN)
    assert page.evaluate("scrollX") == 0


def test_a_term_is_explained_by_keyboard_and_by_touch(page, address):
    page.goto(f"{address}/{EASY}")
    page.locator("a.term").focus()
    until(page, SHOWN)
    page.keyboard.press("Tab")
    assert not page.evaluate(SHOWN)
    page.locator("a.term").dispatch_event("click")
    assert page.evaluate(SHOWN)
    assert "#" not in page.url


def test_without_script_a_term_leads_to_the_word_list(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{EASY}")
    page.locator("a.term").click()
    assert page.url.endswith("#term-1")
    context.close()


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_search_finds_words_of_titles_and_texts(page, address, site, scheme):
    page.goto(f"{address}/index.html" if scheme == "http" else (site / "sub" / "index.html").as_uri())
    field = page.get_by_role("searchbox")
    field.fill("LILLSJON brygga")
    until(page, f"{HITS} === 1")
    assert page.locator("[role='status']").inner_text() == "Träffar: 1"
    assert not page.locator(".articles").is_visible()
    field.fill("finnsinte")
    until(page, f"{HITS} === 0")
    assert page.locator("[role='status']").inner_text().startswith("Inga träffar")
    field.press("Escape")
    assert page.locator(".articles").is_visible()


def test_a_hit_leads_to_its_article(page, address):
    page.goto(f"{address}/index.en.html")
    page.get_by_role("searchbox").fill("handrail")
    page.locator(".results a").click()
    assert page.url == f"{address}/badplatsen/en/index.html"


@pytest.mark.parametrize("name", LOOKS)
def test_pages_are_pictured_for_people_to_look_at(browser, address, tmp_path, name):
    path, width, scheme, media = LOOKS[name]
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page: Any = context.new_page()
    page.emulate_media(media=media)
    page.goto(f"{address}/{path}")
    folder = Path(os.environ.get("LATTLAST_SCREENSHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    shown = [one for one in page.locator("h1").all() if one.is_visible()]
    context.close()
    assert len(shown) == 1
    assert (folder / f"{name}.png").stat().st_size > 5_000
