// The guided tour: the step to do now, and all of them. What is done is seen by the server, from what has happened.
const $ = (id) => document.getElementById(id);

function make(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function fill(sentence, values) {
  return Object.entries(values).reduce((said, [key, value]) => said.split("{" + key + "}").join(value), sentence);
}

function button(label, press) {
  const made = make("button", label);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

export function tour(answer, wish, open_phone) {
  const shown = JSON.stringify(answer);
  if ($("tour").dataset.shown === shown) return;
  $("tour").dataset.shown = shown;
  const words = answer.words, steps = answer.steps;
  const at = steps.findIndex((step) => step.standing === "now");
  const done = steps.filter((step) => step.standing === "done").length;
  const begun = steps.some((step) => step.standing === "skipped") || done > 0;
  $("tour-title").textContent = words.room_title;
  $("tour-lead").textContent = words.room_lead;
  $("tour-lead").hidden = answer.shown && begun;
  $("tour-now").hidden = !answer.shown;
  $("tour-all").hidden = !answer.shown;
  write(answer.shown && at < 0 ? "" : step_words(words, steps, at), at < 0 ? words.room_finished : steps[at].text);
  $("tour-count").textContent = fill(words.room_all, { done: done, of: steps.length });
  $("tour-steps").replaceChildren(...steps.map((step) => line(step, words, wish)));
  $("tour-buttons").replaceChildren(...buttons(answer, words, at, wish, open_phone, begun));
}

// A reader of the screen hears a step when it changes, not every time the room is looked at.
function write(title, text) {
  if ($("tour-step").textContent !== title) $("tour-step").textContent = title;
  if ($("tour-text").textContent !== text) $("tour-text").textContent = text;
}

function step_words(words, steps, at) {
  return at < 0 ? "" : fill(words.room_step, { number: at + 1, of: steps.length, title: steps[at].title });
}

function line(step, words, wish) {
  const item = make("li", step.title + (step.standing === "done" ? " – " + words.room_done : ""));
  if (step.standing === "now") item.setAttribute("aria-current", "step");
  if (step.standing !== "skipped") return item;
  item.append(" – " + words.room_skipped + " ");
  const back = button(words.room_back, () => wish({ do: "back", step: step.name }));
  back.setAttribute("aria-label", words.room_back + ": " + step.title);
  item.append(back);
  return item;
}

function buttons(answer, words, at, wish, open_phone, begun) {
  if (!answer.shown) return [button(begun ? words.room_go_on : words.room_show, () => wish({ do: "show" }))];
  const restart = () => { if (confirm(words.room_restart_sure)) wish({ do: "restart" }); };
  const made = [];
  if (at >= 0) {
    if (answer.phone) made.push(button(words.room_open, () => open_phone(answer.phone)));
    made.push(button(words.room_skip, () => wish({ do: "skip", step: answer.steps[at].name })));
  }
  return [...made, button(words.room_hide, () => wish({ do: "hide" })), button(words.room_restart, restart)];
}
