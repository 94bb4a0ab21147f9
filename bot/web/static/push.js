// The worker that keeps the page itself for when there is no line, and notifications while the page is closed; both only
// where the browser has them. Whether they are wanted is asked once, after joining, and answered by a tap.
import { kept, post, state } from "./net.js";

let subscription = null;

export async function startPush() {
  if (state.rehearsal || !("serviceWorker" in navigator)) return;
  try {
    const worker = await navigator.serviceWorker.register("worker.js");
    clear(worker);
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") clear(worker); });
    if (!worker.pushManager) return;
    subscription = await worker.pushManager.getSubscription();
    if (wanted() && Notification.permission === "granted") await renew(await navigator.serviceWorker.ready);
  } catch (error) { /* a browser inside an app may refuse: then there are none */ }
}

export function pushState() {
  if (!state.pushKey || !("PushManager" in window) || !("Notification" in window)) return "none";
  return subscription && state.pushes ? "on" : "off";
}

export function mayOffer() {
  return state.joined && pushState() === "off" && Notification.permission === "default" && !kept.read("push-later");
}

export function later() { kept.write("push-later", true); }

// Answers the word for what became of it.
export async function setPush(on) {
  try {
    if (!on) { await forgetPush(); await post("push/off", {}); state.pushes = false; return "push_is_off"; }
    later();
    if ((await Notification.requestPermission()) !== "granted") return "push_refused";
    const worker = await navigator.serviceWorker.ready;
    if (subscription) await subscription.unsubscribe();
    await subscribe(worker);
    return "push_is_on";
  } catch (error) { return "push_failed"; }
}

export async function forgetPush() {
  kept.drop("push");
  const old = subscription;
  subscription = null;
  try { if (old) await old.unsubscribe(); } catch (error) { /* the server forgets it all the same */ }
}

function wanted() {
  const asked = kept.read("push");
  return state.pushKey && state.joined && asked && asked.device === state.device ? asked : null;
}

// The browser may have got another address, or the server another key, since the page was last open.
async function renew(worker) {
  if (subscription && (!state.pushes || !sameKey(subscription))) { await subscription.unsubscribe(); subscription = null; }
  if (!subscription) await subscribe(worker);
  else if (subscription.endpoint !== wanted().endpoint) await tell();
}

async function subscribe(worker) {
  subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(state.pushKey) });
  await tell();
}

async function tell() {
  const { endpoint, keys } = subscription.toJSON();
  await post("push/on", { endpoint, p256dh: keys.p256dh, auth: keys.auth });
  state.pushes = true;
  kept.write("push", { device: state.device, endpoint });
}

async function clear(worker) {
  try { for (const shown of await worker.getNotifications()) shown.close(); } catch (error) { /* there are none */ }
}

function sameKey(given) {
  const key = given.options && given.options.applicationServerKey;
  return !key || String(new Uint8Array(key)) === String(bytes(state.pushKey));
}

function bytes(key) {
  const plain = atob(key.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
