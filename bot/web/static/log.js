// The conversation: bubbles, buttons, files. A message is found by its ref and changed in place.
import { day, size, word } from "./words.js";

const log = document.getElementById("log");
const shown = new Map();
let press = () => {};
let current = null;

export function startLog(onPress) { press = onPress; }

export function clear() { shown.clear(); log.textContent = ""; current = null; }

export function isEmpty() { return shown.size === 0; }

export function firstPlace() {
  let least = Infinity;
  for (const one of shown.values()) if (one.message.place) least = Math.min(least, one.message.place);
  return least;
}

export function nearBottom() { return innerHeight + scrollY >= document.documentElement.scrollHeight - 160; }

export function toBottom() { scrollTo({ top: document.documentElement.scrollHeight }); }

// Goes to the end; where a message is longer than the screen, to its beginning.
export function reveal(ref) {
  toBottom();
  const element = elementOf(ref);
  const head = document.querySelector(".top").offsetHeight;
  if (element && element.getBoundingClientRect().top < head) element.scrollIntoView({ block: "start" });
}

// Shows a message, new or changed. Answers whether it is new.
export function show(message) {
  const before = shown.get(message.ref);
  const element = bubble(message);
  if (before) {
    const focused = before.element.contains(document.activeElement);
    before.element.replaceWith(element);
    if (focused) { element.tabIndex = -1; element.focus({ preventScroll: true }); }
  } else {
    place(message, element);
    element.classList.add("new");
  }
  settle(element);
  shown.set(message.ref, { message: before && !message.place ? Object.assign({}, message, { place: before.message.place }) : message, element });
  number(message);
  return !before;
}

// Fresh buttons take no tap for a moment: the second half of a double tap was meant for what stood there before.
function settle(element) {
  if (!element.classList.contains("wide")) return;
  element.classList.add("settling");
  setTimeout(() => element.classList.remove("settling"), 450);
}

export function older(messages) {
  const height = document.documentElement.scrollHeight;
  for (const message of messages) show(message);
  scrollBy(0, document.documentElement.scrollHeight - height);
}

export function answered(tap) {
  for (const { element } of shown.values()) {
    if (element.dataset.tap === tap) free(element);
  }
}

export function freeAll() { for (const { element } of shown.values()) free(element); }

// It has arrived, even where the page never hears its own words back: those said under a secret screen.
export function sent(ref) {
  const one = shown.get(ref);
  if (one && one.message.waiting) show(Object.assign({}, one.message, { waiting: false }));
}

export function elementOf(ref) { const one = shown.get(ref); return one ? one.element : null; }

export function drop(ref) {
  const one = shown.get(ref);
  if (one) { one.element.remove(); shown.delete(ref); }
}

function free(element) {
  element.classList.remove("busy");
  element.removeAttribute("data-tap");
  for (const button of element.querySelectorAll(".pressed")) { button.classList.remove("pressed"); button.removeAttribute("aria-busy"); }
}

// Numbers stand only on the buttons that a typed number means: those of the newest message that has any.
function number(message) {
  const counts = !message.mine && !message.notice && message.rows.some((row) => row.some((button) => button.data !== undefined));
  if (!counts) return;
  const old = current && shown.get(current);
  if (old && current !== message.ref && (old.message.event || 0) > (message.event || Infinity)) return;
  if (old) old.element.classList.remove("current");
  current = message.ref;
  shown.get(current).element.classList.add("current");
}

function place(message, element) {
  let next = null;
  if (message.place) {
    for (const one of shown.values()) {
      const other = one.message.place;
      if (other && other > message.place && (!next || other < next.message.place)) next = one;
    }
  }
  log.insertBefore(element, next ? next.element : firstUnsent(message));
  days();
}

function firstUnsent(message) {
  if (message.waiting || !message.place) return null;
  return log.querySelector(".waiting");
}

function days() {
  for (const line of log.querySelectorAll(".day")) line.remove();
  let last = "";
  for (const element of Array.from(log.children)) {
    const at = element.dataset.at.slice(0, 10);
    if (at && at !== last) {
      const line = make("p", "day", day(at));
      line.dataset.at = at;
      log.insertBefore(line, element);
      last = at;
    }
  }
}

function bubble(message) {
  const element = make("article", "msg" + (message.mine ? " mine" : "") + (message.waiting ? " waiting" : ""));
  element.dataset.ref = message.ref;
  element.dataset.at = message.at || "";
  const who = make("span", "unseen", word(message.mine ? "said_by_you" : "said_by_assistant"));
  element.append(who);
  if (message.file) element.append(file(message));
  if (message.text) element.append(make("div", "text", message.text));
  if (message.rows.length) { element.append(rows(message, element)); element.classList.add("wide"); }
  if (message.secret) element.append(make("p", "secret", word("secret_note")));
  element.append(make("div", "foot", message.waiting ? word("sending") : (message.at || "").slice(11)));
  return element;
}

// A button that only repeats the number of a line above it: five in a row, without a number before the number.
function isNumber(one) { return /^(✓ )?\d+$/.test(one.label || ""); }

function rows(message, element) {
  const list = make("ul", "rows");
  let count = 0;
  for (const row of message.rows) {
    const item = make("li", row.some((one) => one.around) ? "around" : row.every(isNumber) ? "numbers" : "");
    for (const one of row) {
      if (one.url !== undefined) {
        const link = make("a", "", one.label);
        link.href = /^https?:/.test(one.url) ? one.url : "#";
        link.target = "_blank";
        link.rel = "noopener noreferrer";
        item.append(link);
        continue;
      }
      count += 1;
      const button = make("button", "");
      button.type = "button";
      button.append(make("span", "n", count + "."), make("span", "", one.label));
      button.addEventListener("click", () => pressed(message, element, button, one.data));
      item.append(button);
    }
    list.append(item);
  }
  return list;
}

function pressed(message, element, button, data) {
  if (element.classList.contains("busy")) return;
  element.classList.add("busy");
  button.classList.add("pressed");
  button.setAttribute("aria-busy", "true");
  element.dataset.tap = press(message.ref, data);
  setTimeout(() => free(element), 20000);
}

function file(message) {
  const one = message.file;
  if (message.waiting) return going(one);
  const address = "api/files/" + encodeURIComponent(message.ref);
  if (/^image\/(png|jpeg|webp)$/.test(one.type)) {
    const link = make("a", "");
    link.href = address;
    link.setAttribute("download", one.name);
    const picture = make("img", "picture");
    picture.src = address;
    picture.alt = one.name;
    picture.loading = "lazy";
    picture.addEventListener("load", () => { if (nearBottom()) toBottom(); });
    link.append(picture);
    return link;
  }
  const link = make("a", "file");
  link.href = address;
  link.setAttribute("download", one.name);
  link.append(sheet(), named(one));
  return link;
}

function going(one) {
  const box = make("div", "going");
  const bar = make("progress", "");
  bar.max = 1;
  bar.setAttribute("aria-label", word("uploading", { name: one.name }));
  box.append(named(one), bar);
  return box;
}

function named(one) {
  const words = make("span", "");
  words.append(make("b", "", one.name), make("span", "small", one.size ? size(one.size) : ""));
  return words;
}

function sheet() {
  const space = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(space, "svg");
  for (const [name, value] of [["viewBox", "0 0 24 24"], ["width", "28"], ["height", "28"], ["aria-hidden", "true"], ["focusable", "false"]]) icon.setAttribute(name, value);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", "M6 2h8l5 5v15H6zM14 2v5h5M9 13h7M9 17h7");
  path.setAttribute("fill", "none");
  path.setAttribute("stroke", "currentColor");
  path.setAttribute("stroke-width", "1.6");
  path.setAttribute("stroke-linejoin", "round");
  icon.append(path);
  return icon;
}

export function make(name, classes, text) {
  const element = document.createElement(name);
  if (classes) element.className = classes;
  if (text !== undefined) element.textContent = text;
  return element;
}

// The server's clock, in its own time zone: in a rehearsal it is another day than on this phone.
let ahead = -new Date().getTimezoneOffset() * 60000;
export function setClock(now) { ahead = Date.parse(now + "Z") - Date.now(); }
export function localNow() { return new Date(Date.now() + ahead).toISOString().slice(0, 16); }
export function heardAt(at) { if (at && at > localNow()) setClock(at + ":00"); }
