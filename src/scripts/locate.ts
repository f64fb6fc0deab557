/** Writes where the phone is into its box, once, after a tap: to be read and deleted like anything else that is typed. */
function reveal(): void {
  const offer = document.querySelector<HTMLElement>('.locate');
  if (offer) offer.hidden = !(isSecureContext && 'geolocation' in navigator);
}

document.addEventListener('click', ({ target }) => {
  const offer = target instanceof HTMLButtonElement ? target.closest<HTMLElement>('.locate') : null;
  const box = offer?.parentElement?.querySelector('input');
  const status = offer?.querySelector('[role=status]');
  if (!offer || !box || !status) return;
  status.textContent = offer.dataset['asking'] ?? '';
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude, accuracy } }) => {
      box.value = `${box.value} ${latitude.toFixed(5)}, ${longitude.toFixed(5)} (±${Math.round(accuracy)} m)`.trim();
      status.textContent = '';
      box.focus();
    },
    () => (status.textContent = offer.dataset['failed'] ?? ''),
    { enableHighAccuracy: true, timeout: 30_000, maximumAge: 60_000 },
  );
});

addEventListener('shown', reveal);
reveal();

export {};
