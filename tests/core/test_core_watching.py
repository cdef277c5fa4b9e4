"""A watched folder: a build for each state in which it came to rest, and none while a file is being written."""

from lattlast import watching


def settle(folder, script):
    """Run through a script of changes, one before each look; give the files of each state that was built."""

    def ticks():
        for change in script:
            if change is not None:
                change()
            yield change is not None

    states = watching.settled([folder], ticks())
    return [sorted(name.rpartition("/")[2] for name in state) for state in states]


def test_a_file_is_built_when_it_is_whole(tmp_path):
    page = tmp_path / "a.html"

    def grow():
        with page.open("ab") as file:
            file.write(b"<p>Mer text.</p>")

    assert settle(tmp_path, [grow, grow, grow, None, None, None]) == [["a.html"]]


def test_deletes_and_renames_are_new_states(tmp_path):
    page, other = tmp_path / "a.html", tmp_path / "b.html"
    states = settle(
        tmp_path,
        [page.touch, None, None, lambda: page.rename(other), None, None, other.unlink, None, None],
    )
    assert states == [["a.html"], ["b.html"], []]


def test_a_quiet_folder_is_built_once(tmp_path):
    (tmp_path / "a.html").touch()
    assert settle(tmp_path, [None] * 100) == [["a.html"]]


def test_what_no_event_tells_of_is_found_all_the_same(tmp_path):
    (tmp_path / "a.html").touch()

    def ticks():
        for number in range(60):
            if number == 10:
                (tmp_path / "b.html").touch()
            yield False

    assert len(list(watching.settled([tmp_path], ticks()))) == 2


def test_a_file_that_is_gone_while_it_is_looked_at_is_no_error(tmp_path):
    (tmp_path / "a.html").symlink_to(tmp_path / "gone")
    assert watching.snapshot([tmp_path]) == {}
