// SPDX-License-Identifier: GPL-2.0-or-later
// The SIP messages of a call, one below the other, between its hosts.

const MOST_HOSTS = 6;
const RUNG = 20; // px
const LADDER_LEFT = 110;

function ladderHosts(messages) {
  return [...new Set(messages.flatMap(message =>
    [host(message.source), host(message.destination)]))];
}

function rung(message, hosts, columns, y, begin) {
  const from = columns(hosts.indexOf(host(message.source)));
  const to = columns(hosts.indexOf(host(message.destination)));
  const way = Math.sign(to - from) || 1;
  const at = message.since_start - begin;
  return [label(44, y + 4, String(message.frame), "small", "end"),
    label(100, y + 4, at.toFixed(3), "small", "end"),
    svg("g", { class: "rung " + kindOf(message.what) },
      line(from, y, to, y, "way"),
      svg("path", { d: `M${to} ${y}l${-7 * way} -3.5v7z` }),
      label((from + to) / 2, y - 3, message.what +
        (message.sdp ? " (SDP)" : ""), "small", "middle"))];
}

// How a message is to be read: a failure stands out.
function kindOf(what) {
  return /^[456]\d\d/.test(what) ? "bad" : /^(BYE|CANCEL)/.test(what) ? "over"
    : "";
}

function ladder(detail, call, width) {
  const messages = detail.sip || [];
  const hosts = ladderHosts(messages);
  if (messages.length === 0 || hosts.length > MOST_HOSTS)
    return null;
  const space = Math.min(230, (width - LADDER_LEFT - 140) /
    Math.max(1, hosts.length - 1));
  const columns = i => LADDER_LEFT + 70 + i * space;
  const height = 44 + messages.length * RUNG;
  const right = columns(hosts.length - 1) + 70;
  return el("figure", { class: "ladder" },
    svg("svg", { viewBox: `0 0 ${right} ${height}`, width: right, height,
      role: "img", "aria-label": plural(messages.length, "SIP message") +
        " between " + hosts.join(", ") },
    label(44, 12, "frame", "tick", "end"), label(100, 12, "s", "tick", "end"),
    hosts.map((name, i) => [label(columns(i), 12, name, "lane", "middle"),
      line(columns(i), 18, columns(i), height - 6, "pole")]).flat(),
    messages.flatMap((message, i) =>
      rung(message, hosts, columns, 38 + i * RUNG, call.at))),
    detail["sip.left_out"] ? el("figcaption", {}, plural(
      detail["sip.left_out"], "message") + " in the middle left out") : null);
}
