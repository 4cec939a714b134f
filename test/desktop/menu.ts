import type { Variant } from '@jellybrick/dbus-next';

/** One line of a tray menu. */
export interface MenuItem {
  readonly id: number;
  /** As a person reads it, without mnemonic marks. */
  readonly label: string;
  readonly type: 'standard' | 'separator';
  readonly enabled: boolean;
  readonly visible: boolean;
  /** Only for check boxes and radio items. */
  readonly checked?: boolean;
  readonly children: readonly MenuItem[];
}

/** What com.canonical.dbusmenu's GetLayout returns: id, properties, children. */
export type Layout = readonly [number, { readonly [name: string]: Variant }, ReadonlyArray<Variant<Layout>>];

/** Reads a menu, with the protocol's defaults for what is left out. */
export function readLayout([id, properties, children]: Layout): MenuItem {
  const get = <T>(name: string, otherwise: T): T => (properties[name]?.value as T | undefined) ?? otherwise;
  return {
    id,
    label: get<string>('label', '').replace(/_(.)/g, '$1'), // '_' marks the mnemonic, '__' is a plain '_'
    type: get<MenuItem['type']>('type', 'standard'),
    enabled: get<boolean>('enabled', true),
    visible: get<boolean>('visible', true),
    ...(get<string>('toggle-type', '') === '' ? {} : { checked: get<number>('toggle-state', 0) === 1 }),
    children: children.map((child) => readLayout(child.value)),
  };
}
