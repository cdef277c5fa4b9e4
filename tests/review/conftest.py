import shutil

import pytest
from hypothesis import HealthCheck, settings

from tests.review import workspace

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Build the two articles once."""
    folder = workspace.lay_out(tmp_path_factory.mktemp("made"))
    assert workspace.build(folder) == {"bygglov": "new", "lekplats": "new"}
    return folder


@pytest.fixture
def folder(made, tmp_path):
    """Give a workspace of one's own in which both articles are built."""
    shutil.copytree(made, tmp_path / "workspace")
    return tmp_path / "workspace"
