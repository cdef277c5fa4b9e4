"""What the tests of translation share."""

import resource
from contextlib import contextmanager

import pytest


@pytest.fixture
def small_files():
    """Let no file grow beyond a size for a while, as on a full disk."""

    @contextmanager
    def limited(size):
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return limited
