#include "adapters/sandbox/form_data.hpp"

#include "adapters/net/http.hpp"

#include <algorithm>

namespace langnghe::sandbox {

namespace {

constexpr std::size_t most_parts = 100;
constexpr std::size_t longest_boundary = 70;

std::string boundary_of(std::string_view content_type)
{
    constexpr std::string_view word = "boundary=";
    const auto at = content_type.find(word);
    if (at == std::string_view::npos)
        return {};
    auto boundary = content_type.substr(at + word.size());
    boundary = boundary.substr(0, boundary.find(';'));
    if (boundary.size() >= 2 && boundary.front() == '"' && boundary.back() == '"')
        boundary = boundary.substr(1, boundary.size() - 2);
    return boundary.size() > longest_boundary ? std::string() : std::string(boundary);
}

// The value of name="…" in a Content-Disposition; the same for filename.
std::optional<std::string> parameter(std::string_view line, std::string_view name)
{
    const std::string before = "; " + std::string(name) + "=\"";
    const auto at = line.find(before);
    if (at == std::string_view::npos)
        return std::nullopt;
    const auto value = line.substr(at + before.size());
    const auto end = value.find('"');
    return end == std::string_view::npos ? std::nullopt : std::optional<std::string>(value.substr(0, end));
}

struct Part
{
    std::string name;
    std::optional<std::string> file_name;
    std::string type = "text/plain";
};

std::optional<Part> read_head(std::string_view head)
{
    Part part;
    while (!head.empty()) {
        const auto end = std::min(head.find("\r\n"), head.size());
        const auto line = head.substr(0, end);
        head.remove_prefix(std::min(end + 2, head.size()));
        const auto colon = line.find(": ");
        if (colon == std::string_view::npos)
            return std::nullopt;
        const auto value = line.substr(colon + 2);
        if (net::equal_ignoring_case(line.substr(0, colon), "Content-Disposition") && value.starts_with("form-data")) {
            part.name = parameter(value, "name").value_or("");
            part.file_name = parameter(value, "filename");
        } else if (net::equal_ignoring_case(line.substr(0, colon), "Content-Type")) {
            part.type = value;
        }
    }
    return part.name.empty() ? std::nullopt : std::optional(part);
}

bool take(FormData& form, std::string_view text)
{
    const auto middle = text.find("\r\n\r\n");
    if (middle == std::string_view::npos)
        return false;
    auto part = read_head(text.substr(0, middle));
    if (!part)
        return false;
    std::string content(text.substr(middle + 4));
    if (part->file_name)
        form.files[part->name] = {std::move(*part->file_name), std::move(part->type), std::move(content)};
    else
        form.fields[part->name] = std::move(content);
    return true;
}

} // namespace

std::optional<FormData> read_form_data(std::string_view content_type, std::string_view body)
{
    const auto boundary = boundary_of(content_type);
    const std::string first = "--" + boundary;
    const std::string next = "\r\n" + first;
    if (boundary.empty() || !body.starts_with(first))
        return std::nullopt;
    body.remove_prefix(first.size());
    FormData form;
    for (std::size_t parts = 0; body.starts_with("\r\n") && parts < most_parts; ++parts) {
        body.remove_prefix(2);
        const auto end = body.find(next);
        if (end == std::string_view::npos || !take(form, body.substr(0, end)))
            return std::nullopt;
        body.remove_prefix(end + next.size());
    }
    return body == "--\r\n" || body == "--" ? std::optional(std::move(form)) : std::nullopt;
}

} // namespace langnghe::sandbox
