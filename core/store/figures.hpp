#pragma once
// Port: what reports count.

namespace langnghe {

class Figures
{
public:
    virtual ~Figures() = default;
};

} // namespace langnghe
