/* pair_move.h - whose move is it? One function over facts, so that page, mail and test agree.
 *
 * Each page of a pair opens with the one next thing, whose it is and how long it takes (F67).
 * Pure: what is true of the pair goes in, one sentence and one button come out.
 */
#pragma once

#include "app/pair/pair.h"

enum pair_terms {
    TERMS_NONE,
    TERMS_MINE,   /* proposed by whoever reads */
    TERMS_THEIRS, /* proposed or amended by the other */
    TERMS_SETTLED,
    TERMS_UNNEEDED, /* in this scheme */
};

struct pair_facts {
    enum role reader;
    struct str other;      /* the other's name */
    struct str other_word; /* "mentor" */
    enum pair_state state;
    bool has_said_yes;  /* to being introduced */
    bool has_greeted;   /* the mentee has written, or something is arranged */
    bool is_answer_due; /* the newest message is the other's */
    enum pair_terms terms;
    bool may_propose;            /* an agreement is the reader's to propose */
    bool is_terms_first;         /* the scheme wants it before the first meeting */
    struct maybe_int next;       /* key of the meeting that is set */
    struct str next_day;         /* its weekday, where the reader is */
    struct maybe_int offer;      /* key of the times that are open */
    bool is_offer_mine;          /* made by whoever reads */
    struct maybe_int suggestion; /* key of the meeting that the other suggests other times for */
    struct maybe_int
        unmarked; /* key of a meeting that is over and that the reader said nothing of */
    bool has_met;
    bool is_brief_shared; /* of the next meeting */
    bool is_next_near;    /* it is within two days */
    bool has_goal;
    bool must_look_back;         /* at the end, or in the last days */
    struct str away, other_away; /* the last day on which one, or the other, is away; empty: not */
    bool is_note_due;            /* the reader is to say how it is going */
};

enum mover { MOVE_NOBODYS, MOVE_YOURS, MOVE_THEIRS };

struct pair_move {
    enum mover whose;
    int minutes;       /* about how long it takes; 0: nothing to do */
    struct str what;   /* "Offer times to Ingrid Solberg" */
    struct str why;    /* one or two sentences */
    struct str button; /* its words; empty: none */
    struct str path;   /* "/s/fenwick/pairs/3/meetings/new" */
};

/* pair: the pair's own path, "/s/fenwick/pairs/3". */
struct pair_move pair_move_of(struct arena *arena, struct str pair, const struct pair_facts *facts);

/* "Two things this week, about 4 minutes": the head of a home with several pairs. */
struct str pair_moves_head(struct arena *arena, const struct pair_move *moves, size_t len);
