#!/bin/sh
# Checks for the system libraries and programs that Qt and the tests need. Missing ones are installed with apt as root,
# else named in one line. It looks for the files themselves, so it also works where the packages have other names.
#
#   packaging/system_packages.sh offscreen            what Qt needs without a screen
#   packaging/system_packages.sh display              … and with one
#   packaging/system_packages.sh tests                … and what the tests start, the building of the bundle among it
#   packaging/system_packages.sh bundle               what Qt needs without a screen, and the building of the bundle
#
# CRMDESK_SKIP_SYSTEM_PACKAGES=1 goes on without them.
set -eu

want=${1:?offscreen, display, tests or bundle}
PATH=$PATH:/usr/sbin:/sbin
[ "$(uname -s)" = Linux ] || exit 0

# kind  what is looked for        Debian package
needs() {
    cat <<'TABLE'
offscreen library libGL.so.1              libgl1
offscreen library libEGL.so.1             libegl1
offscreen library libglib-2.0.so.0        libglib2.0-0
offscreen library libfontconfig.so.1      libfontconfig1
offscreen library libxkbcommon.so.0       libxkbcommon0
offscreen library libdbus-1.so.3          libdbus-1-3
offscreen library libgssapi_krb5.so.2     libgssapi-krb5-2
offscreen library libX11.so.6             libx11-6
offscreen font    :lang=ko                fonts-noto-cjk
offscreen font    :lang=zh-cn             fonts-noto-cjk
offscreen font    :lang=zh-tw             fonts-noto-cjk
display   library libX11-xcb.so.1         libx11-xcb1
display   library libxkbcommon-x11.so.0   libxkbcommon-x11-0
display   library libxcb-cursor.so.0      libxcb-cursor0
display   library libxcb-icccm.so.4       libxcb-icccm4
display   library libxcb-keysyms.so.1     libxcb-keysyms1
display   library libxcb-shape.so.0       libxcb-shape0
tests     program Xvfb                    xvfb
tests     program dbus-run-session        dbus-daemon
tests     program gnome-keyring-daemon    gnome-keyring
tests     program xauth                   xauth
tests     program xdotool                 xdotool
tests     server  postgres                postgresql
bundle    program objdump                 binutils
bundle    python  libpython               (depends on the version)
TABLE
}

libraries=$(ldconfig -p)

# PyInstaller packs Python's shared library, which Debian has in a package of its own: libpython3.11 and so on.
python_library() {
    python3 - <<'PYTHON'
import os, sys, sysconfig
name, folder = sysconfig.get_config_var("INSTSONAME") or "", sysconfig.get_config_var("LIBDIR") or ""
multiarch = sysconfig.get_config_var("MULTIARCH") or ""
found = any(os.path.exists(os.path.join(folder, part, name)) for part in ("", multiarch))
print("" if found else "libpython%d.%d" % sys.version_info[:2])
PYTHON
}

present() {
    case $1 in
    library) printf '%s\n' "$libraries" | grep -qF "$2 " ;;
    program) command -v "$2" >/dev/null 2>&1 ;;
    # Debian keeps a database server's programs out of the path.
    server) [ -n "$(ls -d /usr/lib/postgresql/*/bin/"$2" 2>/dev/null)" ] ;;
    # Without fontconfig's own tool the folder that Debian's package fills has to do.
    font) if command -v fc-list >/dev/null 2>&1; then [ -n "$(fc-list "$2" file 2>/dev/null | head -n 1)" ]
          else [ -d /usr/share/fonts/opentype/noto ]; fi ;;
    esac
}

missing() {
    needs | while read -r group kind name package; do
        case "$want:$group" in
        *:offscreen | display:display | tests:display | tests:tests | tests:bundle | bundle:bundle) ;;
        *) continue ;;
        esac
        case "$kind" in
        python) python_library ;;
        *) present "$kind" "$name" || echo "$package" ;;
        esac
    done | sed '/^$/d' | sort -u | tr '\n' ' '
}

packages=$(missing)
[ -n "$packages" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing system packages: $packages"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # one word a package
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages >/dev/null; then
        exit 0
    fi </dev/null
fi
echo "Missing system packages (Debian's names): ${packages% } - install them with: sudo apt-get install ${packages% }" >&2
[ -n "${CRMDESK_SKIP_SYSTEM_PACKAGES:-}" ] || exit 1
