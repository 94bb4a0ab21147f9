// The worker that keeps the page itself for when there is no line, and notifications while the page is closed; both only
// where the browser has them.
import { post, state } from "./net.js";

let subscription = null;

export async function startPush() {
  if (state.rehearsal || !("serviceWorker" in navigator)) return;
  try {
    const worker = await navigator.serviceWorker.register("worker.js");
    if (worker.pushManager) subscription = await worker.pushManager.getSubscription();
  } catch (error) { /* a browser inside an app may refuse: then there are none */ }
}

export function pushState() {
  if (!state.pushKey || !("PushManager" in window) || !("Notification" in window)) return "none";
  return subscription ? "on" : "off";
}

export async function setPush(wanted) {
  try {
    if (!wanted) {
      await post("push/off", {});
      if (subscription) await subscription.unsubscribe();
      subscription = null;
      return true;
    }
    if ((await Notification.requestPermission()) !== "granted") return false;
    const worker = await navigator.serviceWorker.ready;
    subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(state.pushKey) });
    await post("push/on", { subscription: JSON.stringify(subscription) });
    return true;
  } catch (error) { return false; }
}

function bytes(key) {
  const plain = atob(key.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
