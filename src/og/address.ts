/** Where the picture of the page at this address lies: `/nhan-biet/tau-ca/` → `/og/nhan-biet-tau-ca.png`. */
export function pictureAddress(page: string): string {
  return `/og/${page.slice(1, -1).replaceAll('/', '-') || 'home'}.png`;
}

/** Where the QR code of the page lies. */
export function codeAddress(page: string): string {
  return `/qr/${page.slice(1, -1).replaceAll('/', '-') || 'home'}.svg`;
}
