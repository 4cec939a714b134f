/** What the list of keys says. */
export const keyGroups = [
  {
    title: 'Moverse',
    keys: [
      { keys: ['↓', 'j'], does: 'Aviso siguiente' },
      { keys: ['↑', 'k'], does: 'Aviso anterior' },
      { keys: ['Inicio'], does: 'El más nuevo' },
      { keys: ['Entrar'], does: 'Abrir' },
      { keys: ['AvPág', 'RePág'], does: 'Ocho más abajo, ocho más arriba' },
      { keys: ['Esc'], does: 'Cerrar, volver, quitar los filtros' },
    ],
  },
  {
    title: 'Hacer',
    keys: [
      { keys: ['e'], does: 'Marcar como leído' },
      { keys: ['u'], does: 'Marcar como no leído' },
      { keys: ['r'], does: 'Responder' },
      { keys: ['s'], does: 'Posponer' },
      { keys: ['Supr'], does: 'Quitar' },
      { keys: ['Mayús', 'A'], does: 'Marcar todo como leído' },
      { keys: ['Ctrl', 'Z'], does: 'Deshacerlo' },
      { keys: ['Mayús', 'F10'], does: 'Menú, también con la tecla de menú' },
    ],
  },
  {
    title: 'Buscar',
    keys: [
      { keys: ['/'], does: 'Buscar, también con Ctrl + F' },
      { keys: ['Mayús', 'U'], does: 'Solo sin leer' },
      { keys: ['1', '2', '3'], does: 'Bandeja, conexiones, ajustes' },
      { keys: ['?'], does: 'Esta lista' },
    ],
  },
];
