/** Keys and clickers turn the slides, full screen shows nothing else. Without script one scrolls, or taps the links. */
const deck = document.querySelector<HTMLElement>('.deck');
const slides = [...document.querySelectorAll<HTMLElement>('.slide')];
const forwards = new Set(['ArrowRight', 'ArrowDown', 'PageDown', ' ']);
const backwards = new Set(['ArrowLeft', 'ArrowUp', 'PageUp']);

/** Which slide fills most of the screen; -1 above the first. */
function shown(): number {
  return slides.findLastIndex((slide) => slide.getBoundingClientRect().top < innerHeight / 2);
}

function show(place: number): void {
  const slide = slides[Math.min(Math.max(place, 0), slides.length - 1)];
  if (!slide) return;
  slide.scrollIntoView();
  // Whoever listens hears the heading of the slide.
  slide.focus({ preventScroll: true });
  history.replaceState(null, '', `#${slide.id}`);
}

function targetOf({ key, shiftKey }: KeyboardEvent): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return slides.length - 1;
  if (key === ' ' && shiftKey) return shown() - 1;
  if (forwards.has(key)) return shown() + 1;
  return backwards.has(key) ? shown() - 1 : undefined;
}

document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (key === ' ' && target instanceof Element && target.closest('button, summary')) return;
  // Above the first slide the page is an ordinary one; only the keys of a clicker begin.
  if (shown() < 0 && key !== 'PageDown' && key !== 'ArrowRight') return;
  const next = targetOf(event);
  if (next === undefined || next < 0) return;
  event.preventDefault();
  show(next);
});

const full = document.querySelector<HTMLButtonElement>('.full');
if (deck && full && document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener('click', () => {
    const at = shown();
    void deck.requestFullscreen().then(
      () => show(at),
      () => undefined,
    );
  });
}
