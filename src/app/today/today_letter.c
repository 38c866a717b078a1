#include "app/today/today_rows.h"

/* The mentee steers, so most letters go to the mentee; whoever is awaited gets a letter of their
 * own, and what nobody is to blame for goes to both.
 */
enum today_to today_remedy(enum signal signal, const struct signal_facts *facts)
{
    switch (signal) {
    case SIGNAL_HAND:
        return facts->hand_of == SIDE_OF_MENTOR ? TO_MENTOR : TO_MENTEE;
    case SIGNAL_ALONE:
        return TO_MATCHING;
    case SIGNAL_REPLY:
        return facts->asker == SIDE_OF_MENTEE ? TO_MENTOR : TO_MENTEE;
    case SIGNAL_SILENCE:
    case SIGNAL_MISSED:
        return TO_BOTH;
    case SIGNAL_NO_MEETING:
    case SIGNAL_NO_AGREEMENT:
    case SIGNAL_RHYTHM:
    case SIGNAL_GOALS:
    case SIGNAL_NOTE:
    case SIGNAL_COUNT:
        break;
    case SIGNAL_PULSE:
        return facts->pulse_of == SIDE_OF_MENTOR ? TO_MENTOR : TO_MENTEE;
    }
    return TO_MENTEE;
}

struct str today_remedy_label(struct arena *arena, enum today_to to,
                              const struct signal_names *names)
{
    struct buf out = {.arena = arena};

    switch (to) {
    case TO_MATCHING:
        return S("Look for a mentor");
    case TO_BOTH:
        return S("Write to both");
    case TO_MENTOR:
    case TO_MENTEE:
        buf_addf(&out, "Write to %.*s", ARG(to == TO_MENTOR ? names->mentor : names->mentee));
        break;
    }
    return buf_str(&out);
}

/* The middle of the letter: what is seen, without blame, and one easy thing to do. */
static const char *const middles[] = {
    [SIGNAL_HAND] = "You asked us to get in touch. Thank you for saying so. When would be a good "
                    "moment to talk, and on which number?",
    [SIGNAL_ALONE] = "We have not found you a mentor yet and are still looking.",
    [SIGNAL_NO_MEETING] = "Some time has passed since you were introduced, and no first meeting "
                          "shows on our side. If you have met already, one tap on your page says "
                          "so. If not, offering two or three times is enough to begin.",
    [SIGNAL_NO_AGREEMENT] = "The page where the two of you settle how often and how you meet is "
                            "still open. It is six short choices and can be changed later. You "
                            "might do it together when you next speak.",
    [SIGNAL_RHYTHM] = "It is a while since your last meeting as far as we can see. That happens. "
                      "If a new time would help, you can offer some in a minute. If once a month "
                      "is too much just now, change what you agreed: that is what it is for.",
    [SIGNAL_SILENCE] = "It has gone quiet on your page, which may only mean that you talk "
                       "elsewhere. If so, a tap there tells us. If not, is there something that "
                       "we could make easier?",
    [SIGNAL_REPLY] = "Something on your page is waiting for a word from you. A short answer does, "
                     "also a no.",
    [SIGNAL_MISSED] = "Two meetings did not come about, and we do not know why. We are not asking "
                      "whose doing it was, only whether we can help you to find a time that holds.",
    [SIGNAL_GOALS] = "The page for goals has been still for a while. \"I am not sure yet\" is an "
                     "answer too, and a good thing to bring to your next meeting.",
    [SIGNAL_NOTE] = "It is a while since the last note to your mentor on how it is going. One tap "
                    "and perhaps a line is enough, also when there is little to tell.",
    [SIGNAL_PULSE] = "Thank you for telling us how it is going. We would like to hear more, if you "
                     "like: what would make it better? Nobody else reads what you answer us here.",
};
_Static_assert(COUNT(middles) == SIGNAL_COUNT, "a signal without a letter");

struct str today_letter(struct arena *arena, enum signal signal, enum today_to to,
                        const struct signal_names *names, struct str from)
{
    struct buf out = {.arena = arena};

    if (to == TO_BOTH)
        buf_addf(&out, "Dear %.*s and %.*s,", ARG(names->mentee), ARG(names->mentor));
    else
        buf_addf(&out, "Dear %.*s,", ARG(to == TO_MENTOR ? names->mentor : names->mentee));
    buf_addf(&out, "\n\n%s\n\n%.*s", middles[signal], ARG(from));
    return buf_str(&out);
}
