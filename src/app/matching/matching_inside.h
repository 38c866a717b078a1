/* matching_inside.h - the tables of rows that make up the concept. */
#pragma once

#include "app/command.h"

extern const struct commands matching_commands;
