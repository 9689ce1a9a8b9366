// A main without a fuzzer: gives every file of the folders named to the target. A folder that is not there is empty;
// no file at all is a failure, as nothing was tried.

#include "tests/fuzz/fuzz.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

int main(int count, char** arguments)
{
    std::size_t files = 0;
    for (int i = 1; i < count; ++i) {
        std::error_code missing;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(arguments[i], missing)) {
            if (!entry.is_regular_file())
                continue;
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(file), {}};
            std::fprintf(stderr, "%s\n", entry.path().filename().c_str());
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
            ++files;
        }
    }
    std::printf("%zu inputs replayed\n", files);
    return files == 0 ? 1 : 0;
}
