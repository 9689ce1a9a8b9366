#pragma once
// A secret cannot be printed, logged or compared by accident: it has no stream operator and no ==.

#include <string>
#include <string_view>
#include <utility>

namespace langnghe {

class Secret
{
public:
    Secret() = default;
    explicit Secret(std::string value) : value_(std::move(value)) {}

    // The bytes, for the one place that signs, verifies or sends them.
    std::string_view reveal() const { return value_; }
    bool empty() const { return value_.empty(); }

    // Constant time in the length of `other`.
    bool equals(std::string_view other) const;

private:
    std::string value_;
};

} // namespace langnghe
