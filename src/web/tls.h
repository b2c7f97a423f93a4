/* tls.h - a certificate for a school without one: a local authority that can vouch for this school's names alone.
 *
 * Law: the authority's certificate carries critical name constraints (RFC 5280, 4.2.1.10) of exactly the names and
 * addresses given, so that whoever trusts it trusts it for nothing else. Its key never lies beside the server's. */
#ifndef TRELLIS_TLS_H
#define TRELLIS_TLS_H

#include "base/str.h"

struct tls_names {
	const char **dns; size_t n_dns;       /* "school.example" */
	const char **ip; size_t n_ip;         /* "192.0.2.7", "2001:db8::1" */
};
/* Names and addresses this computer has, with localhost. */
enum code tls_names_here(struct arena *a, struct tls_names *out, struct err *e) MUST_USE;
/* Sorts words into names and addresses; E_INPUT on what is neither. */
enum code tls_names_of(struct arena *a, const char *const *words, size_t n, struct tls_names *out, struct err *e) MUST_USE;

struct tls_made {
	struct str authority, authority_key; /* PEM */
	struct str server, server_key;       /* PEM; server holds the chain */
};
/* organisation: the school's name, shown by devices that trust it. */
enum code tls_make(struct arena *a, const char *organisation, const struct tls_names *names, struct tls_made *out, struct err *e) MUST_USE;
/* A new server certificate from an authority made before; names must be within its constraints. */
enum code tls_renew(struct arena *a, struct str authority, struct str authority_key, const struct tls_names *names, struct tls_made *out,
                    struct err *e) MUST_USE;

/* Of a PEM certificate: host names it is for (ends with NULL), its bytes as DER, SHA-256 as "AB:CD:...", and its last day. */
struct tls_facts {
	const char **names;
	struct str der;
	const char *fingerprint;
	int64_t ends_at;      /* microseconds UTC */
};
enum code tls_read(struct arena *a, struct str pem, struct tls_facts *out, struct err *e) MUST_USE;

#endif
