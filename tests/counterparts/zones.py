"""Offsets as Python's zoneinfo sees them, for src/ical/ical_test.c.

    zones.py offsets   one line per zone and instant: name, seconds since 1970, offset in seconds
    zones.py walls     one line per zone and wall time: name, seconds on the wall, instant
"""
import datetime
import random
import sys
import zoneinfo

EPOCH = datetime.datetime(1970, 1, 1)
UTC = datetime.timezone.utc
names = sorted(n for n in (line.split()[1] for line in open('/usr/share/zoneinfo/tzdata.zi')
                           if line.startswith('Z ')))
rng = random.Random(1)


def instants():
    """Hours of 2024 to 2031, then later years that only the rule at a file's end covers."""
    start = 1704067200
    return [start + rng.randrange(0, 8 * 366 * 24) * 3600 for _ in range(60)] + \
        [rng.randrange(2145916800, 4000000000) for _ in range(20)]


for name in names:
    zone = zoneinfo.ZoneInfo(name)
    for at in instants():
        if sys.argv[1] == 'offsets':
            there = datetime.datetime.fromtimestamp(at, UTC).astimezone(zone)
            print(name, at, int(there.utcoffset().total_seconds()))
        else:
            wall = (EPOCH + datetime.timedelta(seconds=at)).replace(tzinfo=zone)
            print(name, at, int(wall.timestamp()))
