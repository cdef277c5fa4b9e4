"""The whole way in the browser: drop an article, mend a sentence, approve it, and find it in what readers get."""

import json
import re
from pathlib import Path

import pytest

from tests.browser.conftest import unavailable
from tests.review import serving, workspace

pytestmark = pytest.mark.browser

PAGE = """<html lang="sv"><body><main><h1>Lånecyklar i Norrby</h1>
<p>Kommunen köper tio cyklar.</p><p>Du bokar en cykel på biblioteket.</p></main></body></html>"""
OLD, NEW = "Kommunen köper tio cyklar.", "Kommunen har köpt tio nya cyklar."
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DONE = "Klart. Sidorna är uppdaterade."
OF_ALL_EDITIONS = {"manifest.json", "terms.csv", "article.zip", "article.epub"}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("review")
    (folder / "lattlast.toml").write_text("[build]\nlanguages = []\n", encoding="utf-8")
    with serving.served(folder) as client:
        yield client


@pytest.fixture(scope="module")
def built(client, browser):
    """Drop the article on the page and wait for its editions."""
    page = browser.new_page()
    page.goto(client.address)
    assert page.url == f"http://{client.host}/"
    transfer = page.evaluate_handle(
        """text => { const data = new DataTransfer();
        data.items.add(new File([text], "Lånecyklar.html", {type: "text/html"})); return data }""",
        PAGE,
    )
    page.dispatch_event("#add", "drop", {"dataTransfer": transfer})
    page.get_by_role("button", name="Gör utgåvor").click()
    page.get_by_role("heading", name="Lånecyklar i Norrby").wait_for(timeout=120_000)
    page.close()
    return client


def opened(browser, client, path="", **options):
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(client.address)
    page.goto(f"http://{client.host}/{path}")
    return page


def contents(folder: Path) -> dict[str, bytes]:
    output = folder / "output" / "lanecyklar"
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_by_keyboard_alone_a_sentence_is_mended_approved_and_published_and_nothing_else_changes(browser, built):
    before = contents(built.folder)
    page = opened(browser, built, "review/lanecyklar/sv-simple?order=text")
    page.locator("#by").focus()
    page.keyboard.type("Mira Åberg")
    press_until(page, "document.activeElement.value === " + json.dumps(OLD))
    page.keyboard.press("Control+a")
    page.keyboard.type(NEW)
    page.locator("[data-measured]").nth(1).get_by_text("LIX").wait_for()
    page.keyboard.press("Control+Enter")
    page.locator(".unit.approved").wait_for()
    assert "biblioteket" in page.evaluate("document.activeElement.value")
    page.locator("[data-rebuild]").focus()
    page.keyboard.press("Enter")
    page.get_by_text(DONE).wait_for(timeout=120_000)
    page.context.close()
    after = contents(built.folder)
    changed = {path for path in after if after[path] != before.get(path)}
    assert {"sv-simple/index.html", "sv-simple/narration.mp3"} <= changed
    assert {path for path in changed if not path.startswith("sv-simple/")} <= OF_ALL_EDITIONS
    assert set(before) == set(after)
    page_before, page_after = (readable(files["sv-simple/index.html"]) for files in (before, after))
    assert OLD in page_before
    assert NEW in page_after
    assert OLD not in page_after
    assert "sv-simple/article.epub" in changed
    clips = workspace.manifest(built.folder, "lanecyklar")["editions"]
    assert [entry["tag"] for entry in clips] == ["sv", "sv-simple"]


def readable(page: bytes) -> str:
    """Give a page's text without its mark-up, which may explain a word inside a sentence."""
    return re.sub(r"<[^>]+>", "", page.decode())


def press_until(page, condition):
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(condition):
            return
    pytest.fail(f"the keyboard never got there: {condition}")


def test_two_people_are_told_of_each_other_and_undo_goes_back(browser, built):
    first, second = (opened(browser, built, "review/lanecyklar/sv-simple?order=text") for _ in range(2))
    for page, text in ((first, "Boka på biblioteket."), (second, "Boka hos oss.")):
        page.locator("textarea").nth(2).fill(text)
        page.locator(".unit").nth(2).get_by_role("button", name="Godkänn").click()
        page.locator(".unit").nth(2).locator(".said:not(:empty)").wait_for()
    said = second.locator(".unit").nth(2).locator(".said")
    assert "Boka på biblioteket." in said.inner_text()
    assert second.locator("textarea").nth(2).input_value() == "Boka hos oss."
    first.locator("textarea").nth(2).focus()
    first.keyboard.press("Alt+z")
    first.locator(".unit").nth(2).get_by_text("ångrad").wait_for()
    assert "bokar en cykel" in first.locator("textarea").nth(2).input_value()
    for page in (first, second):
        page.context.close()


def test_a_whole_edition_is_approved_and_its_page_says_by_whom(browser, built):
    page = opened(browser, built, "review/lanecyklar/sv-simple")
    page.locator("#by").fill("Mira Åberg")
    with page.expect_navigation():
        page.get_by_role("button", name="Godkänn hela utgåvan").click()
    assert page.locator(".top .state").inner_text() == "godkänd"
    page.locator("[data-rebuild]").click()
    page.get_by_text(DONE).wait_for(timeout=120_000)
    page.context.close()
    entry = workspace.manifest(built.folder, "lanecyklar")["editions"][1]
    assert (entry["state"], entry["reviewed_by"]) == ("reviewed", "Mira Åberg")


def test_the_preview_works_and_reaches_nothing_of_the_session(browser, built):
    page = opened(browser, built)
    said = []
    with page.expect_popup() as popup:
        page.get_by_role("link", name=re.compile("Visa sidan.*sv-simple")).click()
    preview = popup.value
    preview.on("console", lambda message: said.append(message.text))
    preview.wait_for_load_state("load")
    assert preview.evaluate("getComputedStyle(document.querySelector('main')).flexGrow") == "1"
    assert preview.evaluate("document.querySelector('audio') !== null")
    assert preview.evaluate("self.origin") == "null"
    blocked = "() => { try { return document.cookie } catch (error) { return 'refused' } }"
    assert preview.evaluate(blocked) == "refused"
    page.context.close()


@pytest.fixture(scope="module")
def axe():
    try:
        import axe_playwright_python
    except ImportError:
        unavailable("axe-core is not installed: uv sync --group browser")
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["", "review/lanecyklar/sv-simple", "?lang=en"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1100), ("dark", 320)])
def test_axe_finds_nothing_and_a_phone_is_wide_enough(browser, axe, built, path, scheme, width):
    page = opened(
        browser, built, path, viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True,
        reduced_motion="reduce",
    )  # fmt: skip
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe)
    result = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", TAGS)
    page.context.close()
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in result["violations"]] == []
    assert said == []
