import pytest

from lattlast.errors import OutputError
from lattlast.model import Artefact
from lattlast.store import Store, key, recover, replace_folder, write_file


def test_a_key_depends_on_every_part_and_on_nothing_else():
    assert key("translate", 1, {"a": 1, "b": 2}) == key("translate", 1, {"b": 2, "a": 1})
    assert len({key("translate", 1), key("translate", 2), key("narrate", 1), key("translate", "1")}) == 4


def test_what_was_kept_is_found_by_the_next_run(tmp_path):
    with Store(tmp_path) as cache:
        cache.add_rows({"k1": b"one", "k2": b"two"})
        cache.add_blob("ab" * 32, b"audio")
    with Store(tmp_path) as cache:
        assert cache.rows(["k2", "k3", "k1"]) == {"k1": b"one", "k2": b"two"}
        assert cache.blob("ab" * 32) == b"audio"
        assert cache.blob("cd" * 32) is None


def test_many_rows_are_found_in_one_question(tmp_path):
    with Store(tmp_path) as cache:
        cache.add_rows({f"k{number}": str(number).encode() for number in range(1_200)})
        assert len(cache.rows([f"k{number}" for number in range(1_200)])) == 1_200


def test_a_damaged_blob_is_missing_rather_than_wrong(tmp_path):
    with Store(tmp_path) as cache:
        cache.add_blob("ab" * 32, b"audio")
        (path,) = (tmp_path / "blobs").rglob("*" + "ab" * 31)
        path.write_bytes(path.read_bytes()[:-1])
        assert cache.blob("ab" * 32) is None


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_damaged_index_is_begun_anew(tmp_path, damage):
    (tmp_path / "segments.sqlite").write_bytes(damage)
    with Store(tmp_path) as cache:
        cache.add_rows({"k": b"v"})
        assert cache.rows(["k"]) == {"k": b"v"}


def test_a_folder_is_swapped_whole(tmp_path):
    folder = tmp_path / "article"
    replace_folder(folder, [Artefact("sv/index.html", b"old"), Artefact("images/a.png", b"x")])
    replace_folder(folder, [Artefact("sv/index.html", b"new")])
    assert [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()] == ["sv/index.html"]
    assert (folder / "sv/index.html").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["article"]


def test_the_old_folder_comes_back_after_a_run_that_died_between_the_renames(tmp_path):
    write_file(tmp_path / ".old-article" / "sv.html", b"old")
    recover(tmp_path, deep=False)
    assert (tmp_path / "article" / "sv.html").read_bytes() == b"old"


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OutputError, match="cannot be written") as raised:
        write_file(tmp_path / "file" / "page.html", b"")
    assert raised.value.hint


def test_a_cache_that_cannot_be_written_names_its_own_setting(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OutputError) as raised:
        Store(tmp_path / "file" / "cache")
    assert "build.cache" in raised.value.hint
