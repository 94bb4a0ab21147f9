// The menu over the page: commands, own devices, notifications, logging out.
import { Refused, get, post, state } from "./net.js";
import { make } from "./log.js";
import { day, word } from "./words.js";
import { forgetPush, pushState, setPush } from "./push.js";

const panel = document.getElementById("panel");
const body = document.getElementById("panel-body");
const veil = document.getElementById("veil");
const opener = document.getElementById("menu");
let say = () => {};
let left = () => {};
let toast = () => {};

export function startPanel(given) {
  ({ say, left, toast } = given);
  opener.addEventListener("click", () => open(given.refresh));
  document.getElementById("panel-close").addEventListener("click", close);
  veil.addEventListener("click", close);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Tab") stayInside(event);
  });
}

async function open(refresh) {
  draw();
  panel.hidden = veil.hidden = false;
  opener.setAttribute("aria-expanded", "true");
  panel.focus();
  await refresh();
  if (!panel.hidden && !panel.contains(document.activeElement)) panel.focus();
}

function close() {
  panel.hidden = veil.hidden = true;
  opener.setAttribute("aria-expanded", "false");
  opener.focus();
}

export function draw() {
  body.textContent = "";
  const commands = state.commands.length ? state.commands : [{ command: "start", about: word("start") }];
  body.append(make("h3", "", word("commands")), list(commands.map((one) => {
    const button = entry(one.about, () => { close(); say("/" + one.command); });
    button.append(make("code", "", "/" + one.command));
    return button;
  })));
  const own = [];
  if (state.joined) own.push(entry(word("devices"), devices));
  if (state.joined && pushState() !== "none") own.push(entry(word(pushState() === "on" ? "push_off" : "push_on"), push));
  if (state.device) own.push(entry(word("leave"), () => sure(word("leave_sure"), word("leave"), leave)));
  if (own.length) body.append(make("h3", "", word("this_page")), list(own));
}

async function devices() {
  body.textContent = "";
  let listed;
  try { listed = (await get("devices")).devices; } catch (error) { toast(word("line_broken")); draw(); return; }
  body.append(make("h3", "", word("devices")), list(listed.map((one) => {
    const box = make("div", "device");
    box.append(make("b", "", one.label || one.channel), make("span", "small", word("device_since", { channel: word("channel_" + one.channel), day: day(one.joined) })));
    if (one.here) box.append(make("span", "small", word("device_here")));
    else box.append(button("quiet", word("device_take"), () => sure(word("device_take_sure", { label: one.label || one.channel }), word("device_take"), () => take(one))));
    return box;
  })), button("quiet", word("back"), draw));
  panel.focus();
}

async function take(one) {
  try { await post("devices/take-away", { device: one.device }); toast(word("device_taken")); } catch (error) { toast(word(error instanceof Refused ? "not_done" : "line_broken")); }
  devices();
}

async function leave() {
  try { await post("leave", {}); } catch (error) { toast(word("line_broken")); return; }
  await forgetPush();
  close();
  left();
}

async function push() {
  toast(word(await setPush(pushState() !== "on")));
  draw();
}

function sure(question, yes, act) {
  body.textContent = "";
  body.append(make("p", "", question), list([]), button("main", yes, act), button("quiet", word("back"), draw));
  panel.focus();
}

function list(elements) {
  const ul = make("ul", "");
  for (const element of elements) { const item = make("li", ""); item.append(element); ul.append(item); }
  return ul;
}

function entry(words, act) { return button("", words, act); }

function button(classes, words, act) {
  const element = make("button", classes);
  element.type = "button";
  element.append(make("span", "", words));
  element.addEventListener("click", act);
  return element;
}

function stayInside(event) {
  const inside = panel.querySelectorAll("button, a[href], input");
  if (!inside.length) return;
  const first = inside[0], last = inside[inside.length - 1];
  if (event.shiftKey && (document.activeElement === first || document.activeElement === panel)) { event.preventDefault(); last.focus(); }
  else if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); first.focus(); }
}
