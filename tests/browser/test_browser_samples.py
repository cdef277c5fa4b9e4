"""What `lattlast build` makes of the sample articles: no checker finds a fault in any page or e-book of any edition."""

import pytest

from tests.browser import checkers

pytestmark = pytest.mark.browser

ARTICLES = 3
EDITIONS = ("en", "en-simple", "sv", "sv-simple")


@pytest.fixture(scope="module")
def output(built):
    assert built.run.returncode == 0, built.run.stderr
    return built.output


def pages(output):
    found = sorted(output.rglob("*.html"))
    assert len(found) >= ARTICLES * len(EDITIONS) + 1
    return found


def test_axe_finds_nothing_in_any_page(browser, output):
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    page, found = context.new_page(), {}
    for path in pages(output):
        page.goto(path.as_uri())
        found[str(path.relative_to(output))] = checkers.axe(page)
    context.close()
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_the_validator_finds_nothing_in_any_page(output):
    assert checkers.validator(pages(output)) == []


def test_epubcheck_finds_nothing_in_the_books_of_all_editions(output, tmp_path):
    books = sorted(output.glob("*/article.epub"))
    assert len(books) == ARTICLES
    assert [checkers.epubcheck(book, report=tmp_path / "report.json") for book in books] == [[]] * ARTICLES


@pytest.mark.slow
@pytest.mark.parametrize("tag", EDITIONS)
def test_epubcheck_finds_nothing_in_the_books_of_one_edition(output, tmp_path, tag):
    books = sorted(output.glob(f"*/{tag}/article.epub"))
    assert len(books) == ARTICLES
    assert [checkers.epubcheck(book, report=tmp_path / "report.json") for book in books] == [[]] * ARTICLES
