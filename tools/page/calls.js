// SPDX-License-Identifier: GPL-2.0-or-later
// The table of calls: to filter, to sort, to page through and to open.

function verdictChip(verdict) {
  const known = VERDICTS.includes(verdict) ? verdict : "other";
  return el("span", { class: "verdict " + known }, verdict);
}

function findingsCell(call) {
  return call.findings.filter(([, severity]) => severity >= WARN)
    .map(([filter, severity, n]) => el("span",
      { class: "found " + SEVERITIES[severity] },
      breakable(withoutPrefix(data.filters[filter])),
      n > 1 ? " \u00d7" + n : null));
}

// A name that may be broken after its dots and underscores.
function breakable(name) {
  return name.split(/(?<=[._])/).flatMap(part => [el("wbr"), part]);
}

const CELLS = {
  start: call => clock(call.start),
  duration: call => lasting(call.duration),
  verdict: call => [verdictChip(call.verdict),
    call.condition ? el("span", { class: "condition" }, call.condition) : null],
  caller: call => el("bdi", {}, party(call.caller)),
  callee: call => el("bdi", {}, party(call.callee)),
  codec: call => call.codec,
  mos: call => call.mos === null ? "" : call.mos.toFixed(2),
  loss: call => percent(call.loss),
  findings: findingsCell,
  capture: call => data.captures[call.capture].file.replace(/^.*\//, ""),
};

// What a cell may have to cut off.
const FULL = {
  caller: call => call.caller,
  callee: call => call.callee,
  capture: call => data.captures[call.capture].file,
};

function shownColumns() {
  return data.captures.length > 1 ? COLUMNS
    : COLUMNS.filter(column => column.key !== "capture");
}

function callRow(call) {
  const open = state.open.has(call.index);
  const toggle = el("button", { type: "button", class: "open",
    "aria-expanded": String(open), "data-call": call.index,
    "aria-label": "Call " + call.call + ", " + call.verdict },
  String(call.call));
  const cells = shownColumns().filter(column => column.key !== "call")
    .map(column => el("td", { class: column.number ? "number" : column.key,
      title: FULL[column.key] && FULL[column.key](call) },
    CELLS[column.key](call)));
  const row = el("tr", { class: "call", "data-call": call.index,
    title: call.cause }, el("th", { scope: "row" }, toggle), cells);
  return open ? [row, detailRow(call)] : [row];
}

function detailRow(call) {
  return el("tr", { class: "detail" }, el("td",
    { colspan: shownColumns().length }, callDetail(call)));
}

function toggleCall(index) {
  const row = document.querySelector(`tr.call[data-call="${index}"]`);
  const open = !state.open.has(index);
  state.open[open ? "add" : "delete"](index);
  row.querySelector(".open").setAttribute("aria-expanded", String(open));
  if (open)
    row.after(detailRow(data.calls[index]));
  else
    row.nextElementSibling.remove();
}

function headRow() {
  return el("tr", {}, shownColumns().map(column =>
    el("th", { scope: "col", class: column.number ? "number" : null,
      "aria-sort": column.key !== state.sort ? "none"
        : state.down ? "descending" : "ascending" },
    el("button", { type: "button", "data-sort": column.key,
      click: () => sortBy(column.key) }, column.title,
    el("span", { class: "arrow", "aria-hidden": "true" },
      column.key !== state.sort ? "" : state.down ? "\u25bc" : "\u25b2")))));
}

function sortBy(key) {
  state.down = state.sort === key && !state.down;
  state.sort = key;
  state.page = 0;
  renderHead();
  renderRows();
  document.querySelector(`[data-sort="${key}"]`).focus();
}

function renderHead() {
  document.querySelector("table.calls thead").replaceChildren(headRow());
}

function renderRows() {
  const calls = chosenCalls();
  const first = Math.min(state.page * state.rows,
    Math.max(0, Math.ceil(calls.length / state.rows) - 1) * state.rows);
  const part = calls.slice(first, first + state.rows);
  state.page = first / state.rows;
  document.querySelector("table.calls tbody")
    .replaceChildren(...part.flatMap(callRow));
  byId("shown").textContent = (calls.length === data.calls.length ? ""
    : calls.length.toLocaleString("en") + " of ") +
    plural(data.calls.length, "call") + (calls.length > part.length
    ? ", rows " + (first + 1) + " to " + (first + part.length) : "");
  byId("before").disabled = first === 0;
  byId("after").disabled = first + part.length >= calls.length;
  byId("only").hidden = state.only === null;
}

function changed(change) {
  Object.assign(state, { page: 0 }, change);
  renderRows();
}

function turn(by) {
  state.page += by;
  renderRows();
}

function chooser(key, title, options) {
  return el("label", {}, title, el("select", { id: "by-" + key,
    input: event => changed({ [key]: event.target.value }) },
  el("option", { value: "" }, "all"),
  options.map(([value, text]) => el("option", { value }, text))));
}

function toolbar() {
  const used = new Set(data.calls.map(call => call.verdict));
  const found = new Set(data.calls.flatMap(call =>
    call.findings.map(([filter]) => filter)));
  return el("div", { class: "toolbar", role: "search" },
    el("label", {}, "Find", el("input", { type: "search", id: "find",
      placeholder: "number, address, cause \u2026", autocomplete: "off",
      spellcheck: "false",
      input: event => changed({ text: event.target.value }) })),
    chooser("verdict", "Verdict", VERDICTS.filter(name => used.has(name))
      .map(name => [name, name])),
    chooser("finding", "Finding", data.filters.map((name, at) =>
      [at, withoutPrefix(name)]).filter(([at]) => found.has(at))),
    data.trunks.length ? chooser("trunk", "Trunk", data.trunks.map(
      (trunk, at) => [at, trunk.hosts.join(" \u2013 ")])) : null,
    el("button", { type: "button", id: "only", hidden: true,
      click: () => changed({ only: null }) }, "Calls of one fault \u00d7"),
    el("button", { type: "button", click: resetChoice }, "Reset"),
    el("span", { id: "shown", role: "status" }),
    el("button", { type: "button", id: "before", "aria-label": "Previous page",
      click: () => turn(-1) }, "\u2039"),
    el("button", { type: "button", id: "after", "aria-label": "Next page",
      click: () => turn(1) }, "\u203a"));
}

function resetChoice() {
  choose({ verdict: "", trunk: "", finding: "", only: null });
  byId("find").value = "";
  changed({ text: "" });
}

// Sets what is chosen, and the elements that show it.
function choose(choice) {
  for (const key of ["verdict", "trunk", "finding"])
    if (key in choice && byId("by-" + key))
      byId("by-" + key).value = choice[key];
  changed(choice);
}

function show(choice) {
  resetChoice();
  choose(choice);
  byId("calls").scrollIntoView();
  byId("calls").focus({ preventScroll: true });
}

function showOnly(indexes) {
  if (indexes.length === 1)
    state.open.add(indexes[0]);
  show({ only: new Set(indexes) });
}

function showVerdict(verdict) {
  show({ verdict });
}

function showTrunk(index) {
  show({ trunk: String(index) });
}

// Arrows go from row to row; Escape closes a call.
function onKey(event) {
  const buttons = [...document.querySelectorAll("button.open")];
  const at = buttons.indexOf(event.target);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (at >= 0 && step && buttons[at + step]) {
    buttons[at + step].focus();
    event.preventDefault();
  }
  if (event.key !== "Escape")
    return;
  const inside = event.target.closest("tr.detail");
  const row = inside ? inside.previousElementSibling
    : event.target.closest("tr.call");
  if (row && state.open.has(Number(row.dataset.call))) {
    toggleCall(Number(row.dataset.call));
    row.querySelector(".open").focus();
  }
}

function onClick(event) {
  const row = event.target.closest("tr.call");
  if (row && !String(window.getSelection()))
    toggleCall(Number(row.dataset.call));
}

function renderCalls() {
  byId("calls").append(toolbar(), el("div", { class: "scroll" },
    el("table", { class: "calls" }, el("thead", {}),
      el("tbody", { click: onClick, keydown: onKey }))));
  renderHead();
  renderRows();
}
