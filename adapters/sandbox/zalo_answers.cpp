#include "adapters/sandbox/zalo_answers.hpp"

#include "adapters/sandbox/wire.hpp"

#include <nlohmann/json.hpp>

#include <charconv>
#include <map>

namespace langnghe::sandbox {

using Json = nlohmann::ordered_json;

Json refused(int error, std::string_view message) { return {{"error", error}, {"message", message}}; }

Json success(Json data) { return {{"data", std::move(data)}, {"error", 0}, {"message", "Success"}}; }

std::string query_value(const net::Request& request, const std::string& name)
{
    const auto form = read_form(request.query);
    if (!form)
        return {};
    const auto found = form->find(name);
    return found == form->end() ? std::string() : found->second;
}

std::size_t query_number(const net::Request& request, const std::string& name, std::size_t otherwise)
{
    const std::string text = query_value(request, name);
    std::size_t value = 0;
    const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && bad == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

} // namespace langnghe::sandbox
