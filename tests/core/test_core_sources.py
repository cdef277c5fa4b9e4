import pytest
from hypothesis import given
from hypothesis import strategies as st

from lattlast.addresses import Fetched
from lattlast.errors import InputError
from lattlast.sources import Article, gather, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nya badhuset på Ön", "nya-badhuset-pa-on"),
        ("protokoll_2026-11-03 (2)", "protokoll-2026-11-03-2"),
        ("../../etc/passwd", "etc-passwd"),
        ("Ærø & Łódź", "aero-lodz"),
    ],
)
def test_a_slug_is_readable(name, expected):
    assert slug(name) == expected


@given(st.text(max_size=200))
def test_a_slug_is_always_a_harmless_folder_name(text):
    made = slug(text)
    assert 0 < len(made) <= 80
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_folder_gives_its_pages_and_tells_what_it_passed_over(tmp_path):
    for name in (
        "b.html",
        "a.txt",
        "sub/c.HTM",
        "d.pdf",
        "photo.png",
        "README.md",
        ".hidden.html",
        "b_files/frame.html",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    inputs = gather([tmp_path])
    assert [article.slug for article in inputs.articles] == ["a", "b", "c"]
    assert [name.rpartition("/")[2] for name in inputs.passed_over] == ["d.pdf"]


def test_two_articles_never_share_a_slug(tmp_path):
    for name in ("Bygglov.html", "bygglov.txt", "arkiv/bygglov.html", "arkiv/bygglov.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    slugs = [article.slug for article in gather([tmp_path]).articles]
    assert len(set(slugs)) == 4


def test_a_file_has_the_same_slug_alone_as_among_all_others(tmp_path):
    home = tmp_path / "input"
    for name in ("input/kultur/om.html", "input/skola/om.html", "elsewhere/om.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    everything = {article.path: article.slug for article in gather([home]).articles}
    alone = {path: gather([path], home=home).articles[0].slug for path in everything}
    assert alone == everything
    (stranger,) = gather([tmp_path / "elsewhere" / "om.html"], home=home).articles
    assert stranger.slug not in everything.values()


def test_addresses_that_end_in_the_same_word_do_not_take_each_others_output():
    made: dict[str, str] = {}

    def gathered(address: str) -> str:
        fetched = Fetched(b"<p>x</p>", address, "text/html")
        return gather([address], fetch=lambda _: fetched, held=lambda slug: made.get(slug, "")).articles[0].slug

    for address in ("https://by.example/skola/om", "https://stad.example/om", "https://stad.example/vatten/om"):
        made[gathered(address)] = address
    assert list(made) == ["om", "stad-example-om", "om-2"]
    assert {gathered(address): address for address in made.values()} == made


def test_articles_come_in_the_order_in_which_a_reader_would_list_them(tmp_path):
    for name in ("nytt-10.txt", "nytt-2.txt", "Öppet.txt", "arkiv/b.txt", "ändrat.txt", "åter.txt", "zon.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    listed = [article.path.name for article in gather([tmp_path]).articles]
    assert listed == ["b.txt", "nytt-2.txt", "nytt-10.txt", "zon.txt", "åter.txt", "ändrat.txt", "Öppet.txt"]


def test_a_file_named_twice_is_converted_once(tmp_path):
    page = tmp_path / "page.html"
    page.write_bytes(b"x")
    assert len(gather([page, tmp_path]).articles) == 1


def test_a_missing_file_fails_when_it_is_read(tmp_path):
    (article,) = gather([tmp_path / "nowhere.html"]).articles
    with pytest.raises(InputError, match="cannot be read"):
        article.read()


def test_an_image_is_read_only_from_beside_its_article(tmp_path):
    (tmp_path / "articles/pictures").mkdir(parents=True)
    (tmp_path / "articles/pictures/a.png").write_bytes(b"inside")
    (tmp_path / "secret.png").write_bytes(b"outside")
    (tmp_path / "articles/link.png").symlink_to(tmp_path / "secret.png")
    article = Article("page", "page.html", tmp_path / "articles" / "page.html")
    assert article.image("pictures/a.png") == b"inside"
    assert article.image("pictures/none.png") is None
    for src in ("../secret.png", str(tmp_path / "secret.png"), "link.png", "pictures", ""):
        assert article.image(src) is None
