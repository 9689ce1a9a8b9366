#pragma once
// Port: alerts to the people, and what they answered.

namespace langnghe {

class Warnings
{
public:
    virtual ~Warnings() = default;
};

} // namespace langnghe
