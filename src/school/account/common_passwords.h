/* common_passwords.h - passwords that very many people chose.
 *
 * Law: as the first 8 bytes of their SHA-256 (big-endian), rising; of lower-case text. Source and how they were
 * chosen: tools/common_passwords.py. */
#ifndef TRELLIS_COMMON_PASSWORDS_H
#define TRELLIS_COMMON_PASSWORDS_H

#include <stddef.h>
#include <stdint.h>

extern const uint64_t common_passwords[];
extern const size_t n_common_passwords;

#endif
