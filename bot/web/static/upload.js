// A file on its way: shown at once with its progress, tried again over a bad line, counted once by its key.
import { pause, state } from "./net.js";

const TRIES = 6;

// `seen(part)` from 0 to 1. Answers {token} or throws an object {word, wait}.
export async function upload(file, key, caption, seen) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(file, key, caption, seen);
    } catch (trouble) {
      const again = trouble.word === "line" || trouble.word === "busy" || trouble.word === "wait";
      if (!again || attempt === TRIES) throw trouble;
      await pause(Math.max(1000 * 2 ** attempt, (trouble.wait || 0) * 1000));
    }
  }
}

function once(file, key, caption, seen) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    // In a header: a proxy logs addresses, and what people call their files and write beside them is theirs.
    const about = new URLSearchParams({ key, name: file.name || "anh.jpg", caption, language: state.language });
    request.open("POST", "api/upload");
    request.setRequestHeader("X-File", about.toString());
    request.setRequestHeader("X-Page", state.token || "");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => { if (event.lengthComputable) seen(event.loaded / event.total); };
    request.onload = () => {
      let data = {};
      try { data = JSON.parse(request.responseText); } catch (error) { /* no words */ }
      if (request.status === 200) done(data);
      else fail({ status: request.status, word: data.refused || proxyMeans(request.status), wait: data.wait || 0 });
    };
    request.onerror = () => fail({ word: "line" });
    request.ontimeout = () => fail({ word: "line" });
    request.send(file);
  });
}

// A proxy refuses with a page of its own, without a word of ours.
function proxyMeans(status) {
  if (status === 413) return "too_large";
  return status === 429 ? "wait" : status === 503 ? "busy" : status >= 502 ? "line" : "";
}
