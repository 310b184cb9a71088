"""What is installed is what is there."""

import tomllib
from importlib import resources
from importlib.metadata import entry_points, packages_distributions
from pathlib import Path

from roi_model.engine.catalogue import INTERVENTION_NAMES

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = SETTINGS["tool"]["setuptools"]
BESIDE = (
    "interventions",
    "parameters",
    "validation",
    "app",
    "app/views",
)  # folders that are installed inside roi_model


def test_every_folder_with_modules_is_a_package_and_no_other() -> None:
    inside = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "roi_model").rglob("*.py")}
    beside = {f"roi_model.{folder.replace('/', '.')}": folder for folder in BESIDE}
    assert all(any((ROOT / folder).glob("*.py")) for folder in BESIDE)
    assert set(SETUPTOOLS["packages"]) == inside | set(beside)
    assert SETUPTOOLS["package-dir"] == {"roi_model": "roi_model", **beside}


def test_one_name_is_installed() -> None:
    assert {name.split(".")[0] for name in SETUPTOOLS["packages"]} == {"roi_model"}
    installed = {name for name, owners in packages_distributions().items() if "roi-model" in owners}
    assert {name for name in installed if not name.startswith("__editable__")} <= {"roi_model"}


def test_the_command_is_installed() -> None:
    (command,) = entry_points(group="console_scripts", name="roi-model")
    assert command.value == "roi_model.cli:main"


def test_every_data_file_is_within_reach_of_the_package() -> None:
    for folder in ("parameters", "validation"):
        patterns = SETUPTOOLS["package-data"][f"roi_model.{folder}"]
        reachable = resources.files(f"roi_model.{folder}")
        data = [path for path in (ROOT / folder).iterdir() if path.is_file() and path.suffix != ".py"]
        assert all(any(path.match(pattern) for pattern in patterns) for path in data)
        assert all(reachable.joinpath(path.name).is_file() for path in data)
    assert {f"{name}.yaml" for name in INTERVENTION_NAMES} <= {path.name for path in (ROOT / "parameters").iterdir()}


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "roi_model" / "py.typed").is_file()
    assert "py.typed" in SETUPTOOLS["package-data"]["roi_model"]
