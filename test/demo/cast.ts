import { imageHashOf, peerIdOf } from '../servers/openbazaar/ids.ts';
import type { Node, ProfileInput } from '../servers/openbazaar/node.ts';
import type { Picture } from '../servers/openbazaar/pictures.ts';
import type { OrderInput } from '../servers/openbazaar/orders.ts';
import type { PictureName } from './pictures.ts';

/** Somebody on the network. Not everybody has taken a handle. */
export interface Person {
  readonly peerId: string;
  readonly name: string;
  readonly handle: string;
  readonly picture: PictureName;
}

function person(picture: PictureName, name: string, handle = ''): Person {
  return { peerId: peerIdOf(`demo ${picture}`), name, handle, picture };
}

export const PEOPLE = {
  ines: person('ines', 'Ines Duarte', 'ines'),
  tomasz: person('tomasz', 'Tomasz Wolski', 'tomw'),
  aiko: person('aiko', 'Aiko Mori', 'aiko'),
  lars: person('lars', 'Lars Nyberg', 'nyberg'),
  priya: person('priya', 'Priya Raman', 'priya'),
  olu: person('olu', 'Olu Adeyemi'),
  paper: person('paper', 'North Paper Co.', 'northpaper'),
  mara: person('mara', 'Mara Lindqvist', 'mara'),
} as const;

/** Something to buy: title, price and picture. Amounts in base units. */
export interface Ware {
  readonly title: string;
  readonly amount: number;
  readonly coin: string;
  readonly picture: PictureName;
}

export const WARES = {
  bowl: { title: 'Walnut salad bowl', amount: 42_000_000, coin: 'LTC', picture: 'bowl' },
  cups: { title: 'Espresso cups, pair', amount: 61_500, coin: 'BTC', picture: 'cups' },
  teapot: { title: 'Stoneware teapot', amount: 18_250_000, coin: 'BCH', picture: 'teapot' },
  notebook: { title: 'Field notebooks, set of three', amount: 8_400_000, coin: 'BCH', picture: 'notebook' },
  camera: { title: 'Vintage film camera', amount: 94_000_000, coin: 'BCH', picture: 'camera' },
  scarf: { title: 'Lambswool scarf', amount: 38_500, coin: 'BTC', picture: 'scarf' },
  coffee: { title: 'Coffee beans, 500 g', amount: 5_200_000, coin: 'BCH', picture: 'coffee' },
  lamp: { title: 'Paper reading lamp', amount: 71_000_000, coin: 'ZEC', picture: 'lamp' },
} as const satisfies Record<string, Ware>;

/** What an order of this ware says, with pictures as this node names them. */
export function orderOf(ware: Ware, node: Node): OrderInput & { readonly thumbnail: { small: string; tiny: string } } {
  const hash = hashOf(ware.picture, node);
  return { title: ware.title, amount: ware.amount, coin: ware.coin, thumbnail: { small: hash, tiny: hash } };
}

/** Makes people and pictures known to a node. */
export function introduce(node: Node, pictures: Readonly<Record<PictureName, Picture>>): void {
  for (const [name, picture] of Object.entries(pictures)) node.setImage(hashOf(name, node), picture);
  for (const who of Object.values(PEOPLE)) node.setProfile(who.peerId, profileOf(who, node));
}

/** A profile as nodes publish it. */
export function profileOf({ name, handle, picture }: Pick<Person, 'name' | 'handle' | 'picture'>, node: Node): ProfileInput {
  const hash = hashOf(picture, node);
  return { name, handle, avatarHashes: { small: hash, tiny: hash } };
}

function hashOf(picture: string, node: Node): string {
  return imageHashOf(`demo ${picture}`, node.generation === '0.13' ? 'zb2rh' : 'Qm');
}
