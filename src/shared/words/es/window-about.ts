import type { MANAGED_KINDS, MANUAL_KINDS, UPDATE_TROUBLES } from '../../updates.ts';
import { network } from './network.ts';
import { stopped } from './phrases.ts';

/** Lo que los ajustes dicen del propio Tradebell y de sus actualizaciones. */
export const aboutSettings = {
  title: 'Acerca de',
  version: (version: string) => `Tradebell ${version}`,
  licence: 'Software libre con licencia MIT.',
  runsOn: 'Funciona con',
  licences: 'Licencias de lo que contiene',
  licencesHelp: 'Los paquetes con los que está hecho Tradebell, cada uno con su licencia.',
  noLicences: 'Este Tradebell se ejecuta desde sus fuentes, donde las licencias están junto a cada paquete.',

  updates: {
    title: 'Actualizaciones',
    never: 'No se han buscado actualizaciones desde que se inició Tradebell.',
    newest: (when: string) => stopped(`Esta es la versión más reciente. Última búsqueda: ${when}`),
    looking: 'Buscando actualizaciones…',
    downloading: (version: string, percent: number) => `Descargando Tradebell ${version}: ${percent} %.`,
    ready: (version: string) => `Tradebell ${version} está listo. Se instala cuando salgas.`,
    off: {
      checkout: 'Este Tradebell se ejecuta desde sus fuentes: se actualiza con ellas.',
      'no-feed': 'Este Tradebell se hizo sin un lugar donde buscar actualizaciones. Busca uno nuevo donde lo conseguiste.',
    },
    managed: {
      deb: 'Las actualizaciones llegan con las de tu sistema, por apt.',
      rpm: 'Las actualizaciones llegan con las de tu sistema, por dnf o zypper.',
      pacman: 'Las actualizaciones llegan con las de tu sistema, por pacman.',
      snap: 'Las actualizaciones llegan solas, como las de todos tus snaps.',
      flatpak: 'Las actualizaciones llegan con las de tus flatpaks.',
    } satisfies Record<(typeof MANAGED_KINDS)[number], string>,
    manual: {
      archive: 'Un archivo descomprimido no puede actualizarse solo. Descomprime uno nuevo en su lugar; tus datos se quedan.',
      portable: 'Un Tradebell portátil no puede actualizarse solo. Pon uno nuevo en su lugar; tus datos se quedan.',
    } satisfies Record<(typeof MANUAL_KINDS)[number], string>,
    foundAt: 'Las versiones nuevas están en',
    troubles: {
      unreachable: 'No se pudo llegar al servidor de actualizaciones. Tradebell vuelve a intentarlo solo.',
      unsigned: 'El servidor ofrece versiones sin firma. No se tomó nada.',
      'wrong-signature': 'Lo que ofrece el servidor no lleva la firma de quienes hacen Tradebell. No se tomó nada. Si sigue así, avísales.',
      unreadable: 'El servidor no ofrece nada que sirva para este equipo. No se tomó nada.',
      older: 'El servidor ofrece una versión anterior a esta. No se tomó.',
      corrupt: 'La descarga llegó dañada y se desechó. No se cambió nada.',
      'cut-short': 'La descarga se interrumpió y se desechó. No se cambió nada.',
      slow: 'El servidor de actualizaciones dejó de responder. No se cambió nada.',
      'not-writable': 'Hay una actualización, pero Tradebell no puede reemplazar su propio archivo. Muévelo a una carpeta tuya o consigue la nueva por tu cuenta.',
      'disk-full': 'Hay una actualización, pero el disco está demasiado lleno.',
      failed: 'La actualización falló. No se cambió nada; el registro dice más.',
    } satisfies Record<(typeof UPDATE_TROUBLES)[number], string>,
    /** Detrás de un problema. */
    at: (when: string) => ` (${when})`,
    look: 'Buscar actualizaciones',
    restart: 'Reiniciar e instalar',
    byItself: 'Buscar actualizaciones automáticamente',
    byItselfHelp: 'Una vez al día, en silencio. El servidor ve que alguien preguntó desde tu dirección, y nada más.',
    proxy: 'Proxy para las actualizaciones',
    proxies: { system: 'Como diga el sistema', none: 'Ninguno', own: 'Uno propio' },
    proxyAddress: 'Dirección del proxy',
    flaws: network.flaws,
    proxySave: 'Usarlo',
    proxySaved: 'Las actualizaciones pasan ahora por este proxy.',
  },
};
