#pragma once
// What a call can be refused for. Expected answers are values; these are refusals that a face turns into an HTTP
// status, a chat reply or an exit status.

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

namespace langnghe {

enum class Errc
{
    not_found = 1,    // no such ticket, user, channel…
    not_allowed,      // the actor's role does not carry this right
    wrong_state,      // the transition table has no such row
    stale_version,    // somebody else changed the ticket meanwhile
    missing_text,     // the action demands words
    missing_evidence, // the action demands a photo or document
    malformed,        // input that cannot be what it says it is
    too_large,        // over a bound
    unauthorized,     // wrong or missing signature, secret or code
    unconfigured,     // a secret or setting is not there yet
    storage_busy,     // queue full: try again
    storage_full,     // disk full: try again later
    storage_failed,   // I/O error: the process must end
    storage_newer,    // the file was written by a newer program
    storage_refused,  // a constraint of the store refused this job alone
    cancelled,        // shutting down
};

const boost::system::error_category& error_category() noexcept;

inline boost::system::error_code make_error_code(Errc code) noexcept
{
    return {static_cast<int>(code), error_category()};
}

template <class T>
using Result = boost::system::result<T>;

} // namespace langnghe

template <>
struct boost::system::is_error_code_enum<langnghe::Errc> : std::true_type
{};
