#include "adapters/json/reader.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>
#include <utility>

namespace langnghe::json {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class FaultCategory final : public boost::system::error_category
{
public:
    const char* name() const noexcept override { return "langnghe.json"; }
    std::string message(int code) const override
    {
        switch (static_cast<Fault>(code)) {
        case Fault::syntax:
            return "not JSON";
        case Fault::nul:
            return "a NUL in JSON";
        case Fault::too_deep:
            return "JSON nested too deeply";
        case Fault::too_many_nodes:
            return "too many values in JSON";
        case Fault::repeated_key:
            return "a key twice in one JSON object";
        case Fault::not_an_object:
            return "JSON that is no object";
        case Fault::number_out_of_range:
            return "a number in JSON that is too large";
        }
        return "unknown fault in JSON";
    }
};

using Code = boost::system::error_code;
using View = boost::core::string_view;

// Builds a document from the parser's events and stops at the first bound: nothing deeper or larger is ever built. The
// parser is Boost.JSON's: nlohmann's took 46,000 instructions for a webhook of 600 bytes (callgrind).
class Builder
{
public:
    // What the parser asks of its handler; the bounds are ours.
    static constexpr std::size_t max_object_size = SIZE_MAX;
    static constexpr std::size_t max_array_size = SIZE_MAX;
    static constexpr std::size_t max_key_size = SIZE_MAX;
    static constexpr std::size_t max_string_size = SIZE_MAX;

    explicit Builder(const Bounds& bounds) : bounds_(bounds) {}

    nlohmann::json& root() { return root_; }
    Fault fault() const { return fault_; }

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code& code) { return open(nlohmann::json::object(), code); }
    bool on_object_end(std::size_t, Code&) { return close(); }
    bool on_array_begin(Code& code) { return open(nlohmann::json::array(), code); }
    bool on_array_end(std::size_t, Code&) { return close(); }
    bool on_null(Code& code) { return place(nullptr, code) != nullptr; }
    bool on_bool(bool value, Code& code) { return place(value, code) != nullptr; }
    bool on_number_part(View part, Code&) { return gather(part); }
    bool on_int64(std::int64_t value, View, Code& code) { return place_number(value, code); }
    bool on_uint64(std::uint64_t value, View, Code& code) { return place_number(value, code); }
    // Boost.JSON may be off by the last bit.
    bool on_double(double, View part, Code& code)
    {
        gather(part);
        const double value = std::strtod(text_.c_str(), nullptr);
        return std::isfinite(value) ? place_number(value, code) : refuse(Fault::number_out_of_range, code);
    }
    bool on_comment_part(View, Code&) { return false; }
    bool on_comment(View, Code&) { return false; }

    bool on_string_part(View part, std::size_t, Code&) { return gather(part); }
    bool on_string(View part, std::size_t, Code& code)
    {
        gather(part);
        return place(std::exchange(text_, {}), code) != nullptr;
    }

    bool on_key_part(View part, std::size_t, Code&) { return gather(part); }
    bool on_key(View part, std::size_t, Code& code)
    {
        gather(part);
        auto& members = open_.back()->get_ref<nlohmann::json::object_t&>();
        auto [member, fresh] = members.try_emplace(std::exchange(text_, {}));
        member_ = &member->second;
        return fresh || refuse(Fault::repeated_key, code);
    }

private:
    bool gather(View part)
    {
        text_.append(part.data(), part.size());
        return true;
    }

    bool place_number(nlohmann::json value, Code& code)
    {
        text_.clear();
        return place(std::move(value), code) != nullptr;
    }

    bool refuse(Fault fault, Code& code)
    {
        fault_ = fault;
        code = boost::json::error::syntax; // ends the parser; which fault it was is known here
        return false;
    }

    // Where the value now stands, or null when there are too many.
    nlohmann::json* place(nlohmann::json value, Code& code)
    {
        if (++nodes_ > bounds_.nodes) {
            refuse(Fault::too_many_nodes, code);
            return nullptr;
        }
        if (open_.empty())
            return &(root_ = std::move(value));
        if (!open_.back()->is_array())
            return &(*member_ = std::move(value));
        auto& elements = open_.back()->get_ref<nlohmann::json::array_t&>();
        return &elements.emplace_back(std::move(value));
    }

    bool open(nlohmann::json container, Code& code)
    {
        if (open_.size() == bounds_.depth)
            return refuse(Fault::too_deep, code);
        auto* placed = place(std::move(container), code);
        if (placed != nullptr)
            open_.push_back(placed);
        return placed != nullptr;
    }

    bool close()
    {
        open_.pop_back();
        return true;
    }

    Bounds bounds_;
    nlohmann::json root_;
    std::vector<nlohmann::json*> open_; // a container does not move while it is open: only the innermost grows
    nlohmann::json* member_ = nullptr;
    std::string text_; // of the string or number that is being read
    std::size_t nodes_ = 0;
    Fault fault_ = Fault::syntax;
};

} // namespace

const boost::system::error_category& fault_category() noexcept
{
    static const FaultCategory category;
    return category;
}

Result<Document> parse(std::string_view body, const Bounds& bounds)
{
    if (body.find('\0') != std::string_view::npos)
        return Fault::nul;
    if (body.starts_with(byte_order_mark)) // a parser may skip it
        return Fault::syntax;
    boost::json::parse_options options;
    options.max_depth = bounds.depth + 1; // the builder is faster to refuse
    boost::json::basic_parser<Builder> parser(options, bounds);
    Code code;
    const std::size_t read = parser.write_some(false, body.data(), body.size(), code);
    Builder& builder = parser.handler();
    if (code == boost::json::error::exponent_overflow)
        return Fault::number_out_of_range;
    const bool only_space = body.find_first_not_of(" \t\r\n", read) == std::string_view::npos;
    if (code || !only_space)
        return builder.fault();
    if (!builder.root().is_object())
        return Fault::not_an_object;
    return Document{std::make_shared<const nlohmann::json>(std::move(builder.root()))};
}

std::string dump(const nlohmann::json& value)
{
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string dump(const nlohmann::ordered_json& value)
{
    return value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace langnghe::json
