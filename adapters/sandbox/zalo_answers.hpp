#pragma once
// Answers of the account's OpenAPI, and the queries it reads.

#include "adapters/net/http.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace langnghe::sandbox {

nlohmann::ordered_json refused(int error, std::string_view message);
nlohmann::ordered_json success(nlohmann::ordered_json data);

std::string query_value(const net::Request& request, const std::string& name);
std::size_t query_number(const net::Request& request, const std::string& name, std::size_t otherwise);

} // namespace langnghe::sandbox
