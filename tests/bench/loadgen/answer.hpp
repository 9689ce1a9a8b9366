#pragma once
// Reads the answers on one kept connection, one after the other: Content-Length, chunks, or none at all.

#include <string>
#include <string_view>

namespace langnghe::bench {

class AnswerReader
{
public:
    void feed(std::string_view bytes) { bytes_ += bytes; }

    // The status of the next whole answer, which is then forgotten; 0 while it is not whole, -1 when it never will be.
    int take();

    void clear() { bytes_.clear(); }

private:
    std::string bytes_;
};

} // namespace langnghe::bench
