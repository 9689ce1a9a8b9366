#pragma once
// So that a failed check says what the archive said.

#include "bot/archive/archive.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace Catch {

template <>
struct StringMaker<langnghe::archive::Outcome<langnghe::archive::Summary>>
{
    static std::string convert(const langnghe::archive::Outcome<langnghe::archive::Summary>& outcome)
    {
        return outcome ? "done" : outcome.error().what;
    }
};

} // namespace Catch
