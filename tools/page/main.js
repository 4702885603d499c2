// SPDX-License-Identifier: GPL-2.0-or-later
// Draws the page.

const PRINTED_ROWS = 1000;

document.title = "Calls: " + shown(data.captures.length === 1
  ? data.captures[0].file : plural(data.captures.length, "capture"));
renderAnswer();
renderTrunks();
renderCalls();
requestAnimationFrame(() => setTimeout(() => performance.mark("drawn")));

window.addEventListener("beforeprint", () => {
  state.rows = PRINTED_ROWS;
  renderRows();
});
window.addEventListener("afterprint", () => {
  state.rows = 100;
  renderRows();
});
document.addEventListener("keydown", event => {
  if (event.key === "/" && !/^(INPUT|SELECT)$/.test(event.target.tagName)) {
    byId("find").focus();
    event.preventDefault();
  }
});
