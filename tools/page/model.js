// SPDX-License-Identifier: GPL-2.0-or-later
// The data of the page, and which calls are shown in which order.

const data = JSON.parse(byId("data").textContent);
const SEVERITIES = ["Chat", "Note", "Warn", "Error"];
const WARN = 2;

// Worst first, as lync-summary orders them.
const VERDICTS = ["media-timeout", "session-expired", "no-ack", "failed",
  "refused", "cancelled", "capture-ended", "normal"];

const state = {
  text: "", verdict: "", trunk: "", finding: "", only: null,
  sort: "verdict", down: false, page: 0, rows: 100, open: new Set(),
};

let detailLines = null;

// What is shown of an opened call.
function detailOf(index) {
  detailLines = detailLines || byId("details").textContent.split("\n");
  return JSON.parse(detailLines[index]);
}

function verdictRank(call) {
  const rank = VERDICTS.indexOf(call.verdict);
  return (rank < 0 ? VERDICTS.length : rank) - (call.condition ? 0.5 : 0);
}

// Many at Error weigh more than any number at Warn.
function findingWeight(call) {
  let weight = 0;
  for (const [, severity, n] of call.findings)
    weight += Math.min(n, 999) * 1000 ** severity;
  return weight;
}

function worstSeverity(call) {
  return call.findings.length ? call.findings[0][1] : -1;
}

const COLUMNS = [
  { key: "call", title: "Call", value: call => call.index },
  { key: "start", title: "Began at", value: call => call.start },
  { key: "duration", title: "Lasted", value: call => call.duration,
    number: true },
  { key: "verdict", title: "Verdict", value: verdictRank },
  { key: "findings", title: "Findings",
    value: call => findingWeight(call) || null },
  { key: "caller", title: "Caller", value: call => party(call.caller) },
  { key: "callee", title: "Callee", value: call => party(call.callee) },
  { key: "codec", title: "Codec", value: call => call.codec || null },
  { key: "mos", title: "MOS", value: call => call.mos, number: true },
  { key: "loss", title: "Loss", value: call => call.loss, number: true },
  { key: "capture", title: "Capture",
    value: call => data.captures[call.capture].file },
];

function haystack(call) {
  return [data.captures[call.capture].file, call.caller, call.callee,
    call.verdict, call.condition, call.codec, call.cause,
    ...call.findings.map(([filter]) => data.filters[filter])]
    .join("\n").toLowerCase();
}

data.calls.forEach((call, index) => {
  call.index = index;
});

function compare(a, b) {
  if (a === null || b === null)
    return (a === null) - (b === null);
  return typeof a === "string" ? a.localeCompare(b, "en", { numeric: true })
    : a - b;
}

// Whether CALL has every word that was typed, and all that was chosen.
function passes(call, words) {
  if (state.verdict && call.verdict !== state.verdict ||
      state.trunk !== "" && !call.trunks.includes(Number(state.trunk)) ||
      state.finding !== "" &&
      !call.findings.some(([filter]) => filter === Number(state.finding)) ||
      state.only && !state.only.has(call.index))
    return false;
  if (words.length === 0)
    return true;
  call.haystack = call.haystack || haystack(call);
  return words.every(word => call.haystack.includes(word));
}

// The calls that pass, in order. A value that is not known comes last.
function chosenCalls() {
  const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  const column = COLUMNS.find(one => one.key === state.sort);
  const sign = state.down ? -1 : 1;
  const known = [], unknown = [];
  for (const call of data.calls)
    if (passes(call, words))
      (column.value(call) === null ? unknown : known).push(call);
  const keys = new Map(known.map(call => [call, column.value(call)]));
  known.sort((a, b) => sign * compare(keys.get(a), keys.get(b)) ||
    a.index - b.index);
  return known.concat(unknown);
}
