#include "adapters/json/reader.hpp"

#include <nlohmann/json.hpp>

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
        }
        return "unknown fault in JSON";
    }
};

// Builds a document from the parser's events and stops at the first bound: nothing deeper or larger is ever built.
class Builder
{
public:
    explicit Builder(const Bounds& bounds) : bounds_(bounds) {}

    nlohmann::json& root() { return root_; }
    Fault fault() const { return fault_; }

    bool null() { return place(nullptr) != nullptr; }
    bool boolean(bool value) { return place(value) != nullptr; }
    bool number_integer(std::int64_t value) { return place(value) != nullptr; }
    bool number_unsigned(std::uint64_t value) { return place(value) != nullptr; }
    bool number_float(double value, const std::string&) { return place(value) != nullptr; }
    bool string(std::string& value) { return place(std::move(value)) != nullptr; }
    bool binary(nlohmann::json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(nlohmann::json::object()); }
    bool start_array(std::size_t) { return open(nlohmann::json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) { return false; }

    bool key(std::string& name)
    {
        auto [member, fresh] = open_.back()->get_ref<nlohmann::json::object_t&>().try_emplace(std::move(name));
        member_ = &member->second;
        return fresh || refuse(Fault::repeated_key);
    }

private:
    bool refuse(Fault fault)
    {
        fault_ = fault;
        return false;
    }

    // Where the value now stands, or null when there are too many.
    nlohmann::json* place(nlohmann::json value)
    {
        if (++nodes_ > bounds_.nodes) {
            refuse(Fault::too_many_nodes);
            return nullptr;
        }
        if (open_.empty())
            return &(root_ = std::move(value));
        if (!open_.back()->is_array())
            return &(*member_ = std::move(value));
        auto& elements = open_.back()->get_ref<nlohmann::json::array_t&>();
        return &elements.emplace_back(std::move(value));
    }

    bool open(nlohmann::json container)
    {
        if (open_.size() == bounds_.depth)
            return refuse(Fault::too_deep);
        auto* placed = place(std::move(container));
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
    if (body.starts_with(byte_order_mark)) // nlohmann would skip it
        return Fault::syntax;
    Builder builder{bounds};
    if (!nlohmann::json::sax_parse(body.begin(), body.end(), &builder))
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
