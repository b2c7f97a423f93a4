/* backup.h - what the commands backup, restore and move share.
 *
 * Law: a passphrase is read from a file or typed at the terminal, never from the command line, where others see it. */
#ifndef TRELLIS_CLI_BACKUP_H
#define TRELLIS_CLI_BACKUP_H

#include "base/args.h"
#include "base/json.h"
#include "school/admin/backup.h"

#define KEY_OPTIONS \
	{"--passphrase-file", ARG_TEXT, "FILE", "seal with the passphrase in this file's first line (- asks for it here)", 0, 0, false}, \
	{"--key-file", ARG_TEXT, "FILE", "seal with this key of 32 bytes, which nobody else may read", 0, 0, false}

/* E_INPUT when both were given. The passphrase is in the arena; key is the room for a key. */
enum code key_of_args(struct arena *a, const struct args *args, unsigned char key[32], struct vault_key *out, struct err *e) MUST_USE;
/* What a backup holds, as members of an object that is open. */
void facts_json(struct json_out *o, const struct backup_facts *f);

#endif
