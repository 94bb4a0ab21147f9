// The sentences of the page, in the language of whoever holds it. They come from the server; none stands here.
let words = null;

export function setWords(given, language) {
  words = given;
  document.documentElement.lang = language;
  document.title = word("title");
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", word(element.dataset.label));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = word(element.dataset.hint);
}

export function word(name, values) {
  if (!words) return ""; // they are on their way
  let sentence = words[name] || name;
  for (const [key, value] of Object.entries(values || {})) sentence = sentence.split("{" + key + "}").join(value);
  return sentence;
}

export function size(bytes) {
  const number = (value) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  if (bytes >= 1e6) return number(bytes / 1e6) + " MB";
  if (bytes >= 1e3) return number(Math.round(bytes / 1e3)) + " kB";
  return number(bytes) + " B";
}

export function day(at) {
  const date = new Date(at.slice(0, 10) + "T12:00:00");
  return date.toLocaleDateString(document.documentElement.lang, { weekday: "long", day: "numeric", month: "numeric", year: "numeric" });
}
