"""The player: what is heard is marked, every sentence is reached by mouse and by keyboard, nothing leaves the page."""

import json
from typing import Any
from urllib.parse import urljoin

import pytest

pytestmark = pytest.mark.browser

PAGE = "badplatsen/sv/index.html"
ENGLISH = "badplatsen/en/index.html"
SPOKEN = "document.querySelector('.spoken')?.id"
WORD = "[...(CSS.highlights.get('word') ?? [])].map(range => range.toString()).join()"
TIME = "document.querySelector('audio').currentTime"
PAUSED = "document.querySelector('audio').paused"


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 1100, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context, address):
    page = context.new_page()
    page.goto(f"{address}/{PAGE}")
    until(page, "document.querySelector('audio').readyState >= 1")
    return page


def until(page: Any, condition: str) -> None:
    """Wait in the page itself, frame by frame: its policy forbids Playwright's own way of waiting for a condition."""
    page.evaluate(
        f"""async () => {{
            const end = performance.now() + 10_000;
            while (!({condition})) {{
                if (performance.now() > end) throw new Error("waited in vain");
                await new Promise(requestAnimationFrame);
            }}
        }}"""
    )


def jump(page: Any, seconds: float) -> None:
    page.evaluate("at => { document.querySelector('audio').currentTime = at }", seconds)
    until(page, "!document.querySelector('audio').seeking")


def clips(page: Any) -> Any:
    times = page.request.get(urljoin(page.url, "timings.js")).text()
    return json.loads(times.removeprefix("lattlastTimings=").rstrip(";\n"))


def test_nothing_is_marked_and_nothing_stored_before_the_reader_acts(page):
    assert page.evaluate(SPOKEN) is None
    assert page.evaluate(PAUSED)
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("typeof lattlastTimings") == "undefined"  # the times are for those who listen


@pytest.mark.parametrize("nth", [0, 4, 7, 26])
def test_the_sentence_and_the_word_at_a_time_are_marked(page, nth):
    name, begin, _, words = clips(page)[nth]
    jump(page, (begin + words[5]) / 1000 + 0.1)
    until(page, f"{SPOKEN} === '{name}'")
    assert page.evaluate(WORD) == page.evaluate(f"document.getElementById('{name}').textContent")[words[3] : words[4]]
    assert page.locator(".spoken").count() == 1


def test_words_after_an_emoji_are_marked_whole(context, address):
    page = context.new_page()
    page.goto(f"{address}/{ENGLISH}")
    until(page, "document.querySelector('audio').readyState >= 1")
    name, begin, _, words = clips(page)[4]
    jump(page, (begin + words[-1]) / 1000 + 0.1)
    until(page, f"{SPOKEN} === '{name}'")
    assert page.evaluate(WORD) == "buoys."


def test_the_mark_follows_the_audio(page):
    page.locator("#s2").click()
    until(page, f"{SPOKEN} === 's2'")
    assert not page.evaluate(PAUSED)
    page.evaluate("document.querySelector('audio').playbackRate = 8")
    until(page, f"{SPOKEN} === 's3'")
    assert page.evaluate(TIME) >= clips(page)[2][1] / 1000


def test_a_second_click_stops(page):
    page.locator("#s2").click()
    until(page, f"{SPOKEN} === 's2' && !{PAUSED}")
    page.locator("#s2").click()
    until(page, PAUSED)


def test_a_link_in_a_sentence_stays_a_link(page):
    page.locator("#s32 a").evaluate("link => link.href = '#page-main'")
    page.locator("#s32 a").click()
    assert page.url.endswith("#page-main")
    assert page.evaluate(PAUSED)


def test_text_can_be_selected_without_being_played(page):
    page.evaluate("getSelection().selectAllChildren(document.getElementById('s3'))")
    page.evaluate("document.getElementById('s3').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    assert page.evaluate(PAUSED)


def test_every_control_works_by_keyboard(page):
    page.locator("audio").focus()
    page.keyboard.press("Space")
    until(page, f"!{PAUSED}")
    page.keyboard.press("Space")
    until(page, PAUSED)
    jump(page, 0)
    until(page, f"{SPOKEN} === 's1'")
    following, previous = page.locator("[data-step='1']"), page.locator("[data-step='-1']")
    following.focus()
    for name in ("s2", "s3"):
        page.keyboard.press("Enter")
        until(page, f"{SPOKEN} === '{name}'")
    page.keyboard.press("Shift+Tab")
    assert previous.evaluate("button => button === document.activeElement")
    page.keyboard.press("Space")
    until(page, f"{SPOKEN} === 's2'")
    page.locator("[data-speed]").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.25
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert not page.locator("[data-follow]").is_checked()


def test_stepping_stops_at_both_ends(page):
    for _ in range(2):
        page.locator("[data-step='-1']").click()
        until(page, f"{SPOKEN} === 's1'")
    last = clips(page)[-1]
    jump(page, last[1] / 1000 + 0.01)
    page.locator("[data-step='1']").click()
    until(page, f"{SPOKEN} === '{last[0]}'")


def test_the_place_and_the_speed_are_remembered(page, context, address):
    page.locator("#s7").click()
    until(page, f"{SPOKEN} === 's7'")
    page.evaluate("document.querySelector('audio').pause()")
    page.locator("[data-speed]").select_option("1.5")
    until(page, "localStorage.length === 2")
    again = context.new_page()
    again.goto(f"{address}/{PAGE}")
    until(again, f"{SPOKEN} === 's7'")
    assert again.evaluate(PAUSED)
    assert again.evaluate("document.querySelector('audio').playbackRate") == 1.5
    assert again.locator("[data-speed]").input_value() == "1.5"


def test_the_text_scrolls_along_only_where_the_reader_wants_it(page):
    far = next(clip for clip in clips(page) if clip[0] == "s38")
    page.locator("[data-follow]").uncheck()
    jump(page, far[1] / 1000 + 0.01)
    until(page, f"{SPOKEN} === 's38'")
    before = page.evaluate("scrollY")
    jump(page, 0.01)
    page.locator("[data-follow]").check()
    jump(page, far[1] / 1000 + 0.01)
    until(page, f"{SPOKEN} === 's38'")
    box = page.locator("#s38").bounding_box()
    assert page.evaluate("scrollY") > before
    assert 0 <= box["y"] <= 900


def test_nothing_is_announced_for_every_word(page):
    assert page.locator("[aria-live], [role='status'], [role='alert']").count() == 0


def test_without_script_the_audio_and_the_text_are_there(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{PAGE}")
    assert page.locator("audio").is_visible()
    assert page.locator(".player a[download]").is_visible()
    assert page.locator("#s7").is_visible()
    assert not page.locator(".controls").is_visible()
    context.close()


@pytest.mark.parametrize("path", [PAGE, "badplatsen/ar/index.html", "hostile/sv/index.html", "index.html"])
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_page_asks_nobody_else_and_says_nothing_on_the_console(context, address, site, path, scheme):
    page = context.new_page()
    said, asked, failed = [], [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append((request.url, request.failure)))
    root = address if scheme == "http" else (site / "sub").as_uri()
    page.goto(f"{root}/{path}")
    page.wait_for_load_state("load")
    assert len(asked) >= 2
    assert [url for url in asked if not url.startswith((root, "data:"))] == []
    assert said == []
    # The browser itself breaks off loading the audio when it has its length.
    assert [url for url, why in failed if why != "net::ERR_ABORTED"] == []


def test_the_player_works_from_a_file(context, site):
    page = context.new_page()
    page.goto((site / "sub" / PAGE).as_uri())
    page.locator("#s3").click()
    until(page, f"{SPOKEN} === 's3' && !{PAUSED}")


def test_every_link_between_the_pages_leads_somewhere(page, address):
    seen, waiting = set(), [f"{address}/index.html"]
    while waiting:
        url = waiting.pop()
        seen.add(url)
        answer = page.goto(url)
        assert answer.ok, url
        links = page.evaluate(
            "[...document.querySelectorAll('a[href]:not([download])')].map(a => a.href.split('#')[0])"
        )
        waiting += {link for link in links if link.startswith(address) and link not in seen} - set(waiting)
    assert len(seen) == 17
