/**
 * Where our program lies, by the name that the AppImage around it has for its folder. The system tells the place itself; where /tmp is a link,
 * that would look like a place outside, and login items would name a folder that is gone after the end.
 */
export function execPathBy(execPath: string, mounted: string | undefined, realPath: (place: string) => string): string {
  if (!mounted) return execPath;
  try {
    const real = realPath(mounted);
    return execPath.startsWith(`${real}/`) ? `${mounted}${execPath.slice(real.length)}` : execPath;
  } catch {
    return execPath; // inherited from another AppImage, which has ended
  }
}
