"""Read invitations with python3-icalendar, for src/ical/ical_test.c.

    read_invites.py DIR    per file: name, method, uid, sequence, start and end as instants,
                           attendees, summary as JSON, tab between them
"""
import json
import os
import sys

import icalendar

for name in sorted(os.listdir(sys.argv[1])):
    with open(os.path.join(sys.argv[1], name), 'rb') as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    for zone in calendar.walk('VTIMEZONE'):
        zone.to_tz()
    event, = calendar.walk('VEVENT')
    attendee = event['ATTENDEE']
    assert not isinstance(attendee, list), 'more than one attendee'
    print(name, calendar['METHOD'], event['UID'], event['SEQUENCE'],
          int(event['DTSTART'].dt.timestamp()), int(event['DTEND'].dt.timestamp()),
          attendee, json.dumps(event['SUMMARY']), sep='\t')
