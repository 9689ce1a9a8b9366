#pragma once
// multipart/form-data (RFC 7578), as platforms take files. Names of fields and files may be any text: quotes and line
// ends are escaped as browsers do.

#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

class Multipart
{
public:
    Multipart& field(std::string_view name, std::string_view value);
    Multipart& file(std::string_view name, std::string_view file_name, std::string_view mime, std::string_view content);

    // For the Content-Type header. The boundary is made of the content, and occurs nowhere in it.
    std::string content_type() const;
    std::string body() const;

private:
    struct Part
    {
        std::string head;
        std::string content;
    };
    std::string boundary() const;

    std::vector<Part> parts_;
};

} // namespace langnghe
