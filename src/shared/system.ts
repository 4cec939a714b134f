/** The systems that Tradebell speaks to. A system joins this tuple together with its source. */
export const SYSTEMS = ['openbazaar', 'ewallet', 'acapy-cloud', 'doshii'] as const;
export type System = (typeof SYSTEMS)[number];
