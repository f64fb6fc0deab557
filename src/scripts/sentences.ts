/** Reads the prepared sentences aloud with a voice that lies on the phone itself: what is said goes to nobody. */
const speech = 'speechSynthesis' in window ? speechSynthesis : undefined;

const ownVoice = (): SpeechSynthesisVoice | undefined =>
  speech?.getVoices().find(({ localService, lang }) => localService && lang.startsWith(document.documentElement.lang));

function reveal(): void {
  const listen = document.querySelector<HTMLElement>('[data-speak]');
  if (listen) listen.hidden = !ownVoice();
}

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof HTMLElement) || target.dataset['speak'] === undefined || !speech) return;
  const speaking = speech.speaking;
  speech.cancel();
  if (speaking) return;
  const texts = [...(target.parentElement?.querySelectorAll('label') ?? [])].map(({ textContent }) => textContent);
  const words = new SpeechSynthesisUtterance(texts.join(' '));
  words.voice = ownVoice() ?? null;
  words.lang = document.documentElement.lang;
  speech.speak(words);
});

// Phones find their voices a moment after the page has come.
speech?.addEventListener('voiceschanged', reveal);
addEventListener('shown', reveal);
reveal();

export {};
