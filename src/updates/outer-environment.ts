type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment as it was outside of the AppImage that this process runs in. AppRun leads its program, and all that is started by it, to
 * libraries in the folder where the AppImage is mounted; once that is gone, its name in /tmp is anybody's, and so would be those libraries.
 */
export function outerEnvironment({ APPIMAGE: _image, APPDIR: mounted, ...env }: Environment): Record<string, string | undefined> {
  if (!mounted) return env;
  const isInside = (place: string): boolean => place === mounted || place.startsWith(`${mounted}/`);
  const kept = Object.entries(env).flatMap(([name, value = '']) => {
    const places = value.split(':');
    const outside = places.filter((place) => !isInside(place));
    if (outside.length === places.length) return [[name, value] as const];
    // An empty list of folders would mean the current one.
    return outside.some((place) => place !== '') ? [[name, outside.join(':')] as const] : [];
  });
  return Object.fromEntries(kept);
}
