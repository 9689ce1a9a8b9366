#pragma once
// What a recorded payload may turn into: with a member missing, null or of another type, or with an id at the edge of
// what numbers can hold. Each with every text and number that is written in it.

#include <nlohmann/json_fwd.hpp>

#include <set>
#include <string>
#include <vector>

namespace langnghe::golden {

using Texts = std::set<std::string>;

struct Body
{
    std::string text;
    Texts written;
};

std::vector<Body> broken(const nlohmann::json& document);
std::vector<Body> at_the_edges(const nlohmann::json& document);

} // namespace langnghe::golden
