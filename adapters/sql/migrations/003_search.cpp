#include "adapters/sql/migrations/migrations.hpp"

namespace langnghe::sql::steps {

// The folded words of each message under its journal entry. It holds no text (content=''), only which words occur where
// (detail=none), and it follows the journal in slices behind the acknowledgement: fact 'searchable' says how far.
std::string_view search()
{
    return R"sql(
CREATE VIRTUAL TABLE search USING fts5(words, content='', detail=none, tokenize='ascii');
)sql";
}

} // namespace langnghe::sql::steps
