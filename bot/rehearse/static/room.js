// The rehearsal room: who one can be, what time it is, and their phones beside each other where there is room.
import { tour } from "./tour.js";

const $ = (id) => document.getElementById(id);
const wide = matchMedia("(min-width: 60rem)");
let words = {};
let room = null;
let busy = false; // the others are acting

function word(name, values) {
  let sentence = words[name] || name;
  for (const [key, value] of Object.entries(values || {})) sentence = sentence.split("{" + key + "}").join(value);
  return sentence;
}

function make(name, classes, text) {
  const element = document.createElement(name);
  if (classes) element.className = classes;
  if (text !== undefined) element.textContent = text;
  return element;
}

async function ask(path, fields) {
  const response = await fetch("api/" + path, fields === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(fields),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error((answer.errors || [word("not_done")]).join("\n"));
  return answer;
}

async function change(path, fields) {
  $("wrong").hidden = true;
  try { const answer = await ask(path, fields); draw(answer); return answer; } catch (error) {
    $("wrong").textContent = error.message;
    $("wrong").hidden = false;
    return null;
  }
}

function draw(answer) {
  room = answer;
  words = answer.words;
  $("title").textContent = answer.title;
  $("about").textContent = answer.about;
  $("now").textContent = word("now", { at: answer.now_words });
  if (document.activeElement !== $("to")) $("to").value = answer.now;
  $("moments").textContent = "";
  for (const moment of answer.moments) {
    const button = make("button", "", word("day_before", { what: moment.what }));
    button.type = "button";
    button.addEventListener("click", () => change("room/time", { to: moment.to }));
    const item = make("li");
    item.append(button);
    $("moments").append(item);
  }
  tour(answer.tour, guide, open_phone);
  acts(answer.acts);
  people(answer.people);
  scenarios(answer);
}

function acts(all) {
  $("others").hidden = !all.length;
  const shown = JSON.stringify(all);
  if ($("acts").dataset.shown === shown || busy) return;
  $("acts").dataset.shown = shown;
  $("acts").textContent = "";
  $("acted").textContent = "";
  const next = all.findIndex((act) => !act.done);
  all.forEach((act, number) => $(act.done ? "acted" : "acts").append(one_act(act, number, number === next)));
  $("acted-all").hidden = !all.some((act) => act.done);
}

function one_act(act, number, next) {
  const button = make("button", next ? "next" : "", act.label);
  button.type = "button";
  if (act.at) button.append(make("span", "small", act.at));
  button.addEventListener("click", () => let_act(number));
  const item = make("li");
  item.append(button);
  return item;
}

async function let_act(number) {
  if (busy) return;
  busy = true;
  said(word("acting"));
  const answer = await change("room/act", { act: number });
  busy = false;
  if (!answer) { said(""); return; }
  said(answer.stopped.length ? word("stopped", { names: answer.stopped.join(", ") }) : word("act_done"));
  acts(answer.acts);
}

function said(words_now) { $("said").textContent = words_now; }

function people(all) {
  const focused = document.activeElement && document.activeElement.dataset.phone;
  $("people").textContent = "";
  let unit = "";
  for (const one of all) {
    if (one.unit !== unit) { unit = one.unit; $("people").append(make("h3", "", unit)); }
    const link = make("a", "person");
    link.href = "phone/" + one.phone + "/";
    link.dataset.phone = one.phone;
    if (document.querySelector(`.phone[data-phone="${one.phone}"]`)) link.setAttribute("aria-current", "true");
    link.append(make("b", "", one.name), make("span", "small", one.position + " · " + one.roles.map((role) => word("role_" + role)).join(", ")));
    if (one.owes.length) link.append(make("span", "owes", word("owes") + " " + one.owes.join("; ")));
    link.addEventListener("click", (event) => {
      if (!wide.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(one);
    });
    $("people").append(link);
    if (focused === one.phone) link.focus();
  }
}

function open(one) {
  const there = document.querySelector(`.phone[data-phone="${one.phone}"]`);
  if (there) { there.querySelector("iframe").focus(); return; }
  const phone = make("section", "phone");
  phone.dataset.phone = one.phone;
  const top = make("header");
  const buttons = make("div", "buttons");
  const alone = make("a", "", word("open_alone"));
  alone.href = "phone/" + one.phone + "/";
  alone.target = "_blank";
  const close = make("button", "", word("close_phone"));
  close.type = "button";
  close.addEventListener("click", () => { phone.remove(); remember(); people(room.people); });
  buttons.append(alone, close);
  top.append(make("h2", "", one.name), buttons);
  const frame = document.createElement("iframe");
  frame.title = one.name;
  frame.src = "phone/" + one.phone + "/";
  phone.append(top, frame);
  $("phones").append(phone);
  remember();
  people(room.people);
}

function remember() {
  const open = Array.from(document.querySelectorAll(".phone"), (phone) => phone.dataset.phone);
  try { sessionStorage.setItem("phones", JSON.stringify(open)); } catch (error) { /* then not */ }
}

function reopened() {
  try {
    const open_before = JSON.parse(sessionStorage.getItem("phones")) || [];
    return room.people.filter((one) => open_before.includes(one.phone));
  } catch (error) { return []; }
}

async function guide(wish) {
  if (await change("room/tour", wish) && wish.do === "restart") reload_phones();
}

function open_phone(phone) {
  const one = room.people.find((person) => person.phone === phone);
  if (one && wide.matches) open(one);
  else location.href = "phone/" + phone + "/";
}

function reload_phones() {
  for (const frame of document.querySelectorAll("iframe")) frame.contentWindow.location.reload();
}

function scenarios(answer) {
  const select = $("scenarios");
  if (select.options.length !== answer.scenarios.length) {
    select.textContent = "";
    for (const one of answer.scenarios) {
      const option = make("option", "", one.title);
      option.value = one.name;
      select.append(option);
    }
    select.value = answer.scenario;
  }
}

async function begin() {
  if (!confirm(word("begin_sure"))) return;
  if (await change("room/begin", { scenario: $("scenarios").value })) {
    reload_phones();
  }
}

for (const button of document.querySelectorAll("[data-by]")) {
  button.addEventListener("click", () => change("room/time", { by: Number(button.dataset.by) }));
}
$("time").addEventListener("submit", (event) => { event.preventDefault(); change("room/time", { to: $("to").value }); });
$("begin").addEventListener("click", begin);

draw(await ask("room"));
if (wide.matches) {
  const before = reopened();
  const leading = ["secretary", "head"].map((role) => room.people.find((one) => one.roles.includes(role) && (role !== "head" || !one.roles.includes("chair"))));
  (before.length ? before : leading.filter(Boolean)).forEach(open);
}
setInterval(async () => { try { draw(await ask("room")); } catch (error) { /* the next time */ } }, 4000);
