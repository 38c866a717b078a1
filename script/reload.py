#!/usr/bin/python3
"""reload.py FRONT BACK SERVED - for script/dev alone: passes requests from port FRONT to the program on port BACK, and
lets each page reload itself when the file SERVED is touched. So the program needs no line for it."""
import http.client
import http.server
import os
import sys
import time

FRONT, BACK, SERVED = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
SCRIPT = b"new EventSource('/-/reload').onmessage = () => location.reload();\n"
TAG = b'<script src="/-/reload.js"></script>'
# What belongs to one connection (RFC 9110 §7.6.1), and lengths that the tag changes.
OURS = {"connection", "keep-alive", "transfer-encoding", "content-length", "accept-encoding"}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/-/reload.js":
            self.answer(200, [("Content-Type", "text/javascript")], SCRIPT)
        elif self.path == "/-/reload":
            self.tell_when_served()
        else:
            self.pass_on()

    do_HEAD = do_POST = lambda self: self.pass_on()

    def answer(self, status, headers, body):
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def tell_when_served(self):
        self.send_response_only(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        before = os.stat(SERVED).st_mtime_ns
        while os.stat(SERVED).st_mtime_ns == before:
            time.sleep(0.1)
        self.wfile.write(b"data: served\n\n")

    def pass_on(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        back = http.client.HTTPConnection("127.0.0.1", BACK, timeout=30)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in OURS}
        try:
            back.request(self.command, self.path, body or None, headers)
            answer = back.getresponse()
            text = answer.read()
        except OSError:
            self.answer(502, [("Content-Type", "text/html")], TAG + b"<p>Building. This page reloads by itself.")
            return
        if answer.getheader("Content-Type", "").startswith("text/html"):
            text += TAG
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in OURS]
        self.answer(answer.status, kept, text)

    def log_message(self, *args):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", FRONT), Handler).serve_forever()
