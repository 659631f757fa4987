"""Programs that really train, in seconds: LeNet on the built-in digits."""

from playwright.sync_api import Page, expect

from tests.e2e.rooms import program


def lesson(epochs: int, lr: float, *more: str) -> dict:
    """A saved workspace that trains. more: lines after the training."""
    lines = (
        "from sunmao import show",
        "from sunmao.data import sample_dataset",
        "from sunmao.vision import Classification",
        "model = Classification(backbone='LeNet')",
        "model.load_dataset(path=sample_dataset(name='digits'))",
        "model.save_fold = 'models/digits'",
        f"model.train(epochs={epochs}, lr={lr}, validate=True)",
        *more,
    )
    return program("\n".join(lines))


def go_to(page: Page, section: str) -> None:
    """Go to a section of the project by the top bar."""
    page.get_by_role("navigation").get_by_role("link", name=section, exact=True).click()


def trained(page: Page) -> None:
    """Wait until a program that trains is over."""
    expect(page.locator("#run.go")).to_be_visible()
