#!/usr/bin/python3
"""read_mail.py FOLDER TO - prints the messages to an address (all, if it is empty) of a folder of .eml files as JSON,
oldest first, read by libraries that are not ours."""
import email
import email.policy
import email.utils
import json
import pathlib
import re
import sys

import icalendar


def instant(event, name):
    found = event.get(name)
    return found.dt.isoformat() if found is not None else None


def invite(message):
    """The calendar part of a message, or None."""
    for part in message.walk():
        if part.get_content_type() != "text/calendar":
            continue
        calendar = icalendar.Calendar.from_ical(part.get_content())
        event = next(c for c in calendar.walk("VEVENT"))
        attendees = event.get("attendee", [])
        return {
            "type_method": part.get_param("method"),
            "method": str(calendar["method"]),
            "uid": str(event["uid"]),
            "sequence": int(event.get("sequence", 0)),
            "status": str(event.get("status", "")),
            "summary": str(event.get("summary", "")),
            "start": instant(event, "dtstart"),
            "end": instant(event, "dtend"),
            "organizer": str(event.get("organizer", "")),
            "attendees": [str(a) for a in (attendees if isinstance(attendees, list) else [attendees])],
            "text": part.get_content(),
        }
    return None


def read(file):
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    plain = message.get_body(("plain",))
    rich = message.get_body(("html",))
    text = plain.get_content() if plain else ""
    return {
        "file": file.name,
        "from": message["from"],
        "to": [address for _, address in email.utils.getaddresses(message.get_all("to", []))],
        "subject": message["subject"],
        "headers": {name.lower(): str(value) for name, value in message.items()},
        "text": text,
        "html": rich.get_content() if rich else "",
        "links": re.findall(r"https?://[^\s<>\"]+[^\s<>\".,)]", text),
        "invite": invite(message),
        "defects": [str(d) for part in message.walk() for d in part.defects],
    }


folder, to = sys.argv[1:]
files = sorted(pathlib.Path(folder).glob("*.eml"), key=lambda f: (f.stat().st_mtime_ns, f.name))
found = [read(f) for f in files if to.encode() in f.read_bytes()]
json.dump([m for m in found if not to or to in m["to"]], sys.stdout)
