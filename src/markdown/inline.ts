const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => escaped[sign] ?? sign);
}

/** One line of Markdown, as the YAML files hold it: links and bold, nothing else. */
export function inlineHtml(text: string): string {
  return escapeHtml(text)
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>');
}

/** The same line for places that can hold no markup: cards, descriptions, titles. */
export function plainText(text: string): string {
  return text
    .replace(/\s*\[S\d+\]/g, '')
    .replace(/\[([^\]]+)\]\([^)\s]+\)/g, '$1')
    .replaceAll('**', '');
}
