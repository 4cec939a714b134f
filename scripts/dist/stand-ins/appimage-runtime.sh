#!/bin/sh
# Stands in for the AppImage runtime where that cannot be downloaded: unpacks the file system behind it with unsquashfs (squashfs-tools) and
# starts the app in it, as the real one does with --appimage-extract-and-run. @SIZE@ is where that file system begins.
set -eu
self=$(readlink -f "$0")
case "${1:-}" in
--appimage-offset) echo @SIZE@; exit ;;
--appimage-extract) exec unsquashfs -quiet -no-progress -force -offset @SIZE@ -dest squashfs-root "$self" ;;
esac
APPDIR=$(mktemp -d "${TMPDIR:-/tmp}/appimage.XXXXXX")
trap 'rm -rf "$APPDIR"' EXIT
unsquashfs -quiet -no-progress -force -offset @SIZE@ -dest "$APPDIR" "$self" >/dev/null
export APPIMAGE="$self" ARGV0="$0" APPDIR
# Beside this shell, which clears away after it; what should end the app must reach it.
"$APPDIR/AppRun" "$@" <&0 &
app=$!
trap 'kill -TERM "$app" 2>/dev/null || :' TERM INT HUP
status=0
wait "$app" || status=$?
while kill -0 "$app" 2>/dev/null; do
  status=0
  wait "$app" || status=$?
done
exit "$status"
