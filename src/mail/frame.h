/* frame.h - what stands around every mail: once as plain text, once as HTML. */
#pragma once

#include "web/html.h"

struct mail_link {
    struct str label, url; /* url: whole, with the host */
};

struct mail_links {
    const struct mail_link *at;
    size_t len;
};

struct mail_frame {
    struct str subject, cost, body, after;
    struct mail_links choices, feet;
    struct mail_link button;     /* empty label: none */
    struct str from, does, note; /* note: may be empty */
    struct str stop_url;         /* empty: this kind cannot be stopped */
};

/* Paragraphs of plain text as HTML; line breaks inside one are kept. */
struct html frame_paragraphs(struct arena *arena, struct str text);

/* A link whose address is our own, http included: a server on one's own machine has no TLS. */
struct html frame_link(struct arena *arena, const struct mail_link *link, struct str class);
