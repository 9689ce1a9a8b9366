#pragma once
// Reads multipart/form-data (RFC 7578), strictly: the framing must be whole. Pure.

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe::sandbox {

struct FormFile
{
    std::string name; // the file's
    std::string type;
    std::string bytes;
};

struct FormData
{
    std::map<std::string, std::string> fields;
    std::map<std::string, FormFile> files; // by the field's name
};

// Nothing when the header or the framing is not well-formed.
std::optional<FormData> read_form_data(std::string_view content_type, std::string_view body);

} // namespace langnghe::sandbox
