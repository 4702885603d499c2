// SPDX-License-Identifier: GPL-2.0-or-later
// A call over time, to scale: its SIP, its findings, its media, its end.

const GUTTER = 250; // px, for what stands left of the lanes
const MARGIN = 14;
const TOUCHING = 4; // px, of ticks that are one to the eye
const LETTER = 7; // px
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120,
  300, 600, 1200, 1800, 3600, 7200, 14400, 43200, 86400];

function timeScale(call, detail, width) {
  const times = [call.at, call.at + call.duration];
  for (const stream of detail.streams)
    if (typeof stream.at === "number")
      times.push(stream.at, stream.at + stream.duration);
  for (const message of detail.sip || [])
    times.push(message.since_start);
  const from = Math.min(...times);
  const to = Math.max(...times, from + 0.01);
  const space = width - GUTTER - MARGIN;
  return { from, to, left: GUTTER, right: GUTTER + space, width,
    begin: call.at, x: at => GUTTER + (at - from) / (to - from) * space };
}

function line(x1, y1, x2, y2, kind) {
  return svg("line", { x1, y1, x2, y2, class: kind });
}

function label(x, y, text, kind, anchor) {
  return svg("text", { x, y, class: kind, "text-anchor": anchor || "start" },
    text);
}

function tickText(seconds, step) {
  if (seconds >= 120 || step >= 60)
    return lasting(Math.max(seconds, 120)) && minutes(seconds);
  return seconds.toFixed(step < 1 ? String(step).length - 2 : 0) + " s";
}

function minutes(seconds) {
  const whole = Math.round(seconds);
  return Math.floor(whole / 60) + ":" + two(whole % 60);
}

// Time since the call began, with lines through all lanes.
function axis(scale, height) {
  const parts = [];
  const span = scale.to - scale.from;
  const step = STEPS.find(one => span / one <= 10) || span / 10;
  for (let n = Math.ceil((scale.from - scale.begin) / step); ; n++) {
    const at = scale.begin + n * step;
    if (at > scale.to)
      break;
    const x = scale.x(at);
    parts.push(line(x, 18, x, height, "grid"),
      label(x, height + 13, tickText(n * step, step), "tick", "middle"));
  }
  return parts;
}

// A tick for each message; beside the last of several that touch, what the
// first of them is, if there is room.
function sipLane(messages, scale, y) {
  const parts = [label(0, y + 12, "SIP", "lane")];
  const xs = messages.map(message => scale.x(message.since_start));
  let first = 0;
  messages.forEach((message, i) => {
    parts.push(svg("g", {}, svg("title", {}, "Frame " + message.frame + ": " +
      message.what), line(xs[i], y + 4, xs[i], y + 18, "sip")));
    const next = i + 1 < xs.length ? xs[i + 1] : scale.width;
    if (next - xs[i] < TOUCHING)
      return;
    const what = messages[first].what;
    if (xs[i] + what.length * LETTER + 8 < next)
      parts.push(label(xs[i] + 4, y + 15, what, "small"));
    first = i + 1;
  });
  return parts;
}

// Findings where they were made, numbered as in the list; close ones below
// each other.
function findingMarks(findings, scale, y) {
  const ends = [];
  const marks = findings.map((finding, i) => {
    const x = typeof finding.at === "number" ? scale.x(finding.at)
      : scale.right;
    let row = ends.findIndex(end => x - end > 18);
    row = row < 0 ? ends.length : row;
    ends[row] = x;
    const top = y + row * 18;
    return svg("g", { class: "mark " + finding.severity },
      svg("title", {}, finding.severity + ": " + finding.text),
      svg("rect", { x: x - 8, y: top + 2, width: 16, height: 15, rx: 3 }),
      label(x, top + 13, String(i + 1), "", "middle"));
  });
  return { marks, height: ends.length * 18 };
}

function endMark(call, scale, height) {
  const x = scale.x(call.at + call.duration);
  const parts = [line(x, 14, x, height, "end"),
    label(Math.min(x + 3, scale.right + MARGIN), 11, call.verdict + ", " +
      lasting(call.duration), "strong", "end")];
  if (call.up !== null && call.up < call.duration) {
    const answered = scale.x(call.at + call.duration - call.up);
    parts.push(line(answered, 14, answered, height, "answered"));
    if (answered < scale.right - 220)
      parts.push(label(answered, 11, "answered", "small", "start"));
  }
  return parts;
}

// Where each lane begins, and what is in it.
function timelineLanes(call, detail, scale) {
  const parts = [];
  let y = 20;
  if (detail.sip && detail.sip.length) {
    parts.push(...sipLane(detail.sip, scale, y));
    y += 24;
  }
  const found = findingMarks(detail.findings, scale, y);
  if (found.height) {
    parts.push(label(0, y + 13, "Findings", "lane"), ...found.marks);
    y += found.height + 4;
  }
  for (const stream of detail.streams.slice(0, MOST_LANES)) {
    parts.push(...streamLane(stream, call, detail, scale, y));
    y += LANE;
  }
  return { parts, height: y };
}

function timeline(call, detail, width) {
  if (call.at === null || call.at === undefined)
    return el("p", { class: "muted" }, "Its time is not known.");
  const scale = timeScale(call, detail, width);
  const lanes = timelineLanes(call, detail, scale);
  const left = detail.streams.length - MOST_LANES;
  return el("figure", { class: "timeline" },
    svg("svg", { viewBox: `0 0 ${width} ${lanes.height + 18}`, width,
      height: lanes.height + 18, role: "img",
      "aria-label": "Timeline of call " + call.call +
        "; what it shows is in the text and tables around it" },
    axis(scale, lanes.height), endMark(call, scale, lanes.height),
    lanes.parts),
    left > 0 ? el("p", { class: "muted" }, "and " + plural(left, "stream") +
      " more, in the table below") : null, legend());
}

function legend() {
  return el("figcaption", {}, [["caller", "from the caller"],
    ["callee", "from the callee"], ["between", "other"], ["lost", "lost"],
    ["repeated", "repeated"], ["rtcp", "RTCP"],
    ["norctp", "RTP without RTCP"]].map(([kind, text]) =>
    el("span", { class: "key " + kind }, text)));
}
