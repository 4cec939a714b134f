import card from '../connections/connections.css' with { type: 'text' };
import form from '../connections/form.css' with { type: 'text' };
import topics from '../connections/topics.css' with { type: 'text' };
import settings from '../settings/settings.css' with { type: 'text' };
import welcome from '../welcome/welcome.css' with { type: 'text' };

const sheets = new WeakMap<Document, CSSStyleSheet>();

/** The styles of what the inbox can do without, in place before anything that is loaded later is shown. */
export function adoptLater(document: Document): void {
  if (sheets.has(document)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([card, form, topics, settings, welcome].join('\n'));
  sheets.set(document, sheet);
  document.adoptedStyleSheets.push(sheet);
}
