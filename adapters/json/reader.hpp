#pragma once
// JSON from outside: bounded while it is read, then looked at through getters that never throw. A member that is
// missing, null or of another type is absent. Views borrow their Document. Parser messages quote input: none leaves.

#include "core/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace langnghe::json {

inline constexpr std::size_t max_depth = 32;
inline constexpr std::size_t max_nodes = 20'000;
inline constexpr std::size_t max_id = 128; // bytes

enum class Fault
{
    syntax = 1, // not JSON: ill-formed UTF-8, a mark before it, bytes after it
    nul,
    too_deep,
    too_many_nodes,
    repeated_key, // in one object, however escaped: readers would disagree about what it says
    not_an_object,
    number_out_of_range, // no double holds it, or its exponent alone is too large to be read
};

const boost::system::error_category& fault_category() noexcept;

inline boost::system::error_code make_error_code(Fault fault) noexcept
{
    return {static_cast<int>(fault), fault_category()};
}

// A value of a document, or nothing. Cheap to copy.
class View
{
public:
    View() = default;
    explicit View(const nlohmann::json* node) : node_(node) {}

    // Present and not null, of whatever type.
    bool has(std::string_view key) const;

    std::string_view text(std::string_view key) const; // empty when absent
    // A string or an integer as text, at most max_id bytes without control characters; never by way of a double, so
    // what does not fit into 64 bits is absent and never another id.
    std::string id(std::string_view key) const;
    std::optional<std::int64_t> integer(std::string_view key) const;
    // An integer, or a string of digits.
    std::optional<std::int64_t> digits(std::string_view key) const;
    // A finite number, or a string that is one.
    std::optional<double> number(std::string_view key) const;
    std::optional<bool> flag(std::string_view key) const;
    View object(std::string_view key) const;
    std::vector<View> array(std::string_view key) const;              // its elements; empty when absent
    std::vector<std::vector<View>> lists(std::string_view key) const; // the elements of an array of arrays
    std::vector<std::string> ids(std::string_view key) const;         // the elements of an array that are ids
    std::vector<std::string_view> keys() const;                       // of an object, in alphabetical order
    std::string to_text() const; // members in alphabetical order, no white space; "null" when absent

    explicit operator bool() const { return node_ != nullptr; }

private:
    const nlohmann::json* find(std::string_view key) const;

    const nlohmann::json* node_ = nullptr;
};

class Document
{
public:
    explicit Document(std::shared_ptr<const nlohmann::json> root) : root_(std::move(root)) {}

    View root() const { return View{root_.get()}; }

private:
    std::shared_ptr<const nlohmann::json> root_;
};

struct Bounds
{
    std::size_t depth = max_depth;
    std::size_t nodes = max_nodes;
};

// One object. Every bound is checked while it is read.
Result<Document> parse(std::string_view body, const Bounds& bounds = {});

// Ill-formed UTF-8 becomes U+FFFD.
std::string dump(const nlohmann::json& value);
std::string dump(const nlohmann::ordered_json& value);

} // namespace langnghe::json

template <>
struct boost::system::is_error_code_enum<langnghe::json::Fault> : std::true_type
{};
