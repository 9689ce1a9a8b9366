#pragma once
// Which tables of the store verify() holds against the journal, and which it does not, and why. A test holds the list
// to the schema: a table that nobody thought of is found.

#include <span>
#include <string_view>

namespace langnghe::sql {

struct TableProof
{
    std::string_view table;
    bool proven = true;
    std::string_view how; // what is held against what, or why nothing is
};

std::span<const TableProof> table_proofs();

} // namespace langnghe::sql
