#pragma once
// Port: what officials look for: lists, overdue work.

namespace langnghe {

class Worklists
{
public:
    virtual ~Worklists() = default;
};

} // namespace langnghe
