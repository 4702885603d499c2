// SPDX-License-Identifier: GPL-2.0-or-later
// An opened call: why it ended, its timeline, ladder, findings and streams.

const WIDEST = 1240; // px, of a timeline

function findingItem(finding) {
  return el("li", {}, el("span", { class: "found " + finding.severity },
    finding.severity), " ",
  el("b", {}, withoutPrefix(finding.filter)), " ",
  el("span", { class: "muted" }, finding.frame ? "frame " + finding.frame
    : "at the end"), el("div", {}, finding.text),
  finding.advice ? el("div", { class: "advice" }, finding.advice) : null);
}

function fact(name, text) {
  return text ? [el("dt", {}, name), el("dd", {}, text)] : [];
}

function framesText(detail) {
  return (detail.evidence || []).map(one => one.frame + " (" + one.what + ")")
    .join(", ");
}

function legsText(detail) {
  return detail.legs.length < 2 ? "" : detail.legs.join(", ") + ": " +
    detail["legs.confidence"] + ", " + (detail["legs.reason"] || "");
}

function sessionText(detail) {
  return detail["session.interval"] ? detail["session.interval"] + " s" +
    (detail["session.refresher_party"]
      ? ", refreshed by " + detail["session.refresher_party"] : "") : "";
}

function facts(call, detail) {
  return el("dl", {},
    fact("Proof", framesText(detail)),
    fact("Rule", [detail.rule, detail.source].filter(Boolean).join(": ")),
    fact("Caller", [call.caller, detail["caller.address"]]
      .filter(Boolean).join(", ")),
    fact("Callee", [call.callee, detail["callee.address"]]
      .filter(Boolean).join(", ")),
    fact("Up", call.up === null ? "never answered" : lasting(call.up)),
    fact("Session", sessionText(detail)),
    fact("ICE path", detail["ice.path"]),
    fact("Legs", legsText(detail)),
    fact("Filter", "lync.call == " + call.call),
    fact("Capture", data.captures[call.capture].file));
}

const STREAM_COLUMNS = [
  ["From", stream => stream.source],
  ["To", stream => stream.destination],
  ["Media", stream => [stream.media, stream.codec].filter(Boolean).join(" ")],
  ["DSCP", stream => (stream.dscp || []).join(", ")],
  ["Packets", stream => stream.packets.toLocaleString("en"), true],
  ["Lost", stream => percent(stream["loss.percent"]), true],
  ["Missing here", stream => stream.lost, true],
  ["Missing at receiver", stream => stream.missed === null ? ""
    : stream.missed.toLocaleString("en"), true],
  ["Repeated", stream => repeatsOf(stream).toLocaleString("en"), true],
  ["Jitter ms", stream => decimals(stream["jitter.mean_ms"]), true],
  ["Longest silence ms", stream => decimals(stream["silence.max_ms"]), true],
  ["Round trip ms", stream => decimals(stream.rtt_ms), true],
  ["MOS", stream => stream.mos === undefined ? "" : stream.mos.toFixed(2),
    true],
  ["Quality", stream => stream.quality],
  ["SSRC", stream => stream.ssrc],
];

function decimals(value) {
  return value === undefined ? "" : value.toFixed(value < 100 ? 1 : 0);
}

// An endpoint's own words of a stream, beside what the capture lacks of it.
const REPORTED_COLUMNS = [
  ["Medium", stream => stream.line.label],
  ["Direction", stream => stream.direction],
  ["Codec", stream => stream.codec],
  ["Lost", stream => share(stream.loss_rate), true],
  ["At most", stream => share(stream.loss_max), true],
  ["Missing here", stream => stream["here.lost"] === undefined ? ""
    : share(stream["here.lost"] / Math.max(1, stream["here.expected"])), true],
  ["Jitter ms", stream => decimals(stream.jitter), true],
  ["At most", stream => decimals(stream.jitter_max), true],
  ["Round trip ms", stream => decimals(stream.round_trip), true],
  ["Concealed", stream => share(stream.concealed_ratio), true],
  ["MOS", stream => [stream.network_mos, stream.recv_mos, stream.mos_lq]
    .filter(Number.isFinite).map(mos => mos.toFixed(2))[0], true],
  ["Path", stream => [stream.line.ice, stream.line.network,
    stream.line.vpn ? "VPN" : null].filter(Boolean).join(", ")],
];

function share(part) {
  return part === undefined ? "" : percent(100 * part);
}

function table(columns, rows) {
  return el("div", { class: "scroll" }, el("table", { class: "plain" },
    el("thead", {}, el("tr", {}, columns.map(([title, , number]) =>
      el("th", { scope: "col", class: number ? "number" : null }, title)))),
    el("tbody", {}, rows.map(row => el("tr", {},
      columns.map(([, cell, number]) =>
        el("td", { class: number ? "number" : null }, cell(row))))))));
}

function qualityReport(one) {
  const rows = one.lines.flatMap(line =>
    line.streams.map(stream => ({ ...stream, line })));
  return el("div", {}, el("p", {}, [one.from_uri || one.source, one.local_agent,
    one.endpoint, one.form + (one.interim ? ", of a part of the call" : ""),
    "frame " + one.frame].filter(Boolean).join(", ")),
  rows.length ? table(REPORTED_COLUMNS, rows) : null);
}

function part(title, ...content) {
  return content.some(Boolean) ? el("section", {}, el("h4", {}, title),
    content) : null;
}

function callDetail(call) {
  const detail = detailOf(call.index);
  const width = Math.min(WIDEST,
    Math.max(640, byId("calls").clientWidth - 40));
  return el("div", { class: "opened" },
    el("h3", {}, "Call " + call.call + ": ", verdictChip(call.verdict), " ",
      el("span", { class: "muted" }, call.certainty)),
    call.condition ? el("p", {}, call.condition) : null,
    el("p", {}, call.cause || "Why it ended is not known."),
    detail.advice ? el("p", { class: "advice" }, detail.advice) : null,
    part("Timeline", timeline(call, detail, width)),
    el("div", { class: "beside" },
      part("SIP messages", ladder(detail, call, Math.min(width, 760))),
      el("div", {},
        part("Findings", detail.findings.length ? el("ol",
          { class: "findings" }, detail.findings.map(findingItem)) : null),
        part("Facts", facts(call, detail)))),
    part("Streams", detail.streams.length
      ? table(STREAM_COLUMNS, detail.streams) : null),
    part("Quality reports of the endpoints",
      ...detail.reported.map(qualityReport)));
}
