/** Pages that Tradebell may open in the browser, each whole: what a frame brought along can never be among them. */
export const HELP_PAGES: readonly string[] = [
  'https://github.com/OpenBazaar/openbazaar-go/blob/master/docs/security.md',
  'https://github.com/OpenBazaar/openbazaar-go/blob/master/docs/ssl.md',
  'https://wiki.gnome.org/Projects/GnomeKeyring',
];

/** The address to open, or undefined where it is not one of `pages`. A fragment may differ: it stays within the page. */
export function openableLink(url: string, pages: readonly string[] = HELP_PAGES): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  const page = new URL(url);
  page.hash = '';
  return parsed.protocol === 'https:' && pages.includes(page.href) ? parsed.href : undefined;
}
