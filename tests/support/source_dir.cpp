#include "tests/support/source_dir.hpp"

namespace langnghe::test {

std::filesystem::path source_dir() { return LANGNGHE_SOURCE_DIR; }

} // namespace langnghe::test
