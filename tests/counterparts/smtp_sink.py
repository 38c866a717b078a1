"""An SMTP server that keeps what it is sent, for src/mail/post_test.c.

    smtp_sink.py DIR [--tls CERT KEY] [--login USER PASSWORD]

Prints its port, then serves until its standard input ends. Each message becomes DIR/n.eml with
"envelope-from to" as its first line. gone@ is refused with 550, later@ with 451, full@ with 552
after the data.
"""
import argparse
import logging
import os
import ssl
import sys
import warnings

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

parser = argparse.ArgumentParser()
parser.add_argument('dir')
parser.add_argument('--tls', nargs=2)
parser.add_argument('--login', nargs=2)
args = parser.parse_args()


class Keep:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split('@')[0]
        if name == 'gone':
            return '550 5.1.1 No such mailbox'
        if name == 'later':
            return '451 4.7.1 Try again later'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith('full@'):
            return '552 5.2.2 Mailbox full'
        Keep.count += 1
        path = os.path.join(args.dir, '%d.eml' % Keep.count)
        with open(path, 'wb') as file:
            file.write(('%s %s\n' % (envelope.mail_from, ','.join(envelope.rcpt_tos))).encode())
            file.write(envelope.original_content)
        return '250 OK'


def login(server, session, envelope, mechanism, data):
    wanted = tuple(part.encode() for part in args.login)
    return AuthResult(success=(data.login, data.password) == wanted, handled=False)


context = None
if args.tls:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*args.tls)


class Sink(Controller):
    def _trigger_server(self):
        """The base class connects to its own port once; which one is known only now."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


options = {'enable_SMTPUTF8': False}
if args.login:
    options.update(authenticator=login, auth_required=True)
logging.getLogger("mail.log").setLevel(logging.CRITICAL)
warnings.simplefilter("ignore")
sink = Sink(Keep(), hostname='127.0.0.1', port=0, tls_context=context,
            require_starttls=bool(args.tls), server_kwargs=options)
sink.start()
print(sink.port, flush=True)
sys.stdin.read()
sink.stop()
