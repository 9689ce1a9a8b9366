#pragma once
// A sentence with named fields, "Received {code}."; "{{" and "}}" are braces. Names are [a-z][a-z0-9_]*. A template
// owns its text, may be copied and is safe to render from several threads.

#include <boost/system/result.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::message {

struct Field
{
    std::string_view name;
    std::string_view value;
};

struct TemplateError
{
    enum class Kind
    {
        stray_brace = 1, // a '}' that closes nothing
        unclosed_field,
        bad_name,
    };
    Kind kind = Kind::stray_brace;
    std::size_t position = 0; // byte of the offending brace or name
};

class Template
{
public:
    // Ask has_value() and use * or ->; value() does not compile, as nothing here throws.
    using Parsed = boost::system::result<Template, TemplateError>;

    static Parsed parse(std::string text);

    // Names in order of first appearance, each once. Borrowed from this template.
    std::vector<std::string_view> fields() const;

    // Values go in verbatim and are never read as a template. A name without a value leaves nothing: the catalogue
    // compares fields() with what the code gives when it is loaded.
    std::string render(std::span<const Field> values) const;

private:
    struct Piece
    {
        std::size_t offset = 0;
        std::size_t size = 0;
        bool field = false;
    };

    Template() = default;
    std::string_view of(const Piece& piece) const { return std::string_view(text_).substr(piece.offset, piece.size); }

    std::string text_;
    std::vector<Piece> pieces_;
};

} // namespace langnghe::message
