#!/bin/sh
# catalogue.sh - all that people read, as a catalogue of English: the messages that mktemplates
# found, and the sentences in C that stand in S("...") with a blank, from a capital on.
# catalogue.sh WORDS-FILE... -- C-FILE...
words='' sources=''
for file; do
    case $file in
    *.words) words="$words $file" ;;
    *.c) sources="$sources $file" ;;
    esac
done
tab=$(printf '\t')
{
    # shellcheck disable=SC2086
    cat $words
    # shellcheck disable=SC2086
    grep -noE 'S\("[A-Z][^"]* [^"]*"\)' $sources | sed 's/^\([^:]*:[0-9]*\):S("\(.*\)")$/\1'"$tab"'\2/'
} | LC_ALL=C sort -t "$tab" -k 2,2 -k 1,1 | awk -F "$tab" '
    BEGIN { print "language en-GB\nplural 1" }
    $2 != last { printf "%s\n# %s\n> %s\n< %s\n", "", $1, $2, $2; last = $2; next }'
