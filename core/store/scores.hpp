#pragma once
// Port: the people's score.

namespace langnghe {

class Scores
{
public:
    virtual ~Scores() = default;
};

} // namespace langnghe
