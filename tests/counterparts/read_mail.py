"""Read mails with Python's email package, for src/mail/letter_test.c.

    read_mail.py FILE...    says what it finds, one "name: value" a line, as JSON strings
"""
import email
import email.header
import email.policy
import email.utils
import json
import sys

for path in sys.argv[1:]:
    with open(path, 'rb') as file:
        raw = file.read()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    defects = [str(d) for part in message.walk() for d in part.defects]
    lines = raw.split(b'\r\n')
    print('defects:', json.dumps(defects))
    print('ascii:', json.dumps(raw.isascii()))
    print('bare:', json.dumps(raw.count(b'\n') != raw.count(b'\r\n') or raw.count(b'\r') != raw.count(b'\n')))
    print('longest:', max(len(line) for line in lines) <= 998)
    for name in ('From', 'To', 'Subject', 'Message-ID', 'In-Reply-To', 'References', 'Bcc',
                 'Auto-Submitted', 'List-Unsubscribe', 'List-Unsubscribe-Post'):
        if message[name] is not None:
            print('%s:' % name, json.dumps(str(message[name]), ensure_ascii=False))
    # The modern policy of Python 3.11 puts blanks between the encoded words of a name, against
    # RFC 2047 section 6.2; the older functions do not.
    plain = email.message_from_bytes(raw)
    name = email.utils.parseaddr(plain['To'])[0]
    name = str(email.header.make_header(email.header.decode_header(name)))
    print('to-name:', json.dumps(name, ensure_ascii=False))
    print('to-address:', message['To'].addresses[0].addr_spec)
    print('tree:', ' '.join(part.get_content_type() for part in message.walk()))
    for part in message.walk():
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        print(kind, 'encoding:', part['Content-Transfer-Encoding'])
        print(kind, 'disposition:', part.get_content_disposition())
        print(kind, 'charset:', part.get_param('charset'), 'method:', part.get_param('method'))
        body = part.get_content()
        body = body.decode() if isinstance(body, bytes) else body
        print(kind, 'body:', json.dumps(body, ensure_ascii=False))
