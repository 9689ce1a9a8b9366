#pragma once
// Port: reports that were issued, as they were.

namespace langnghe {

class IssuedReports
{
public:
    virtual ~IssuedReports() = default;
};

} // namespace langnghe
