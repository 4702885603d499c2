// SPDX-License-Identifier: GPL-2.0-or-later
// A stream in a timeline: media, losses, repeats and RTCP over time.

const LANE = 38; // px
const MOST_LANES = 16;
const BAR = 12;

function senderOf(stream, detail) {
  const from = host(stream.source);
  return from === detail["caller.address"] ? "caller"
    : from === detail["callee.address"] ? "callee" : "between";
}

function repeatsOf(stream) {
  const { capture, ...others } = stream.duplicates || {};
  return Object.values(others).reduce((sum, n) => sum + n, 0);
}

function streamText(stream) {
  const repeats = repeatsOf(stream);
  return [[stream.media, stream.codec].filter(Boolean).join(" "),
    stream.dscp && stream.dscp.length ? "DSCP " + stream.dscp.join(", ") : "",
    stream.lost ? percent(stream["loss.percent"]) + " lost" : "",
    repeats ? repeats + " repeated" : ""].filter(Boolean).join(" \u00b7 ");
}

// Bars of a share of what is greatest, hanging from or standing on y.
function shares(counts, of, bucket, up) {
  return counts.flatMap((n, i) => {
    if (!n)
      return [];
    const height = Math.max(3, BAR * Math.min(1, n / Math.max(of[i], 1)));
    return [svg("rect", { x: bucket.x(i), y: up ? bucket.y + BAR - height
      : bucket.y, width: Math.max(1.5, bucket.width), height,
    "shape-rendering": "crispEdges",
    class: bucket.kind })];
  });
}

// Media by equal steps of time: a step without a packet is a hole.
function steps(stream, scale, y) {
  const kept = stream.steps;
  const x = i => scale.x(stream.at + i * stream.step);
  const width = x(1) - x(0);
  const sent = kept.packets.map((n, i) => n + ((kept.lost || [])[i] || 0));
  const parts = [];
  for (let i = 0; i < kept.packets.length; i++) {
    let last = i;
    while (kept.packets[last] > 0)
      last++;
    if (last > i)
      parts.push([x(i), Math.min(x(last), scale.x(stream.at +
        stream.duration)) - x(i)]);
    i = Math.max(i, last - 1);
  }
  return { media: parts, marks: [
    ...shares(kept.lost || [], sent, { x, y, width, kind: "lost" }, false),
    ...shares(kept.repeats || [], kept.packets,
      { x, y, width, kind: "repeated" }, true),
    ...(kept.rtcp || []).flatMap((n, i) => n ? [line(x(i) + width / 2, y + 15,
      x(i) + width / 2, y + 20, "rtcp")] : [])] };
}

function whole(stream, scale) {
  const x = scale.x(stream.at);
  return { media: [[x, scale.x(stream.at + stream.duration) - x]], marks: [] };
}

function gapMarks(stream, scale, y) {
  return stream.gaps.filter(([at]) => typeof at === "number")
    .map(([at, lasted]) => svg("g", {},
      svg("title", {}, "RTP without RTCP for " + lasting(lasted)),
      line(scale.x(at), y + 18, scale.x(at + lasted), y + 18, "norctp"),
      scale.x(at + lasted) - scale.x(at) > 90
        ? label(scale.x(at) + 2, y + 29, "no RTCP for " + lasting(lasted),
          "small alarm") : null));
}

function streamLane(stream, call, detail, scale, y) {
  const kind = senderOf(stream, detail);
  const parts = [
    svg("g", {}, svg("title", {}, stream.source + " to " + stream.destination +
      ": " + streamText(stream)),
    label(0, y + 12, stream.source + " \u2192 " + host(stream.destination),
      "lane"),
    label(0, y + 25, streamText(stream), "small"))];
  if (typeof stream.at !== "number")
    return parts;
  const drawn = stream.steps.packets ? steps(stream, scale, y + 3)
    : whole(stream, scale);
  return [...parts, ...drawn.media.map(([x, width]) => svg("rect",
    { x, y: y + 3, width: Math.max(width, 1.5), height: BAR, class: kind })),
  ...drawn.marks, ...gapMarks(stream, scale, y + 3)];
}
