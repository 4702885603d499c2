// SPDX-License-Identifier: GPL-2.0-or-later
// Pairs of hosts, and the settings that fit them.

const TRAITS = [
  ["rtcp", "sends RTCP while its RTP flows"],
  ["rtcp_on_hold", "sends RTCP on hold"],
  ["media", "never silent for 30 s"],
  ["timer_offered", "asks for a session timer"],
  ["timer_accepted", "grants a session timer"],
  ["timer_refreshed", "refreshes the session when due"],
  ["marked", "marks its RTP (DSCP)"],
];

function evidenceText(trait) {
  if (!trait || trait.for + trait.against === 0)
    return "";
  return trait.against === 0 ? "yes, " + plural(trait.for, "call")
    : trait.for === 0 ? "no, " + plural(trait.against, "call")
      : "yes in " + trait.for + ", no in " + trait.against;
}

function traitTable(trunk) {
  return el("table", { class: "plain" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Over all calls"),
      trunk.ends.map(end => el("th", { scope: "col" }, end.host,
        end.microsoft ? " (Microsoft)" : "")))),
    el("tbody", {}, TRAITS.map(([key, says]) => el("tr", {},
      el("th", { scope: "row" }, says),
      trunk.ends.map(end => el("td", {}, evidenceText(end.traits[key])))))));
}

function trunkBody(trunk, index) {
  return el("tbody", {}, el("tr", {},
    el("th", { scope: "row", class: "address" },
      trunk.hosts[0], " \u2013 ", trunk.hosts[1]),
    el("td", { class: "number" }, el("button", { type: "button", class: "link",
      "aria-label": "Show the calls of trunk " + trunk.hosts.join(" and "),
      click: () => showTrunk(index) }, trunk.calls.toLocaleString("en"))),
    el("td", {}, trunk.settings.length
      ? trunk.settings.map(one => el("code", {}, one)) : "none advised"),
    el("td", {}, trunk.basis || "",
      el("div", { class: "muted" }, trunk.against || ""),
      el("details", {}, el("summary", {}, "What each side does"),
        trunk.command ? el("pre", {}, trunk.command) : null,
        traitTable(trunk)))));
}

function renderTrunks() {
  const section = byId("trunks");
  if (data.trunks.length === 0) {
    section.append(el("p", { class: "muted" },
      "No calls from which the settings of a trunk could be told."));
    return;
  }
  const order = data.trunks.map((trunk, index) => [trunk, index])
    .sort(([a], [b]) => b.settings.length - a.settings.length ||
      b.calls - a.calls);
  section.append(...listed(order, ([trunk, index]) => trunkBody(trunk, index),
    el("table", { class: "trunks" }, el("thead", {}, el("tr", {},
      ["Hosts", "Calls", "Settings that fit", "Why"].map(title =>
        el("th", { scope: "col" }, title)))))));
}
