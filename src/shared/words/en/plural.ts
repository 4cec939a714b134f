/** `1 alert`, `12,000 alerts`. */
export const plural = (n: number, one: string, many: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
