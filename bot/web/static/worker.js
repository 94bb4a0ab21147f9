// Keeps the page itself, so that it opens without a line, and shows notifications. It never touches what is said.
const SHELL = "shell-$version";
const PARTS = ["./", "static/$version/page.css", "static/$version/page.js", "static/$version/net.js", "static/$version/words.js", "static/$version/log.js", "static/$version/queue.js", "static/$version/stream.js", "static/$version/compose.js", "static/$version/upload.js", "static/$version/panel.js", "static/$version/push.js", "static/$version/icon.svg"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(PARTS)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin || address.pathname.includes("/api/")) return;
  if (address.pathname.includes("/static/")) {
    event.respondWith(caches.match(event.request).then((found) => found || fetch(event.request)));
  } else if (event.request.mode === "navigate") {
    event.respondWith(opened(event.request));
  }
});
// Without a line, and while the program behind a proxy restarts: the page itself says so and tries again.
async function opened(request) {
  const answer = await fetch(request).catch(() => Response.error());
  if (answer.type !== "error" && answer.status < 502) return answer;
  return (await caches.match(new URL("./", self.registration.scope))) || answer;
}
self.addEventListener("push", (event) => {
  let said = {};
  try { said = event.data.json(); } catch (error) { /* no words: the title is enough */ }
  event.waitUntil(self.registration.showNotification(said.title || "$title", { body: said.body || "", icon: "static/$version/icon-192.png", badge: "static/$version/icon-192.png", lang: said.lang || "vi", tag: "thidua", renotify: true }));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.matchAll({ type: "window", includeUncontrolled: true }).then((open) => open.length ? open[0].focus() : self.clients.openWindow("./")));
});
