// SPDX-License-Identifier: GPL-2.0-or-later
// Text and elements. Whatever comes from packets passes shown() and becomes a
// text node or a harmless attribute; nothing is ever parsed as HTML.
"use strict";

// Controls, formats (bidirectional, zero width), private use, halves of pairs.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

function shown(text) {
  return String(text).replace(UNSEEN, letter =>
    "\\u{" + letter.codePointAt(0).toString(16) + "}");
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function")
      element.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : shown(value));
  }
  for (const child of children.flat()) {
    if (child instanceof Node)
      element.append(child);
    else if (child !== null && child !== undefined && child !== "")
      element.append(document.createTextNode(shown(child)));
  }
  return element;
}

function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name),
    attributes, children);
}

function byId(id) {
  return document.getElementById(id);
}

function plural(n, what) {
  return n.toLocaleString("en") + " " + what + (n === 1 ? "" : "s");
}

function two(n) {
  return String(n).padStart(2, "0");
}

// "2026-11-21 02:19:40" in the reader's time zone.
function clock(ms) {
  if (ms === null)
    return "";
  const at = new Date(ms);
  return at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" +
    two(at.getDate()) + " " + two(at.getHours()) + ":" +
    two(at.getMinutes()) + ":" + two(at.getSeconds());
}

// "8.05 s", "75 s", "1:02:05".
function lasting(seconds) {
  if (seconds === null || seconds === undefined)
    return "";
  if (seconds < 0 || seconds < 120)
    return (Math.abs(seconds) < 10 ? seconds.toFixed(2)
      : seconds.toFixed(1)) + " s";
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return (hours ? hours + ":" + two(minutes) : minutes) + ":" + two(whole % 60);
}

function percent(value) {
  if (value === null || value === undefined)
    return "";
  return value === 0 ? "0 %" : value < 0.1 ? "<0.1 %"
    : value.toFixed(value < 10 ? 1 : 0) + " %";
}

// "alice@example.com" of "sip:alice@example.com;user=phone".
function party(uri) {
  return (uri || "").replace(/^sips?:/i, "").replace(/(.)[;?].*$/s, "$1");
}

function host(endpoint) {
  return endpoint.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
}

function withoutPrefix(filter) {
  return filter.replace(/^lync\./, "");
}
