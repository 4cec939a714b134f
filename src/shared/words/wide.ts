/** The shape of a catalogue with any texts in the place of its own: what `as const` made of English's words is no rule for another language. */
export type Wide<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Said
    ? (...given: Given) => Wide<Said>
    : T extends readonly (infer One)[]
      ? readonly Wide<One>[]
      : T extends object
        ? { readonly [Name in keyof T]: Wide<T[Name]> }
        : T;
