#pragma once
// A folder of a test's own, gone with it.

#include <filesystem>
#include <string>
#include <string_view>

namespace langnghe::test {

class Folder
{
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

    // Writes a file with exactly this mode.
    std::filesystem::path write(std::string_view name, std::string_view bytes, unsigned mode = 0600) const;

private:
    std::filesystem::path path_;
};

std::string contents(const std::filesystem::path& path);
unsigned mode_of(const std::filesystem::path& path);

} // namespace langnghe::test
