"""What the tests of executors share."""

import pytest

from tests.contract import dask_cluster


@pytest.fixture(scope="session")
def scheduler(tmp_path_factory):
    """Give the address of a Dask scheduler with two workers."""
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    with dask_cluster.scheduler(str(tmp_path_factory.mktemp("dask"))) as address:
        yield address
