"use strict";
(() => {
  const REST_BEFORE_SCROLL = 160; // milliseconds that the pointer rests on a piece before the other side moves
  const FEW = 8; // decisions shown about an article
  const MARGIN = 60; // pixels of a piece, or before it, that are seen at the side
  const why = document.getElementById("why");
  const main = document.querySelector("main");
  const groups = { run: new Map(), part: new Map(), story: new Map() };
  let lit = [];
  let current = null;
  let explained = null;
  let timer = 0;

  const pieces = [...document.querySelectorAll(".piece")];
  const isLeft = (piece) => piece.closest(".dump") !== null;
  const paneOf = (piece) => piece.closest(".pane");
  const storyOf = (piece) => piece.closest(".story");

  function put(kind, key, piece) {
    const found = groups[kind].get(key);
    if (found) found.push(piece);
    else groups[kind].set(key, [piece]);
  }

  // With scripts a piece is a button: its text can be selected, and Tab does not stop at each of them.
  for (const piece of pieces) {
    piece.removeAttribute("href");
    piece.setAttribute("role", "button");
    piece.tabIndex = -1;
    const { run, part } = piece.dataset;
    if (run) put("run", run, piece);
    if (part) put("part", part, piece);
  }
  for (const story of document.querySelectorAll("article.story")) {
    const own = [...story.querySelectorAll(".piece[data-run]")];
    const key = story.querySelector(".number").dataset.story;
    groups.story.set(key, own.flatMap((piece) => groups.run.get(piece.dataset.run)));
  }
  for (const pane of document.querySelectorAll(".pane")) {
    const first = pane.querySelector(".piece");
    if (first) first.tabIndex = 0;
  }

  function counterpart(piece) {
    const own = piece.dataset.run ? groups.run.get(piece.dataset.run) : groups.story.get(piece.dataset.story);
    return own.find((other) => isLeft(other) !== isLeft(piece));
  }

  function light(piece) {
    for (const other of lit) other.classList.remove("lit", "kin");
    lit = [];
    if (!piece) return;
    const { run, part, story } = piece.dataset;
    const own = run ? groups.run.get(run) : [piece];
    const kin = run ? groups.part.get(part) : groups.story.get(story);
    for (const other of kin) other.classList.add("kin");
    for (const other of own) other.classList.add("lit");
    lit = [...own, ...kin];
  }

  // Scrolls the pane of a piece so that the piece is seen in it; nothing else moves.
  function show(piece) {
    if (!piece) return;
    const pane = paneOf(piece);
    const box = piece.getClientRects()[0];
    const frame = pane.getBoundingClientRect();
    const outer = main.getBoundingClientRect();
    const top = Math.max(frame.top + pane.querySelector("h3").offsetHeight, outer.top);
    const bottom = Math.min(frame.bottom, outer.bottom);
    if (box.top < top || box.bottom > bottom) pane.scrollTop += box.top - top - (bottom - top - box.height) / 3;
    if (box.left < frame.left) pane.scrollLeft -= frame.left - box.left + MARGIN;
    else if (box.left + MARGIN > frame.right) pane.scrollLeft += box.left - frame.left - MARGIN;
  }

  function stopAt(piece) {
    const old = paneOf(piece).querySelector('.piece[tabindex="0"]');
    if (old) old.tabIndex = -1;
    piece.tabIndex = 0;
  }

  function take(piece) {
    current = piece;
    stopAt(piece);
    const other = counterpart(piece);
    if (other) stopAt(other);
    light(piece);
    if (piece.matches(":focus-visible")) piece.closest(".page").scrollIntoView({ block: "nearest" });
    show(other);
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function decisionsOf(piece) {
    const page = piece.closest(".page").id.slice("page-".length);
    const runs = piece.dataset.run ? [piece.dataset.run] : [...storyOf(piece).querySelectorAll("[data-why]")].map((one) => one.dataset.run);
    const numbers = new Set(runs.flatMap((run) => document.getElementById(`a${run}`).dataset.why?.split(" ") ?? []));
    return [...numbers].map((number) => document.getElementById(`w${page}-${number}`));
  }

  const scoreOf = (item) => Number(item.querySelector(".score").textContent);

  function explain(piece) {
    const right = piece.dataset.run ? document.getElementById(`a${piece.dataset.run}`) : piece;
    const story = storyOf(right);
    const { number, score } = story.dataset;
    const head = element("div", "", "why-head");
    const whole = !piece.dataset.run;
    if (number) head.append(element("b", number, `chip ${[...story.classList].find((name) => /^t\d$/.test(name))}`));
    head.append(element("b", whole ? `Article ${number}` : right.closest(".part").dataset.role));
    if (!whole) head.append(element("span", `line ${right.dataset.row} of the dump, characters ${right.dataset.span}`));
    if (score) head.append(element("span", whole ? `score ${score}` : `article ${number}: score ${score}`));
    if (story.classList.contains("doubtful")) head.append(element("strong", "look at this", "flag"));
    const close = element("button", "Close");
    close.type = "button";
    close.addEventListener("click", dismiss);
    head.append(close);
    let decisions = decisionsOf(piece);
    let words = decisions.length ? "" : "No decision was taken about this piece: it stands as the dump has it.";
    if (whole) {
      words = `The score is the chance that headline and body are right. Of ${decisions.length} decisions about the article, these are the least sure:`;
      decisions = decisions.sort((a, b) => scoreOf(a) - scoreOf(b)).slice(0, FEW);
    }
    const list = document.createElement("ol");
    for (const decision of decisions) {
      const item = decision.cloneNode(true);
      item.removeAttribute("id");
      list.append(item);
    }
    why.className = `why ${[...story.classList].find((name) => /^t\d$/.test(name)) ?? ""}`;
    why.replaceChildren(head, ...(words ? [element("p", words)] : []), list);
    why.hidden = false;
    why.scrollTop = 0;
    explained = piece;
    show(piece);
    show(counterpart(piece));
  }

  function dismiss() {
    if (why.hidden) return;
    why.hidden = true;
    explained.focus({ preventScroll: true });
    explained = null;
  }

  function neighbour(piece, key) {
    if (key === "ArrowLeft" || key === "ArrowRight") return isLeft(piece) === (key === "ArrowRight") ? counterpart(piece) : null;
    const own = [...paneOf(piece).querySelectorAll(".piece")];
    const at = { ArrowUp: own.indexOf(piece) - 1, ArrowDown: own.indexOf(piece) + 1, Home: 0, End: own.length - 1 }[key];
    return own[at];
  }

  document.addEventListener("mouseover", (event) => {
    const piece = event.target.closest(".piece");
    light(piece ?? current);
    clearTimeout(timer);
    if (piece) timer = setTimeout(() => show(counterpart(piece)), REST_BEFORE_SCROLL);
  });
  document.addEventListener("focusin", (event) => {
    const piece = event.target.closest(".piece");
    if (piece) take(piece);
  });
  document.addEventListener("click", (event) => {
    const piece = event.target.closest(".piece");
    if (piece && getSelection().isCollapsed) {
      piece.focus({ preventScroll: true });
      explain(piece);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (why.hidden) light((current = null));
      dismiss();
      return;
    }
    const piece = event.target.closest?.(".piece");
    if (!piece || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      explain(piece);
      return;
    }
    if (!["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    const next = neighbour(piece, event.key);
    if (next) {
      next.focus({ preventScroll: true });
      show(next);
    }
  });
})();
