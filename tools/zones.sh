#!/bin/sh
# zones.sh OUT < tzdata.zi - the names of time zones as a C table, in order. "Z name" is a zone,
# "L zone name" another name for one.
out=$1
{
    echo '#include "ical/zone.h"'
    echo '#include "zone_names.h"'
    echo 'const struct zone_name zone_name_rows[] = {'
    awk '$1 == "Z" {print $2, ""} $1 == "L" {print $3, $2}' | LC_ALL=C sort -u |
        awk '{printf "    {\"%s\", %s},\n", $1, $2 == "" ? "0" : "\"" $2 "\""}'
    echo '};'
    echo 'const size_t zone_name_rows_len = sizeof(zone_name_rows) / sizeof(zone_name_rows[0]);'
} >"$out.c"
cat >"$out.h" <<'H'
/* zone_names.h - made from the system's zone database. */
#pragma once

#include "ical/zone.h"

extern const struct zone_name zone_name_rows[];
extern const size_t zone_name_rows_len;
H
