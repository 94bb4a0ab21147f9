// What comes from the server, as it comes. A silent line is taken for a broken one and opened again.
import { state } from "./net.js";

const SILENCE = 50000;
let source = null;
let heard = 0;
let listeners = {};
let again = null;
let wait = 1000;

export function startStream(given) {
  listeners = given;
  setInterval(() => { if (source && Date.now() - heard > SILENCE) reopen(); }, 5000);
  addEventListener("online", reopen);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && (!source || Date.now() - heard > 25000)) reopen();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) reopen(); });
}

export function reopen() {
  close();
  if (!state.device || !("EventSource" in window)) return;
  heard = Date.now();
  const mine = new EventSource("api/stream?after=" + state.event);
  source = mine;
  mine.onopen = () => { heard = Date.now(); wait = 1000; listeners.up(); };
  mine.onerror = () => {
    if (source !== mine) return;
    listeners.down();
    if (mine.readyState === EventSource.CLOSED) later();
  };
  on(mine, "message", (data, event) => {
    const number = Number(event.lastEventId);
    if (number) state.event = Math.max(state.event, number);
    listeners.message(data);
  });
  on(mine, "toast", listeners.toast);
  on(mine, "commands", listeners.commands);
  on(mine, "anew", listeners.anew);
  on(mine, "alive", () => {});
}

function on(mine, name, tell) {
  mine.addEventListener(name, (event) => {
    if (source !== mine) return;
    heard = Date.now();
    tell(JSON.parse(event.data), event);
  });
}

function later() {
  close();
  clearTimeout(again);
  again = setTimeout(() => listeners.lost(), wait);
  wait = Math.min(30000, wait * 2);
}

export function close() {
  if (source) source.close();
  source = null;
}
