#include "tests/golden/support.hpp"

#include "tests/support/source_dir.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace langnghe::golden {

using nlohmann::json;

namespace {

std::filesystem::path full(const std::string& path) { return test::source_dir() / "tests" / "golden" / path; }

void visit(const json& value, const json::json_pointer& at, std::vector<json::json_pointer>& all)
{
    if (!at.empty())
        all.push_back(at);
    if (value.is_object())
        for (const auto& [key, member] : value.items())
            visit(member, at / key, all);
    if (value.is_array())
        for (std::size_t i = 0; i < value.size(); ++i)
            visit(value[i], at / i, all);
}

void collect(const json& value, std::set<std::string>& all)
{
    if (value.is_structured())
        for (const auto& element : value)
            collect(element, all);
    else
        all.insert(value.is_string() ? value.get<std::string>() : value.dump());
}

void remove(json& document, const json::json_pointer& at)
{
    auto& parent = document[at.parent_pointer()];
    if (parent.is_array())
        parent.erase(parent.begin() + std::stol(at.back()));
    else
        parent.erase(at.back());
}

} // namespace

std::string read(const std::string& path)
{
    std::ifstream file{full(path), std::ios::binary};
    if (!file)
        throw std::runtime_error{"cannot read " + path};
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

json read_json(const std::string& path) { return json::parse(read(path)); }

std::vector<std::string> names(const std::string& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{full(folder)})
        if (entry.path().extension() == ".json" && !entry.path().filename().string().starts_with("_"))
            names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string expected(const std::string& path, const std::vector<InboundEvent>& now)
{
    if (std::getenv("LANGNGHE_GOLDEN_WRITE") != nullptr)
        std::ofstream{full(path), std::ios::binary} << to_text(now);
    return read(path);
}

std::set<std::string> values_in(const std::string& body)
{
    std::set<std::string> all{""};
    collect(json::parse(body), all);
    return all;
}

std::vector<std::string> mutations(const std::string& body)
{
    const auto document = json::parse(body);
    const std::vector<json> others{nullptr,          true,      -7, 1.5, "x", "", json::array(), json::object(),
                                   json::array({1}), UINT64_MAX};
    std::vector<json::json_pointer> places;
    visit(document, json::json_pointer{}, places);
    std::vector<std::string> bodies;
    for (const auto& place : places) {
        auto without = document;
        remove(without, place);
        bodies.push_back(without.dump());
        for (const auto& other : others) {
            auto changed = document;
            changed[place] = other;
            bodies.push_back(changed.dump());
        }
    }
    return bodies;
}

} // namespace langnghe::golden
