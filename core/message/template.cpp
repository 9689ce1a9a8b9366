#include "core/message/template.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::message {
namespace {

bool lower_letter(char c) noexcept { return c >= 'a' && c <= 'z'; }

bool is_name(std::string_view name) noexcept
{
    return !name.empty() && lower_letter(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
        return lower_letter(c) || (c >= '0' && c <= '9') || c == '_';
    });
}

} // namespace

Template::Parsed Template::parse(std::string text)
{
    Template made;
    made.text_ = std::move(text);
    const std::string_view source = made.text_;
    std::size_t literal = 0; // where the text not yet in a piece begins
    for (std::size_t at = source.find_first_of("{}"); at != source.npos; at = source.find_first_of("{}", literal)) {
        if (at + 1 < source.size() && source[at + 1] == source[at]) { // doubled: the first one stays
            made.pieces_.push_back({literal, at + 1 - literal, false});
            literal = at + 2;
            continue;
        }
        if (source[at] == '}')
            return TemplateError{TemplateError::Kind::stray_brace, at};
        const std::size_t close = source.find_first_of("{}", at + 1);
        if (close == source.npos || source[close] == '{')
            return TemplateError{TemplateError::Kind::unclosed_field, at};
        if (!is_name(source.substr(at + 1, close - at - 1)))
            return TemplateError{TemplateError::Kind::bad_name, at + 1};
        made.pieces_.push_back({literal, at - literal, false});
        made.pieces_.push_back({at + 1, close - at - 1, true});
        literal = close + 1;
    }
    made.pieces_.push_back({literal, source.size() - literal, false});
    return made;
}

std::vector<std::string_view> Template::fields() const
{
    std::vector<std::string_view> names;
    for (const Piece& piece : pieces_) {
        if (piece.field && std::find(names.begin(), names.end(), of(piece)) == names.end())
            names.push_back(of(piece));
    }
    return names;
}

std::string Template::render(std::span<const Field> values) const
{
    std::string out;
    out.reserve(text_.size());
    for (const Piece& piece : pieces_) {
        if (!piece.field) {
            out += of(piece);
            continue;
        }
        const auto given =
            std::find_if(values.begin(), values.end(), [&](const Field& field) { return field.name == of(piece); });
        if (given != values.end())
            out += given->value;
    }
    return out;
}

} // namespace langnghe::message
