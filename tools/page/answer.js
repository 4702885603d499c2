// SPDX-License-Identifier: GPL-2.0-or-later
// What went wrong, in a line for each fault, worst first.

const HARMS = ["dropped", "failed", "media", "risk"];
const LISTED_AT_FIRST = 20;

// A list of ITEMS, each made by MAKE; all beyond the first are made on demand.
function listed(items, make, list) {
  list.append(...items.slice(0, LISTED_AT_FIRST).map(make));
  if (items.length <= LISTED_AT_FIRST)
    return [list];
  const more = el("button", { type: "button", class: "more",
    click: () => {
      list.append(...items.slice(LISTED_AT_FIRST).map(make));
      more.remove();
    } }, "Show all " + items.length.toLocaleString("en"));
  return [list, more];
}

function allFaults() {
  const faults = data.captures.flatMap((capture, at) =>
    (capture.answer || []).map(fault => ({ ...fault, capture: at })));
  return faults.sort((a, b) => HARMS.indexOf(a.harm) - HARMS.indexOf(b.harm));
}

function callsOfFault(fault) {
  const numbers = new Set(fault.calls);
  return data.calls.filter(call => call.capture === fault.capture &&
    numbers.has(call.call)).map(call => call.index);
}

function faultLine(fault) {
  const calls = fault.calls.length;
  return el("li", {},
    el("span", { class: "chip " + fault.harm }, fault.harm),
    el("span", { class: "line" }, el("bdi", {}, fault.line),
      data.captures.length > 1
        ? el("span", { class: "file" }, data.captures[fault.capture].file)
        : null),
    calls ? el("button", { type: "button", class: "link",
      "aria-label": "Show the calls of this fault: " + fault.line,
      click: () => showOnly(callsOfFault(fault)) },
    calls === 1 ? "Show call" : "Show " + plural(calls, "call")) : null);
}

function headline(faults) {
  const calls = plural(data.calls.length, "call");
  const captures = data.captures.length;
  if (captures === 1 && data.captures[0].line)
    return data.captures[0].line;
  return (faults.length ? plural(faults.length, "fault") + " in "
    : "Nothing wrong was seen in ") + calls + " of " +
    plural(captures, "capture") + ".";
}

// Why the page may lack something.
function caveat(capture) {
  const why = capture.problem ? capture.problem
    : capture.given_up ? "what was in the first " +
      plural(capture.given_up, "frame") + " was given up (tshark -M)"
    : capture.complete === false
      ? "a table was full: some calls, streams or findings are missing" : null;
  return why ? el("li", {}, el("span", { class: "chip risk" }, "not whole"),
    el("span", { class: "line" }, capture.file + ": " + why)) : null;
}

function outsideCalls() {
  const found = data.captures.flatMap(capture => capture.findings || []);
  found.sort((a, b) => SEVERITIES.indexOf(b.severity) -
    SEVERITIES.indexOf(a.severity));
  return found.length ? el("details", {},
    el("summary", {}, plural(found.length, "finding") + " outside of calls"),
    listed(found, finding => findingItem(finding),
      el("ol", { class: "findings" }))) : null;
}

// Calls by verdict: choosing one shows its calls.
function verdictCounts() {
  const counts = new Map(VERDICTS.map(name => [name, 0]));
  for (const call of data.calls)
    counts.set(call.verdict, (counts.get(call.verdict) || 0) + 1);
  return el("ul", { class: "counts", "aria-label": "Calls by verdict" },
    [...counts].filter(([, n]) => n > 0).map(([name, n]) =>
      el("li", {}, el("button", { type: "button",
        click: () => showVerdict(name) },
      el("b", {}, n.toLocaleString("en")), " ", verdictChip(name)))));
}

function scopeText() {
  const starts = data.captures.map(capture => capture.start)
    .filter(start => typeof start === "number");
  const names = data.captures.length === 1 ? data.captures[0].file
    : plural(data.captures.length, "capture");
  return names + (starts.length
    ? ", from " + clock(starts.reduce((a, b) => Math.min(a, b))) : "") +
    " (times of this computer's zone)";
}

function renderAnswer() {
  const faults = allFaults();
  byId("scope").textContent = shown(scopeText());
  byId("answer").append(
    el("p", { class: "headline" }, headline(faults)),
    ...listed(faults, faultLine, el("ul", { class: "faults" })),
    ...listed(data.captures.map(caveat).filter(Boolean), item => item,
      el("ul", { class: "faults" })),
    verdictCounts());
  const outside = outsideCalls();
  if (outside)
    byId("answer").append(outside);
}
