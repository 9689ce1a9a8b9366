#pragma once
// Typed, bounded access to a verb's arguments. The first thing that is wrong with them is kept; so is an argument that
// nobody asked for. Inside bot/operations only.

#include "bot/operations/verb.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::operations {

class Arguments
{
public:
    explicit Arguments(const Json& object) : object_(object) {}

    // Cleaned; empty when it is not there.
    std::string text(std::string_view name);
    bool flag(std::string_view name);
    // 0 when it is not there.
    std::int64_t number(std::string_view name, std::int64_t least, std::int64_t most);
    std::vector<std::string> list(std::string_view name);

    // After everything was asked for: what is wrong, if anything.
    std::optional<Refusal> wrong();

private:
    const Json* find(std::string_view name);
    void refuse(std::string what);

    const Json& object_;
    std::set<std::string, std::less<>> asked_;
    std::string wrong_;
};

// A row's id from its text; nothing when it is none.
std::optional<std::int64_t> id_from(std::string_view text);

} // namespace langnghe::operations
