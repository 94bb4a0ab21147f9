// Asking the server. Every answer is either data or a Refused with a word; a broken line is a Broken.
export const state = { device: null, token: null, joined: false, event: 0, turns: 0, heldIn: "", language: "vi", commands: [] };

export class Refused extends Error {
  constructor(status, word, wait) { super(word); this.status = status; this.word = word; this.wait = wait; }
}
export class Broken extends Error {}

export async function post(path, fields) {
  return answer(() => fetch("api/" + path, {
    method: "POST", credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-Page": state.token || "" },
    body: JSON.stringify(fields),
  }));
}

export async function get(path) {
  return answer(() => fetch("api/" + path, { credentials: "same-origin" }));
}

async function answer(asking) {
  let response;
  try { response = await asking(); } catch (error) { throw new Broken(String(error)); }
  if (response.status >= 502 && response.status !== 503) throw new Broken("gateway");
  let data = {};
  try { data = await response.json(); } catch (error) { if (response.ok) throw new Broken("half an answer"); }
  if (!response.ok) throw new Refused(response.status, data.refused || "", data.wait || Number(response.headers.get("Retry-After")) || 0);
  return data;
}

export function newKey() {
  const bytes = new Uint8Array(12);
  crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function pause(milliseconds) { return new Promise((done) => setTimeout(done, milliseconds)); }

// Kept on the phone, where it lets us (a private window may not).
export const kept = {
  read(name) { try { return JSON.parse(localStorage.getItem(place(name))); } catch (error) { return null; } },
  write(name, value) { try { localStorage.setItem(place(name), JSON.stringify(value)); } catch (error) { /* then not */ } },
  drop(name) { try { localStorage.removeItem(place(name)); } catch (error) { /* nothing there */ } },
};
function place(name) { return "thidua:" + location.pathname.replace(/join$/, "") + ":" + name; }
