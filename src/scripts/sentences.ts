/** Prepared sentences to tap instead of typing, and to hear read by the phone's own voice where it has one. */
function reveal(): void {
  const sentences = document.querySelector<HTMLElement>('.sentences');
  if (!sentences) return;
  sentences.hidden = false;
  const listen = sentences.querySelector<HTMLElement>('[data-speak]');
  if (listen) listen.hidden = !('speechSynthesis' in window);
}

document.addEventListener('click', (event) => {
  const button = event.target;
  if (!(button instanceof HTMLButtonElement)) return;
  const sentence = button.dataset['sentence'];
  const story = document.querySelector<HTMLTextAreaElement>('#story');
  if (sentence !== undefined && story) story.value = `${story.value} ${sentence}`.trim();
  if (button.dataset['speak'] !== undefined) speak();
});

function speak(): void {
  const texts = [...document.querySelectorAll<HTMLElement>('[data-sentence]')].map(({ textContent }) => textContent);
  const words = new SpeechSynthesisUtterance(texts.join('. '));
  words.lang = document.documentElement.lang;
  speechSynthesis.cancel();
  speechSynthesis.speak(words);
}

addEventListener('shown', reveal);
reveal();

export {};
