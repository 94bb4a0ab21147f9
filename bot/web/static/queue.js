// What was said and has not arrived yet: kept on the phone, sent in order, each once. The key makes a repetition harmless.
import { Broken, Refused, kept, newKey, pause, post, state } from "./net.js";

const LONGEST = 30000;
let items = kept.read("queue") || [];
let pumping = false;
let wake = null;
let on = { begin: null, hello: null, dropped: null, arrived: null, waiting: null, renewed: null, slow: null };

export function startQueue(listeners) {
  on = listeners;
  addEventListener("online", nudge);
  document.addEventListener("visibilitychange", nudge);
  pump();
}

export function waitingItems() { return items.slice(); }

export function add(item) {
  const full = Object.assign({ key: newKey() }, item);
  items.push(full);
  kept.write("queue", items);
  pump();
  return full;
}

export function nudge() { if (wake) wake(); }

async function pump() {
  if (pumping || !on.begin) return; // what is said before the page knows whose it is waits for that
  pumping = true;
  let wait = 1000;
  while (items.length) {
    const item = items[0];
    try {
      await send(item);
      finish(item, on.arrived);
      wait = 1000;
    } catch (error) {
      if (error instanceof Broken || (error instanceof Refused && (error.status === 429 || error.status === 503))) {
        on.waiting(error instanceof Broken);
        if (error.status === 429 && wait === 1000) on.slow();
        await Promise.race([pause(Math.max(wait, (error.wait || 0) * 1000)), new Promise((done) => { wake = done; })]);
        wake = null;
        wait = Math.min(LONGEST, wait * 2);
      } else finish(item, (gone) => on.dropped(gone, error));
    }
  }
  pumping = false;
}

async function send(item) {
  if (item.fresh || !state.device) await on.begin(item.fresh);
  try {
    await once(item);
  } catch (error) {
    if (!(error instanceof Refused) || (error.status !== 401 && error.word !== "token")) throw error;
    await on.hello();
    if (!state.device) {
      if (item.joined) throw error; // this phone was logged out meanwhile: it is not said as somebody else
      await on.begin(false);
    }
    await once(item);
  }
}

async function once(item) {
  const fields = item.kind === "press" ? { key: item.key, data: item.data, ref: item.ref } : { key: item.key, text: item.text, quiet: item.quiet, turns: item.turns };
  fields.language = state.language;
  const answer = await post(item.kind, fields);
  if (answer.token && answer.token !== state.token) { state.token = answer.token; on.renewed(); }
}

function finish(item, tell) {
  items = items.filter((other) => other.key !== item.key);
  kept.write("queue", items);
  tell(item);
}
