#!/usr/bin/env bash
# tests/bare.sh [server] [test] - the README's two commands (both by default), as a new user would run them: in a fresh
# Debian 12 that holds nothing but a shell, apt and a checkout of HEAD. As root, and needs debootstrap.
#
# Where packages come from is this machine's affair: Debian's sources, certificates and npm's settings are lent to the
# tree from outside, and nothing of them stands in the repository. TREE=DIR keeps the tree there for another run.
set -euo pipefail
cd "$(dirname "$0")/.."
commands=("$@")
[ $# -gt 0 ] || commands=(server test)
tree=${TREE:-$(mktemp -d /var/tmp/rapport-bare.XXXXXX)}
port=${PORT:-8650}
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources 2>/dev/null |
    sed -nE 's/^(URIs:|deb) *(\[.*\] *)?(http[^ ]*\/debian)\/?( .*)?$/\3/p' | sort -u | tail -n 1 || true)

inside=(chroot "$tree" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 CI="${CI-}"
    NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt)

leave() {
    local at
    for at in dev/shm dev proc; do
        mountpoint -q "$tree/$at" && umount -l "$tree/$at"
    done
    [ -n "${TREE-}" ] || rm -rf --one-file-system "$tree"
}
trap leave EXIT

if [ ! -e "$tree/etc/debian_version" ]; then
    debootstrap --variant=minbase bookworm "$tree" "$mirror" >/dev/null
fi
mount -t proc proc "$tree/proc"
mount --bind /dev "$tree/dev"
mount -t tmpfs tmpfs "$tree/dev/shm"

cp /etc/resolv.conf /etc/hosts "$tree/etc/"
if [ -e /etc/apt/sources.list.d/debian.sources ]; then
    cp /etc/apt/sources.list.d/debian.sources "$tree/etc/apt/sources.list.d/"
    : >"$tree/etc/apt/sources.list"
else
    cp /etc/apt/sources.list "$tree/etc/apt/"
fi
mkdir -p "$tree/etc/ssl/certs" "$tree/usr/local/share/ca-certificates"
cp -L /etc/ssl/certs/ca-certificates.crt "$tree/etc/ssl/certs/"
cp -L /usr/local/share/ca-certificates/*.crt "$tree/usr/local/share/ca-certificates/" 2>/dev/null || true
cp "${HOME:-/root}/.npmrc" "$tree/root/.npmrc" 2>/dev/null || true

rm -rf "$tree/srv/rapport"
mkdir -p "$tree/srv/rapport"
git archive HEAD | tar -x -C "$tree/srv/rapport"

serve() {
    local out=$tree/srv/server.log link status tries
    "${inside[@]}" bash /srv/rapport/script/server --listen "127.0.0.1:$port" >"$out" 2>&1 </dev/null &
    local pid=$!
    for ((tries = 0; tries < 1800; tries++)); do
        [ "$(grep -cE '^(mentee|mentor|coordinator) http' "$out")" -lt 3 ] || break
        kill -0 $pid 2>/dev/null || break
        sleep 1
    done
    for who in mentee mentor coordinator; do
        link=$(sed -n "s/^$who //p" "$out")
        status=$(curl -s -o /dev/null -w '%{http_code}' "${link:-none}" || true)
        echo "script/server: $who $link answers $status"
        [ "$status" = 200 ] || { tail -n 40 "$out" && kill $pid && return 1; }
    done
    kill $pid
    wait $pid || true
}

for command in "${commands[@]}"; do
    start=$SECONDS
    case $command in
    server) serve ;;
    test) "${inside[@]}" bash /srv/rapport/script/test </dev/null ;;
    *) echo "usage: tests/bare.sh [server] [test]" >&2 && exit 2 ;;
    esac
    echo "bare Debian: script/$command done in $((SECONDS - start)) s"
done
