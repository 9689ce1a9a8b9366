#pragma once
// What an administrator may ask of a commune's store, as verbs with JSON arguments: the same whether the command line
// owns the store or the daemon does. Blocking; on the command line's thread or a worker, never on the I/O thread.
// Every change is journalled with the actor "console". What could not be done comes back as one line for people.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::operations {

// Where an operation takes place. Outlives the call.
struct Scene
{
    sql::Store& store;
    const CommuneSetup& setup;
    const Random& random;
    std::function<TimePoint()> now;
};

struct Reply
{
    bool ok = true;
    std::string document{}; // JSON on one line, when ok
    std::string error{};    // one line for people, when not
};

// `arguments` is a JSON object; an empty text stands for {}. Does not throw.
Reply run(Scene& scene, std::string_view verb, const std::string& arguments);

// Every verb there is: "user.add", "ticket.show"…
std::vector<std::string_view> verbs();

// May take minutes: a whole store is read or written.
bool is_slow(std::string_view verb);

} // namespace langnghe::operations
