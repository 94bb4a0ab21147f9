// Where one types, and sends files and photos. Enter never sends while a word is still being composed.
import { kept, newKey, state } from "./net.js";
import { size, word } from "./words.js";

const form = document.getElementById("compose");
const text = document.getElementById("text");
const attach = document.getElementById("attach");
const menu = document.getElementById("attach-menu");
const file = document.getElementById("file");
const photo = document.getElementById("photo");

export function startCompose(say, upload) {
  text.value = kept.read("draft") || "";
  fit();
  text.addEventListener("input", () => { kept.write("draft", text.value); fit(); });
  text.addEventListener("keydown", (event) => {
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && !event.shiftKey && !composing && matchMedia("(pointer: fine)").matches) {
      event.preventDefault();
      send(say);
    }
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); send(say); });
  attach.addEventListener("click", () => open(menu.hidden));
  document.getElementById("pick").addEventListener("click", () => { open(false); file.click(); });
  document.getElementById("shoot").addEventListener("click", () => { open(false); photo.click(); });
  for (const input of [file, photo]) {
    input.addEventListener("change", () => {
      for (const one of Array.from(input.files)) upload(one, newKey(), caption());
      input.value = "";
    });
  }
  form.addEventListener("keydown", (event) => { if (event.key === "Escape" && !menu.hidden) { open(false); attach.focus(); } });
  document.addEventListener("click", (event) => { if (!menu.hidden && !form.contains(event.target)) open(false); });
}

export function limits() {
  file.accept = state.fileTypes;
  document.getElementById("limits").textContent = word("limits", { size: size(state.largestFile) });
}

// What was typed and could not be sent is there again, unless something else is being typed by now.
export function putBack(said) {
  if (!said || text.value) return;
  text.value = said;
  kept.write("draft", said);
  fit();
}

function caption() {
  const said = text.value.trim();
  empty();
  return said;
}

function send(say) {
  const said = text.value.trim();
  if (!said) { text.focus(); return; }
  empty();
  say(said);
}

function empty() {
  text.value = "";
  kept.drop("draft");
  fit();
}

function open(wanted) {
  menu.hidden = !wanted;
  attach.setAttribute("aria-expanded", String(wanted));
  if (wanted) document.getElementById("pick").focus();
}

function fit() {
  text.rows = 1;
  const line = parseFloat(getComputedStyle(text).lineHeight) || 24;
  text.rows = Math.max(1, Math.min(5, Math.round((text.scrollHeight - 18) / line)));
}
