"""Without a mouse: where the keyboard is can always be seen. No pytest in here."""

from __future__ import annotations

from typing import Any

from tests.support.browser_steps import tab_to

_BOX = """
() => {
  let element = document.activeElement;
  while (element.shadowRoot && element.shadowRoot.activeElement) element = element.shadowRoot.activeElement;
  // The box of an input is drawn around it.
  const box = (element.closest("[data-baseweb]") || element).getBoundingClientRect();
  return {x: Math.max(box.x - 8, 0), y: Math.max(box.y - 8, 0), width: box.width + 16, height: box.height + 16};
}
"""
# As a press of the mouse elsewhere does: what was taken away by a run gets the focus back otherwise.
_LEAVE = """
() => {
  document.body.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  document.activeElement.blur();
}
"""


def arrive(page: Any, target: Any, at_most: int = 60) -> None:
    """Tab to an element (a locator), and see that it looks otherwise there than without the focus."""
    tab_to(page, target, at_most)
    page.wait_for_timeout(250)  # a frame that grows
    here = page.evaluate(_BOX)
    with_focus = page.screenshot(clip=here)
    handle = target.element_handle()
    page.evaluate(_LEAVE)
    page.wait_for_timeout(250)
    assert page.screenshot(clip=here) != with_focus, f"the focus on {target} cannot be seen"
    handle.evaluate("element => element.focus({focusVisible: true})")
