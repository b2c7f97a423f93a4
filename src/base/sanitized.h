/* sanitized.h - whether this build looks for its own faults.
 *
 * Law: AddressSanitizer and its kin read their own maps, start helpers and keep a shadow of memory larger than any limit; in
 * their builds, and only there, no process gives up calls, files or memory. The one place that knows their names. */
#ifndef TRELLIS_SANITIZED_H
#define TRELLIS_SANITIZED_H

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#endif
