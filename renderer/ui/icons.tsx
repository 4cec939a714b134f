import type { ComponentChildren, JSX } from 'preact';
import type { Category } from '../../src/shared/alert.ts';

/** Drawn for Tradebell: 20 units wide, one line width, round ends. Always beside words or with a label, so hidden from screen readers. */
function Icon({ children, size = 20 }: { children: ComponentChildren; size?: number | undefined }): JSX.Element {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const GLYPHS = {
  // What alerts are about
  order: (
    <>
      <path d="M4.5 6.5h11l.8 9.2a1.2 1.2 0 0 1-1.2 1.3H4.9a1.2 1.2 0 0 1-1.2-1.3z" />
      <path d="M7 9V5.8a3 3 0 0 1 6 0V9" />
    </>
  ),
  dispute: (
    <>
      <path d="M10 3v13.5M6 16.5h8M4 6.2l6-1.4 6 1.4" />
      <path d="M1.8 11.4 4 6.2l2.2 5.2a2.3 2.3 0 0 1-4.4 0zM13.8 11.4 16 6.2l2.2 5.2a2.3 2.3 0 0 1-4.4 0z" />
    </>
  ),
  refund: (
    <>
      <path d="M3.2 7.5h9.3a4.3 4.3 0 0 1 0 8.6H7" />
      <path d="M6.8 3.8 3.1 7.5l3.7 3.7" />
    </>
  ),
  payment: (
    <>
      <rect x="2.2" y="4.8" width="15.6" height="10.6" rx="1.8" />
      <circle cx="10" cy="10.1" r="2.4" />
      <path d="M5 10.1h.01M15 10.1h.01" />
    </>
  ),
  chat: (
    <>
      <path d="M4.2 3.6h11.6a1.7 1.7 0 0 1 1.7 1.7v6.6a1.7 1.7 0 0 1-1.7 1.7H9.6l-4 3.2v-3.2H4.2a1.7 1.7 0 0 1-1.7-1.7V5.3a1.7 1.7 0 0 1 1.7-1.7z" />
      <path d="M6.4 7.2h7.2M6.4 10.1h4.4" />
    </>
  ),
  follow: (
    <>
      <circle cx="8" cy="6.6" r="3.1" />
      <path d="M2.4 16.6a5.6 5.6 0 0 1 11.2 0M15.6 5.4v5M13.1 7.9h5" />
    </>
  ),
  credential: (
    <>
      <path d="M10 2.6 16 4.8v4.4c0 3.8-2.5 6.7-6 8.2-3.5-1.5-6-4.4-6-8.2V4.8z" />
      <path d="m7.3 9.8 2 2 3.6-3.9" />
    </>
  ),
  wallet: (
    <>
      <path d="M15.3 6.2V4.6a1.2 1.2 0 0 0-1.4-1.2L4.1 5a1.6 1.6 0 0 0-1.4 1.6v8.6a1.6 1.6 0 0 0 1.6 1.6h11.4a1.6 1.6 0 0 0 1.6-1.6V7.8a1.6 1.6 0 0 0-1.6-1.6H4.2" />
      <path d="M13.7 11.5h.01" stroke-width="2.4" />
    </>
  ),
  system: (
    <>
      <rect x="3" y="3.4" width="14" height="5.4" rx="1.5" />
      <rect x="3" y="11.2" width="14" height="5.4" rx="1.5" />
      <path d="M6 6.1h.01M6 13.9h.01M9.5 6.1H14M9.5 13.9H14" />
    </>
  ),
  // A place with tables: a fork and a knife
  venue: (
    <>
      <path d="M4.6 3v3.6a2.2 2.2 0 0 0 4.4 0V3M6.8 3v14" />
      <path d="M14.6 17v-5M14.6 12h-2.4c0-4 .6-7.4 2.4-9z" />
    </>
  ),
  // The window itself
  bell: (
    <>
      <path d="M10 2.8a5 5 0 0 0-5 5c0 3.9-1.5 5.2-2.1 5.9h14.2c-.6-.7-2.1-2-2.1-5.9a5 5 0 0 0-5-5z" />
      <path d="M8.2 16.4a1.9 1.9 0 0 0 3.6 0" />
    </>
  ),
  bellOff: (
    <>
      <path d="M6.2 4.5A5 5 0 0 1 15 7.8c0 1.7.3 2.9.7 3.8M5 7.8c0 3.9-1.5 5.2-2.1 5.9H13" />
      <path d="M8.2 16.4a1.9 1.9 0 0 0 3.6 0M3 3l14 14" />
    </>
  ),
  inbox: (
    <>
      <path d="M5 3.6h10l2.4 7.8v3.8a1.3 1.3 0 0 1-1.3 1.3H3.9a1.3 1.3 0 0 1-1.3-1.3v-3.8z" />
      <path d="M2.8 11.4h4l1.2 2.2h4l1.2-2.2h4" />
    </>
  ),
  connections: (
    <>
      <path d="M8.3 11.7a3.4 3.4 0 0 1 0-4.8l2.6-2.6a3.4 3.4 0 0 1 4.8 4.8l-1.2 1.2" />
      <path d="M11.7 8.3a3.4 3.4 0 0 1 0 4.8l-2.6 2.6a3.4 3.4 0 0 1-4.8-4.8l1.2-1.2" />
    </>
  ),
  settings: (
    <>
      <path d="M3 5.6h7M14 5.6h3M3 14.4h3M10 14.4h7" />
      <circle cx="12" cy="5.6" r="2" />
      <circle cx="8" cy="14.4" r="2" />
    </>
  ),
  search: (
    <>
      <circle cx="8.8" cy="8.8" r="5.3" />
      <path d="m12.8 12.8 4.2 4.2" />
    </>
  ),
  close: <path d="m5 5 10 10M15 5 5 15" />,
  back: <path d="M12 4.5 6.5 10l5.5 5.5" />,
  up: <path d="M10 16V4.5M5 9.5l5-5 5 5" />,
  moneyIn: (
    <>
      <circle cx="10" cy="10" r="7.4" />
      <path d="M10 6v7.4M6.9 10.4l3.1 3.1 3.1-3.1" />
    </>
  ),
  moneyOut: (
    <>
      <circle cx="10" cy="10" r="7.4" />
      <path d="M10 14V6.6M6.9 9.6 10 6.5l3.1 3.1" />
    </>
  ),
  still: (
    <>
      <circle cx="10" cy="10" r="7.4" />
      <path d="m4.9 15.1 10.2-10.2" />
    </>
  ),
  check: <path d="m4 10.6 4 4L16.2 6" />,
  checkAll: <path d="m1.8 10.8 3.6 3.6L13 6.6M9.6 13.6l.8.8L18.2 6.6" />,
  copy: (
    <>
      <rect x="7" y="7" width="9.6" height="9.6" rx="1.6" />
      <path d="M13 4.6a1.2 1.2 0 0 0-1.2-1.2H4.6a1.2 1.2 0 0 0-1.2 1.2v7.2A1.2 1.2 0 0 0 4.6 13" />
    </>
  ),
  clock: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4.3l2.8 1.7" />
    </>
  ),
  warning: (
    <>
      <path d="M10 3.2 17.6 16.4H2.4z" />
      <path d="M10 8.2v3.6M10 14h.01" />
    </>
  ),
  question: (
    <>
      <circle cx="10" cy="10" r="7.2" />
      <path d="M7.9 7.9a2.2 2.2 0 1 1 3.2 2c-.8.4-1.1.9-1.1 1.7M10 14.1h.01" />
    </>
  ),
  plus: <path d="M10 4v12M4 10h12" />,
  pause: <path d="M7 4.5v11M13 4.5v11" />,
  play: <path d="M6.5 4.2v11.6L15.5 10z" />,
  retry: (
    <>
      <path d="M16.4 10a6.4 6.4 0 1 1-2-4.6" />
      <path d="M16.6 2.8v3.4h-3.4" />
    </>
  ),
  moon: <path d="M16.4 12.2A6.9 6.9 0 0 1 7.8 3.6a6.9 6.9 0 1 0 8.6 8.6z" />,
  bin: (
    <>
      <path d="M3.6 5.4h12.8M7.6 5.2V3.8a1 1 0 0 1 1-1h2.8a1 1 0 0 1 1 1v1.4M5.2 5.6l.7 10a1.5 1.5 0 0 0 1.5 1.4h5.2a1.5 1.5 0 0 0 1.5-1.4l.7-10" />
      <path d="M8.3 8.8v4.8M11.7 8.8v4.8" />
    </>
  ),
  chevron: <path d="m5.5 8 4.5 4.5L14.5 8" />,
  eye: (
    <>
      <path d="M2 10c2-3.6 4.7-5.4 8-5.4s6 1.8 8 5.4c-2 3.6-4.7 5.4-8 5.4S4 13.6 2 10z" />
      <circle cx="10" cy="10" r="2.4" />
    </>
  ),
  lock: (
    <>
      <rect x="4" y="8.8" width="12" height="8" rx="1.6" />
      <path d="M6.6 8.8V6.4a3.4 3.4 0 0 1 6.8 0v2.4" />
    </>
  ),
  disk: (
    <>
      <ellipse cx="10" cy="5" rx="6.4" ry="2.4" />
      <path d="M3.6 5v10c0 1.3 2.9 2.4 6.4 2.4s6.4-1.1 6.4-2.4V5M3.6 10c0 1.3 2.9 2.4 6.4 2.4s6.4-1.1 6.4-2.4" />
    </>
  ),
  envelope: (
    <>
      <rect x="2.6" y="4.4" width="14.8" height="11.2" rx="1.6" />
      <path d="m3 5.6 7 5.4 7-5.4" />
    </>
  ),
} satisfies Record<Category, JSX.Element> & Record<string, JSX.Element>;

export type Glyph = keyof typeof GLYPHS;

export function GlyphIcon({ of, size }: { of: Glyph; size?: number | undefined }): JSX.Element {
  return <Icon size={size}>{GLYPHS[of]}</Icon>;
}

/** The categories in the order in which they are offered. */
export const CATEGORY_ORDER = ['order', 'dispute', 'refund', 'payment', 'chat', 'follow', 'wallet', 'credential', 'system'] as const satisfies readonly Category[];

/** A category's sign: its own shape on its own colour. */
export function CategoryTile({ category, small = false }: { category: Category; small?: boolean }): JSX.Element {
  return (
    <span class={`tile tile-${category} ${small ? 'tile-small' : ''}`}>
      <GlyphIcon of={category} size={small ? 13 : 22} />
    </span>
  );
}
