/* Read along: marks the sentence and the word that is heard, plays a sentence that is clicked and stops in it when it
 * is clicked again, remembers the place and the speed.
 * Takes the native audio element and the times that timings.js sets: [id, begin, end, [word start, word end, word begin, …]],
 * in milliseconds, a word's begin from its sentence's begin. They are fetched when somebody first listens, since those of
 * a long page weigh more than its text. Without this script the page keeps its audio and text. */
(() => {
  "use strict";

  const player = document.querySelector(".player");
  const audio = player.querySelector("audio");
  const follow = player.querySelector("[data-follow]");
  const speed = player.querySelector("[data-speed]");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const canMarkWords = typeof Highlight === "function" && CSS.highlights !== undefined;
  let clips = [];
  let loading = null;
  let current = -1;
  let currentWord = -1;

  const load = () => {
    const script = document.createElement("script");
    const ended = new Promise((done) => ["load", "error"].forEach((name) => script.addEventListener(name, done)));
    script.src = player.dataset.times;
    document.head.append(script);
    return ended.then(() => {
      clips = (self.lattlastTimings ?? [])
        .map(([id, begin, end, words]) => ({ element: document.getElementById(id), begin, end, words }))
        .filter((clip) => clip.element);
    });
  };
  const withTimes = (act) => (loading ??= load()).then(act);

  /* The storage may be refused (private windows, local files); then nothing is remembered. */
  const remembered = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const remember = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      /* nothing to do */
    }
  };
  const placeKey = `lattlast-place:${location.pathname}`;
  const speedKey = "lattlast-speed";

  const lastBegun = (count, begin, now) => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (begin(middle) <= now) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  /* Find the text node and the offset in it of a character of a sentence, whose mark-up splits it into many. */
  const placeOf = (element, offset) => {
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let rest = offset;
    while (nodes.nextNode()) {
      if (rest <= nodes.currentNode.length) return [nodes.currentNode, rest];
      rest -= nodes.currentNode.length;
    }
    return [element, element.childNodes.length];
  };

  const markWord = (clip, word) => {
    if (!canMarkWords) return;
    if (word < 0) {
      CSS.highlights.delete("word");
      return;
    }
    const range = new Range();
    range.setStart(...placeOf(clip.element, clip.words[word * 3]));
    range.setEnd(...placeOf(clip.element, clip.words[word * 3 + 1]));
    CSS.highlights.set("word", new Highlight(range));
  };

  const bringIntoView = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const covered = player.classList.contains("active") ? player.getBoundingClientRect().bottom : 0;
    if (top < Math.max(0, covered) || bottom > innerHeight - 64) {
      element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  };

  const markSentence = (index) => {
    clips[current]?.element.classList.remove("spoken");
    current = index;
    currentWord = -1;
    markWord(clips[index], -1);
    clips[index]?.element.classList.add("spoken");
    if (index >= 0 && follow.checked) bringIntoView(clips[index].element);
  };

  const update = () => {
    const now = audio.currentTime * 1000;
    const index = audio.ended ? -1 : lastBegun(clips.length, (at) => clips[at].begin, now);
    if (index !== current) markSentence(index);
    if (index < 0) return;
    const { begin, words } = clips[index];
    const word = lastBegun(words.length / 3, (at) => begin + words[at * 3 + 2], now);
    if (word !== currentWord) {
      currentWord = word;
      markWord(clips[index], word);
    }
  };

  const run = () => {
    update();
    if (!audio.paused) requestAnimationFrame(run);
  };

  const seek = (index) => {
    const clip = clips[Math.min(Math.max(index, 0), clips.length - 1)];
    if (clip) audio.currentTime = clip.begin / 1000 + 0.001;
  };

  const setSpeed = (value) => {
    audio.defaultPlaybackRate = audio.playbackRate = Number(value);
  };

  audio.addEventListener("play", () => {
    player.classList.add("active");
    withTimes(run);
  });
  audio.addEventListener("seeked", () => withTimes(update));
  audio.addEventListener("timeupdate", () => {
    if (!audio.paused) update();
  });
  audio.addEventListener("pause", () => remember(placeKey, audio.ended ? "0" : String(audio.currentTime)));
  audio.addEventListener("ended", update);
  addEventListener("pagehide", () => {
    if (!audio.paused) remember(placeKey, String(audio.currentTime));
  });

  for (const button of player.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => withTimes(() => seek(current + Number(button.dataset.step))));
  }
  speed.addEventListener("change", () => {
    setSpeed(speed.value);
    remember(speedKey, speed.value);
  });
  const hear = (sentence) => {
    const index = clips.findIndex((clip) => clip.element === sentence);
    if (index < 0) return;
    if (!audio.paused && index === current) {
      audio.pause();
    } else {
      seek(index);
      audio.play();
    }
  };
  document.querySelector("main").addEventListener("click", (event) => {
    const sentence = event.target.closest("[id]");
    const isOther = event.target.closest("a, button, label, summary, .player") || !getSelection().isCollapsed;
    if (!isOther && sentence) withTimes(() => hear(sentence));
  });

  const storedSpeed = remembered(speedKey);
  if ([...speed.options].some((option) => option.value === storedSpeed)) {
    speed.value = storedSpeed;
    setSpeed(storedSpeed);
  }
  const storedPlace = Number(remembered(placeKey));
  if (storedPlace > 0) audio.currentTime = storedPlace;

  for (const part of player.querySelectorAll("[hidden]")) part.hidden = false;
  document.documentElement.classList.add("read-along");
})();
