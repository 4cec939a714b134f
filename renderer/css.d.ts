/** A style sheet: bundled into the one beside the script, or with `type: 'text'` as its text. */
declare module '*.css' {
  const text: string;
  export default text;
}
