#pragma once
// Port: when the program must look at a ticket by itself.

namespace langnghe {

class Wakes
{
public:
    virtual ~Wakes() = default;
};

} // namespace langnghe
