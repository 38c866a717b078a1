#!/bin/sh
# assets.sh - make what the browser gets: assets.sh OUT DIR
# Cuts the fonts to our letters, joins the style sheets, names each file by its content
# (name.HASH.ext, so that it may be kept for ever), presses it with brotli and gzip, and writes
# OUT.c (everything by .incbin, one table) and OUT.h (its paths, as ASSET_APP_CSS and so on).
# Files are left in DIR.
set -eu
out=$1 dir=$2
fonts=${FONTS:-/usr/share/fonts/truetype/manrope}
python=${PYTHON:-/usr/bin/python3}

latin='U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02BC,U+02C6,U+02DA,U+02DC,U+2010-2015'
latin="$latin,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2032-2033,U+2039-203A,U+20AC,U+2122"
latin="$latin,U+2190-2193,U+2212"
more='U+0100-0130,U+0132-0151,U+0154-017F,U+0218-021B,U+1E80-1E85,U+1E9E,U+1EF2-1EF3'

rm -rf "$dir"
mkdir -p "$dir/raw"

# The same bytes each time: the font keeps its own date.
cut_font() { # WEIGHT-NAME FILE LETTERS
    $python -m fontTools.subset "$fonts/Manrope-$1.ttf" --flavor=woff2 --no-hinting \
        --layout-features='kern,ccmp,mark,tnum,locl' --no-recalc-timestamp \
        --unicodes="$3" --output-file="$dir/raw/$2"
}
cut_font Regular manrope-400.woff2 "$latin"
cut_font SemiBold manrope-600.woff2 "$latin"
cut_font Regular manrope-ext-400.woff2 "$more"
cut_font SemiBold manrope-ext-600.woff2 "$more"
cp assets/*.svg assets/*.js "$dir/raw/"

exec 3>"$out.c" 4>"$out.h"
printf '#include "%s.h"\n\n' "$(basename "$out")" >&3
printf '/* Paths of the assets, named by their content. */\n#pragma once\n\n#include "web/asset.h"\n\n' >&4
n=0
table=

variant() { # FILE LABEL: embed it, or leave the label at 0 bytes
    printf '__asm__(".pushsection .rodata\\n%s: .incbin \\"%s\\"\\n%s_end: .byte 0\\n.popsection");\n' \
        "$2" "$1" "$2" >&3
    printf 'extern const char %s[], %s_end[];\n' "$2" "$2" >&3
}

add() { # FILE TYPE: name it by its content, press it, put it into the table
    base=$(basename "$1")
    hash=$(sha256sum "$1" | cut -c1-12)
    path=/static/${base%.*}.$hash.${base##*.}
    n=$((n + 1))
    variant "$1" "asset_$n"
    row="{asset_$n, asset_${n}_end}"
    case $2 in
    font/*) row="$row, {0}, {0}" ;;
    *)
        brotli -q 11 -f -o "$1.br" "$1"
        gzip -9nc "$1" >"$1.gz"
        variant "$1.br" "asset_${n}_br"
        variant "$1.gz" "asset_${n}_gz"
        row="$row, {asset_${n}_br, asset_${n}_br_end}, {asset_${n}_gz, asset_${n}_gz_end}"
        ;;
    esac
    table="$table    {\"$path\", \"$2\", $row},
"
    macro=$(printf %s "$base" | tr 'a-z.-' 'A-Z__')
    printf '#define ASSET_%s "%s"\n' "$macro" "$path" >&4
}

# Comments and indentation are for us; the browser does without them.
join_css() {
    cat assets/css/*.css | awk '
        { gsub(/\/\*[^*]*\*\//, "") }
        /\/\*/ { sub(/\/\*.*/, ""); if ($0 !~ /^[ \t]*$/) print; skip = 1; next }
        skip { if ($0 ~ /\*\//) { sub(/.*\*\//, ""); skip = 0 } else next }
        { sub(/^[ \t]+/, ""); if ($0 != "") print }'
}

join_css >"$dir/raw/app.css"
for font in "$dir"/raw/*.woff2; do
    add "$font" font/woff2
    sed -i "s|url(\"$(basename "$font")\")|url(\"$path\")|" "$dir/raw/app.css"
done
for file in "$dir"/raw/*.svg; do
    add "$file" image/svg+xml
done
add "$dir/raw/app.css" 'text/css; charset=utf-8'
for file in "$dir"/raw/*.js; do
    add "$file" 'text/javascript; charset=utf-8'
done

printf '\nconst struct asset assets[] = {\n%s};\nconst size_t assets_len = %d;\n' "$table" $n >&3
printf '\nextern const struct asset assets[];\nextern const size_t assets_len;\n' >&4
