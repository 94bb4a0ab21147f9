// The page: puts the parts together.
import { Broken, Refused, get, post, state } from "./net.js";
import { add, nudge, startQueue, waitingItems } from "./queue.js";
import { reopen, startStream } from "./stream.js";
import * as log from "./log.js";
import { limits, putBack, startCompose } from "./compose.js";
import { upload } from "./upload.js";
import { draw, startPanel } from "./panel.js";
import { later, mayOffer, setPush, startPush } from "./push.js";
import { setWords, word } from "./words.js";

const $ = (id) => document.getElementById(id);
let toastTimer = null;
let refreshing = null;
const brokenAtFirst = $("line").textContent; // a page kept on the phone has no other words yet
const passed = new Set(); // words in passing that were shown: a line that is opened again repeats them

// --- the state of the page ---

function take(answer) {
  Object.assign(state, {
    device: answer.device, token: answer.token, joined: answer.joined, language: answer.language, heldIn: answer.held_in,
    commands: answer.commands, largestFile: answer.largest_file, fileTypes: answer.file_types, pushKey: answer.push_key, pushes: answer.pushes, rehearsal: answer.rehearsal,
  });
  setWords(answer.words, answer.language);
  log.setClock(answer.now);
  $("rehearsal").hidden = !answer.rehearsal;
  $("list").hidden = window.top !== window;
  if (answer.rehearsal) document.title = word("rehearsal") + " – " + answer.who;
  $("who").textContent = answer.who || word("not_joined");
  limits();
  offer();
}

// Notifications are offered once, to whoever has joined, where the browser has them.
function offer() {
  $("offer").hidden = !mayOffer();
}

async function accept() {
  $("offer").hidden = true;
  toast(word(await setPush(true)));
}

function redraw(answer) {
  log.clear();
  state.event = answer.event;
  state.turns = answer.turns;
  answer.messages.forEach(log.show);
  waitingItems().forEach(showWaiting);
  $("older").hidden = answer.messages.length < 40;
  welcome();
  log.toBottom();
}

async function hello() {
  const before = state.device;
  const answer = await post("hello", { language: navigator.language });
  take(answer);
  if (before !== null && answer.device !== before) { redraw(answer); reopen(); }
  return answer;
}

async function begin(fresh) {
  if (state.device && (!fresh || state.joined)) return;
  const answer = await post("begin", { language: navigator.language });
  take(answer);
  redraw(answer);
  reopen();
}

function refresh() {
  if (!refreshing) refreshing = hello().then(draw, () => {}).then(() => { refreshing = null; });
  return refreshing;
}

function welcome() { $("welcome").hidden = state.joined || !log.isEmpty(); }

// --- talking ---

// Whoever has joined and has nothing on the page yet sees at once what there is to do. If anything is said meanwhile,
// on another page or by whoever is let act in a rehearsal, the server knows it by the turns and leaves the menu away.
function menuAtFirst() {
  if (state.joined && log.isEmpty() && !waitingItems().length) { add({ kind: "say", text: "/menu", quiet: true, turns: state.turns, joined: true }); thinking(); }
}

function say(text) {
  showWaiting(add({ kind: "say", text, joined: state.joined }));
  thinking();
  log.toBottom();
}

function press(ref, data) {
  const item = add({ kind: "press", ref, data, joined: state.joined });
  thinking();
  return item.key;
}

function showWaiting(item) {
  if (item.kind !== "say" || item.quiet || item.text.startsWith("/start ")) return;
  log.show({ ref: "me-" + item.key, mine: true, text: item.text, rows: [], waiting: true, at: log.localNow() });
  welcome();
}

let thinkingTimer = null;
function thinking() {
  clearTimeout(thinkingTimer);
  thinkingTimer = setTimeout(() => { $("thinking").hidden = false; if (log.nearBottom()) log.toBottom(); }, 1200);
}
function thought() { clearTimeout(thinkingTimer); $("thinking").hidden = true; }

function came(message) {
  const stick = log.nearBottom();
  log.heardAt(message.at);
  const fresh = log.show(message);
  if (!message.mine) thought();
  const mineToo = message.tap && message.tap.length > 0;
  if (message.tap) log.answered(message.tap);
  welcome();
  if (fresh && (stick || message.mine || mineToo)) log.reveal(message.ref);
  else if (!fresh && mineToo) see(log.elementOf(message.ref));
  else if (fresh && !newer) { newer = message.ref; $("newer").hidden = false; }
  if (message.language !== undefined && message.language !== state.heldIn) refresh();
}

// Something came below what is being read: the page does not jump, a button goes there.
let newer = "";

function readNewer() {
  const element = log.elementOf(newer);
  seenNewer();
  if (element) { element.scrollIntoView({ block: "start" }); element.tabIndex = -1; element.focus({ preventScroll: true }); }
}

function seenNewer() {
  newer = "";
  $("newer").hidden = true;
}

function see(element) {
  const box = element.getBoundingClientRect();
  if (box.top < 60 || box.bottom > innerHeight - 80) element.scrollIntoView({ block: box.height > innerHeight - 160 ? "start" : "nearest" });
}

function toast(text) {
  clearTimeout(toastTimer);
  $("toast").textContent = text;
  toastTimer = setTimeout(() => { $("toast").textContent = ""; }, 7000);
}

function broken(isBroken) {
  $("line").textContent = isBroken ? word("line_broken") || brokenAtFirst : "";
  $("line").hidden = !isBroken;
}

function dropped(item, error) {
  thought();
  log.freeAll();
  if (item.kind === "say") {
    log.drop("me-" + item.key);
    putBack(item.text);
  }
  toast(word(error instanceof Refused && error.status === 401 ? "logged_out" : "not_done"));
}

// --- files ---

async function send(file, key, caption) {
  const ref = "me-" + key;
  const name = file.name || "anh.jpg";
  if (file.size > state.largestFile) { refused(key, name, "too_large", caption); return; }
  await begin(false);
  log.show({ ref, mine: true, text: caption, rows: [], waiting: true, at: log.localNow(), file: { name, size: file.size, type: file.type } });
  welcome();
  log.toBottom();
  try {
    const answer = await upload(file, key, caption, (part) => {
      const bar = log.elementOf(ref) && log.elementOf(ref).querySelector("progress");
      if (bar) bar.value = part;
    });
    if (answer.token !== state.token) { state.token = answer.token; reopen(); }
    thinking();
  } catch (trouble) {
    log.drop(ref);
    refused(key, name, trouble.word, caption);
    if (trouble.word === "token" || trouble.status === 401) hello().catch(() => {});
  }
}

// Why a file was not sent stays where it was sent from, and what was typed with it can be sent again. Of a caption typed
// under a secret paper nothing stays.
function refused(key, name, why, caption) {
  if (why !== "sealed") putBack(caption);
  const known = ["too_large", "type", "content", "empty", "slow", "sealed", "stamped"].includes(why);
  const text = known ? word("file_refused", { name, why: word("refused_" + why) }) : word("not_sent", { name });
  log.show({ ref: "no-" + key, mine: false, text, rows: [], at: log.localNow() });
  welcome();
  log.reveal("no-" + key);
}

// --- joining ---

function joinWith(code) {
  add({ kind: "say", text: "/start " + code, fresh: true, joined: false });
  $("welcome").hidden = true;
  thinking();
}

function codeInAddress() {
  const code = decodeURIComponent(location.hash.slice(1)).trim();
  if (!/join$/.test(location.pathname) || !code) return "";
  history.replaceState(null, "", location.pathname.replace(/join$/, ""));
  return code;
}

// --- the start ---

async function start() {
  log.startLog(press);
  startCompose(say, send);
  startPanel({ say, toast, refresh, left: () => { toast(word("left")); state.device = ""; hello().catch(() => {}); } });
  startStream({
    up: () => broken(false), down: () => broken(true), message: came, toast: (one) => { if (passed.has(one.ref)) return; passed.add(one.ref); toast(one.text); thought(); if (one.tap) log.answered(one.tap); },
    commands: (one) => { state.commands = one.commands; draw(); },
    anew: () => again(), lost: () => again(),
  });
  $("older").addEventListener("click", earlier);
  $("newer").addEventListener("click", readNewer);
  addEventListener("scroll", () => { if (newer && log.nearBottom()) seenNewer(); }, { passive: true });
  $("join").addEventListener("submit", (event) => { event.preventDefault(); const code = $("code").value.trim(); if (code) joinWith(code); else $("code").focus(); });
  $("offer-yes").addEventListener("click", accept);
  $("offer-no").addEventListener("click", () => { later(); offer(); $("text").focus(); });
  const code = codeInAddress();
  redraw(await firstHello());
  startQueue({ begin, hello, dropped, arrived: (item) => { broken(false); log.sent("me-" + item.key); }, waiting: broken, renewed: reopen, slow: () => toast(word("too_fast")) });
  if (code) joinWith(code);
  else menuAtFirst();
  reopen();
  document.body.dataset.ready = "1";
  await startPush();
  offer();
}

async function firstHello() {
  for (let wait = 1000; ; wait = Math.min(30000, wait * 2)) {
    try { return await hello(); } catch (error) {
      if (!(error instanceof Broken) && !(error instanceof Refused)) throw error;
      broken(true);
      await new Promise((done) => { setTimeout(done, wait); addEventListener("online", done, { once: true }); });
    }
  }
}

async function again() {
  try { redraw(await hello()); reopen(); nudge(); broken(false); } catch (error) { broken(true); setTimeout(again, 5000); }
}

async function earlier() {
  $("older").disabled = true;
  try {
    const { messages } = await get("messages?before=" + log.firstPlace());
    log.older(messages);
    $("older").hidden = messages.length < 40;
  } catch (error) { broken(true); }
  $("older").disabled = false;
}

start();
